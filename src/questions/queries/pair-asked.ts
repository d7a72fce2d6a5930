/** The target and the actual that a question is about, and what part of the one the other is. */
import type { Block } from '../../domain/answer.ts';
import type { FigurePair } from '../../domain/project.ts';
import type { Dossier } from '../../domain/records.ts';
import { findNumbers } from '../../text/numerals.ts';
import { computed, figureLabel, percent, say, source } from '../compose.ts';
import { rankFigures } from '../find/evidence.ts';
import type { Intent } from '../intents.ts';
import type { QueryInput } from '../query.ts';
import { wantedOf } from './wanted.ts';

/** A figure without a pair that fits this much better means that the pair is about something else. */
const CLEARLY = 1.25;

/** The pair whose values the question names, else the one whose figures fit it best. */
export function pairAsked(project: Dossier, input: QueryInput): FigurePair | null {
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
  const wanted = { ...wantedOf(input), side: null, measure: measure === '%' ? null : measure };
  const hits = rankFigures(project, wanted, input.measureFit);
  const scores = new Map(hits.map(({ index, score }) => [index, score]));
  const score = (pair: FigurePair) => Math.max(scores.get(pair.target) ?? 0, scores.get(pair.actual) ?? 0);
  const best = usable.reduce((a, b) => (score(b) > score(a) ? b : a));
  return (hits[0]?.score ?? 0) > score(best) * CLEARLY ? null : best;
}

/** What part of the target is done, with the sum; what the document itself says of it stands below. */
export function shareBlocks(project: Dossier, pair: FigurePair, { reply }: Pick<Intent, 'reply'>): Block[] {
  const target = project.figures[pair.target]!;
  const actual = project.figures[pair.actual]!;
  const result = percent(actual.value / target.value);
  const sum = computed(`${actual.value} / ${target.value} * 100 = ${result.slice(0, -1)}`);
  const said = source(target.printed, actual.printed, figureLabel(target));
  const expression = `${actual.printed} ÷ ${target.printed} = ${result}`;
  const stated = pair.statedRatio === null ? null : percent(pair.statedRatio);
  return [
    say('text', reply.value!, { indicator: figureLabel(target), result }, said, sum),
    say('note', reply.basis!, { expression }, said, sum),
    ...(stated === null ? [] : [say('note', reply.stated!, { stated }, source(stated))]),
  ];
}

/** 老人体检的完成率, where the document tells no rate: the share that its figures give; none where they give none. */
export function reckonedRate(project: Dossier, input: QueryInput): Block[] {
  if (!input.cues.completion_asked.test(input.question.text)) return [];
  const pair = pairAsked(project, input);
  return pair === null ? [] : shareBlocks(project, pair, input.intents.get('share')!);
}
