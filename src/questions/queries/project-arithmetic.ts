/** What is left, what is over, which share: only between a target and an actual that measure the same thing. */
import type { Block } from '../../domain/answer.ts';
import type { Figure, FigurePair } from '../../domain/project.ts';
import type { Dossier } from '../../domain/records.ts';
import { findNumbers } from '../../text/numerals.ts';
import { answerOf, computed, figureLabel, headBlock, percent, say, source, sourceRef } from '../compose.ts';
import { rankFigures } from '../find/evidence.ts';
import type { Intent } from '../intents.ts';
import type { Outcome, ProjectQuery, QueryInput } from '../query.ts';
import { figureBlocks } from './project-figure.ts';
import { sumBlocks } from './project-sum.ts';
import { wantedOf } from './wanted.ts';

export const projectArithmetic: ProjectQuery = {
  about: 'project',
  run(project, input): Outcome {
    const blocks = input.intent.operation === 'sum' ? added(project, input) : reckoned(project, input);
    return {
      answer: answerOf('answer', {
        projects: [project.id],
        blocks: [headBlock(project), ...blocks],
        sources: [sourceRef(project)],
      }),
    };
  },
};

const added = (project: Dossier, input: QueryInput): Block[] =>
  sumBlocks(project, input) ?? withoutPair(project, input);

function reckoned(project: Dossier, input: QueryInput): Block[] {
  const pair = pairAsked(project, input);
  return pair === null ? withoutPair(project, input) : resultBlocks(project, pair, input.intent);
}

/** A figure without a pair that fits this much better means that the pair is about something else. */
const CLEARLY = 1.25;

/** The pair whose values the question names, else the one whose figures fit it best. */
function pairAsked(project: Dossier, input: QueryInput): FigurePair | null {
  const { measure } = input.question.conditions;
  const counts = ({ target }: FigurePair) =>
    measure === null || measure === '%' || input.measureFit(measure, project.figures[target]!.unit) > 0;
  const usable = project.pairs.filter((pair) => pair.ratio !== null && counts(pair));
  if (usable.length === 0) return null;
  const named = new Set(findNumbers(input.question.text).map(({ value }) => value));
  const values = (pair: FigurePair) => [
    project.figures[pair.target]!.value,
    project.figures[pair.actual]!.value,
  ];
  const byValue = usable.find((pair) => values(pair).some((value) => named.has(value) && value > 9));
  if (byValue !== undefined) return byValue;
  const hits = rankFigures(project, { ...wantedOf(input), side: null }, input.measureFit);
  const scores = new Map(hits.map(({ index, score }) => [index, score]));
  const score = (pair: FigurePair) => Math.max(scores.get(pair.target) ?? 0, scores.get(pair.actual) ?? 0);
  const best = usable.reduce((a, b) => (score(b) > score(a) ? b : a));
  return (hits[0]?.score ?? 0) > score(best) * CLEARLY ? null : best;
}

function withoutPair(project: Dossier, input: QueryInput): Block[] {
  const wanted = { ...wantedOf(input), side: null };
  return [say('text', input.intent.reply.noPair ?? '', {}), ...figureBlocks(project, wanted, input)];
}

function resultBlocks(project: Dossier, pair: FigurePair, intent: Intent): Block[] {
  const target = project.figures[pair.target]!;
  const actual = project.figures[pair.actual]!;
  if (intent.operation === 'share') return shareBlocks(target, actual, pair, intent);
  const left = round(target.value - actual.value);
  const words = { indicator: shortLabel(target, actual), target: target.printed, actual: actual.printed };
  const said = source(target.printed, actual.printed, words.indicator);
  if (intent.operation === 'remaining' && left <= 0) return [say('text', intent.reply.done!, words, said)];
  if (left === 0) return [say('text', intent.reply.exact ?? intent.reply.done!, words, said)];
  const [more, less] = left > 0 ? [target, actual] : [actual, target];
  const result = `${round(more.value - less.value)}${unitOf(target)}`;
  const expression = `${more.value} - ${less.value} = ${round(more.value - less.value)}`;
  const template = intent.operation === 'excess' && left > 0 ? intent.reply.short! : intent.reply.value!;
  return [
    say('text', template, { ...words, result }, said, computed(expression)),
    say('note', intent.reply.basis!, { ...words, expression }, said, computed(expression)),
  ];
}

/** The plainer of the two names for what is counted. */
function shortLabel(target: Figure, actual: Figure): string {
  const labels = [figureLabel(target), figureLabel(actual)].filter((label) => label.length > 1);
  return labels.reduce((a, b) => (b.length < a.length ? b : a), labels[0] ?? '');
}

function shareBlocks(target: Figure, actual: Figure, pair: FigurePair, intent: Intent): Block[] {
  const result = percent(actual.value / target.value);
  const sum = computed(`${actual.value} / ${target.value} * 100 = ${result.slice(0, -1)}`);
  const said = source(target.printed, actual.printed, figureLabel(target));
  const expression = `${actual.printed} ÷ ${target.printed} = ${result}`;
  const stated = pair.statedRatio === null ? null : percent(pair.statedRatio);
  return [
    say('text', intent.reply.value!, { indicator: figureLabel(target), result }, said, sum),
    say('note', intent.reply.basis!, { expression }, said, sum),
    ...(stated === null ? [] : [say('note', intent.reply.stated!, { stated }, source(stated))]),
  ];
}

/** Without the noise of binary fractions: 178.55, not 178.54999999999995. */
const round = (value: number) => Number(value.toFixed(4));

const unitOf = (figure: Figure) => (figure.unit === '%' ? '个百分点' : figure.unit);
