/** Targets and actuals with what they count, read clause by clause. */
import type { Clause, Figure, IsoDate } from '../../domain/project.ts';
import { canonicalUnit } from '../../text/measures.ts';
import { toSimplified } from '../../text/normalise.ts';
import { asOfDates } from './as-of.ts';
import { type Aspects, aspectsOf } from './aspects.ts';
import { kindsOf } from './kinds.ts';
import { findMentions, type Mention } from './mentions.ts';
import { attachShares } from './shares.ts';
import { figureWords } from './words.ts';

/** A clause made ready for reading. Clauses without a known sentence stand as one each. */
export function sentenceClause(clause: Clause, sentence = clause.ordinal): SentenceClause {
  const simplified = toSimplified(clause.text);
  const plain = simplified.length === clause.text.length ? simplified : clause.text;
  return { ...clause, sentence, plain };
}

/** A figure with the place it was read from and the share of plan printed beside it. */
export interface ReadFigure extends Aspects {
  figure: Figure;
  start: number;
  end: number;
  /** 占年计划128% → 1.28; null when none stands beside it. */
  statedRatio: number | null;
  /** Words around it up to the next figures, to tell what a short indicator means. */
  context: string;
  /** The whole it is told of in the same clause (12处工程中，已完工7处 → 12), null when none. */
  outOf: number | null;
  /** A target of one quarter or half year only: the year's own is measured by. */
  interim: boolean;
}

/** When the clauses were written. */
export interface FigureContext {
  /** Of the document: figures of other years are of another scope. */
  year: number;
  /** The reported year is not over: what is told of all of it (全年新增300个) is still to come. */
  partOfYear?: boolean;
  /** Last day of the reported period: what is told of a later one is still to come. */
  periodEnd?: IsoDate | null;
}

/** A clause with the sentence it belongs to. */
export interface SentenceClause extends Clause {
  sentence: number;
  /** The text as it is read: in simplified characters, every position that of the text itself. */
  plain: string;
}

/**
 * Every figure of the clauses in reading order. Goals and titles give targets; notes give actuals and the targets
 * that they repeat or add. Figures still to come (预计解决2万户) are left out.
 */
export function readFigures(clauses: readonly SentenceClause[], context: FigureContext): ReadFigure[] {
  const { year } = context;
  const dates = asOfDates(clauses, year);
  return clauses.flatMap((clause, at) => {
    if (clause.part === 'reason') return [];
    const interim = isToldUnder(figureWords.interim, clause, clauses);
    const area = areaOf(clause, clauses);
    const torn = isTorn(clauses[at - 1], clause);
    const figures = figuresOf(clause, { ...context, dayAt: dates[at] ?? (() => null) });
    const whole = figures.filter(({ start }) => start > 0 || !torn);
    if (area !== null) return whole.filter(isCount).map((read) => ofArea(read, area));
    return whole.map((read) => ({ ...read, interim: interim && read.figure.kind === 'target' }));
  });
}

/** Shares of single areas stand in the text; what counts is how much each of them is to do and has done. */
const isCount = ({ figure }: Pick<ReadFigure, 'figure'>) => figure.unit !== '%';

/** Named by its area, and no measure of the whole. */
function ofArea(read: Omit<ReadFigure, 'interim'>, area: string): ReadFigure {
  const figure = { ...read.figure, indicator: area };
  return { ...read, figure, own: area, otherScope: true, interim: figure.kind === 'target' };
}

/** 乙县 of 分地区：甲县：目标12所，完成9所；乙县：…; null for a clause that tells of no single area. */
export function areaOf(clause: SentenceClause, clauses: readonly SentenceClause[]): string | null {
  if (!isToldUnder(opensByArea, clause, clauses)) return null;
  const area = /^([^：，。；]{2,16})：/u.exec(clause.plain.replace(opensByArea, ''));
  return area?.[1] ?? null;
}

const opensByArea = new RegExp(`^${figureWords.byArea.source}`, 'u');

function isToldUnder(head: RegExp, { part, sentence }: SentenceClause, clauses: readonly SentenceClause[]) {
  return clauses.some(
    (other) => other.part === part && other.sentence === sentence && head.test(other.plain),
  );
}

/** A number broken over two lines (38 · 00人): neither half is one. */
function isTorn(before: SentenceClause | undefined, { part, plain }: SentenceClause): boolean {
  return before?.part === part && /\d[.,]?$/.test(before.plain) && /^\d/.test(plain);
}

function figuresOf(
  clause: SentenceClause,
  { dayAt, ...context }: FigureContext & { dayAt: (position: number) => IsoDate | null },
): Omit<ReadFigure, 'interim'>[] {
  const mentions = findMentions(clause.plain);
  const shares = attachShares(clause.plain, mentions);
  const kinds = kindsOf(clause, mentions, context);
  return mentions.flatMap((mention, index) => {
    const kind = kinds[index];
    if (!kind || shares.dropped.has(mention)) return [];
    const asOf = kind === 'actual' ? dayAt(mention.start) : null;
    const place = placeOf(clause.plain, mention, {
      previousEnd: mentions[index - 1]?.end ?? 0,
      nextStart: mentions[index + 1]?.start ?? clause.text.length,
    });
    const statedRatio = shares.ratios.get(mention) ?? null;
    const outOf = wholeBefore(clause.plain, mentions.slice(0, index), mention);
    const aspects = aspectsOf(clause.plain, mention, context.year);
    return [{ ...place, ...aspects, outOf, figure: figureOf(clause, mention, { kind, asOf }), statedRatio }];
  });
}

/** How far around a figure words may tell what it counts. */
const AROUND = 60;

interface Neighbours {
  previousEnd: number;
  nextStart: number;
}

function placeOf(
  text: string,
  { start, end }: Mention,
  { previousEnd, nextStart }: Neighbours,
): Pick<ReadFigure, 'start' | 'end' | 'context'> {
  const context = text.slice(Math.max(previousEnd, start - AROUND), Math.min(nextStart, end + AROUND));
  return { start, end, context };
}

function wholeBefore(text: string, earlier: readonly Mention[], { unit }: Mention): number | null {
  const whole = earlier.findLast(
    (other) =>
      canonicalUnit(other.unit) === canonicalUnit(unit) &&
      figureWords.wholeBehind.test(text.slice(other.end)),
  );
  return whole?.value ?? null;
}

function figureOf(
  { text, ordinal }: SentenceClause,
  { start, end, indicator, value, unit, direction, approximation }: Mention,
  { kind, asOf }: Pick<Figure, 'kind' | 'asOf'>,
): Figure {
  const printed = text.slice(start, end);
  return { kind, indicator, value, unit, direction, approximation, asOf, clause: ordinal, printed };
}
