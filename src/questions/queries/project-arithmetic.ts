/** What is left, what is over, which share: only between a target and an actual that measure the same thing. */
import type { Block } from '../../domain/answer.ts';
import type { Figure, FigurePair } from '../../domain/project.ts';
import type { Dossier } from '../../domain/records.ts';
import { answerOf, computed, figureLabel, headBlock, say, source, sourceRef } from '../compose.ts';
import type { Intent } from '../intents.ts';
import type { Outcome, ProjectQuery, QueryInput } from '../query.ts';
import { pairAsked, shareBlocks } from './pair-asked.ts';
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

function withoutPair(project: Dossier, input: QueryInput): Block[] {
  const wanted = { ...wantedOf(input), side: null };
  return [say('text', input.intent.reply.noPair ?? '', {}), ...figureBlocks(project, wanted, input)];
}

function resultBlocks(project: Dossier, pair: FigurePair, intent: Intent): Block[] {
  const target = project.figures[pair.target]!;
  const actual = project.figures[pair.actual]!;
  if (intent.operation === 'share') return shareBlocks(project, pair, intent);
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

/** Without the noise of binary fractions: 178.55, not 178.54999999999995. */
const round = (value: number) => Number(value.toFixed(4));

const unitOf = (figure: Figure) => (figure.unit === '%' ? '个百分点' : figure.unit);
