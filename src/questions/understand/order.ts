/** First and last, how many of them, and numbers of the list: 最慢的三个, 第二慢, 第3到5项. */
import { parseNumeral } from '../../text/numerals.ts';
import type { Cues } from '../cues.ts';
import type { Conditions } from '../question.ts';
import { matchesOf, type Span, spansOf } from './span.ts';

export type Order = Pick<Conditions, 'order' | 'bothEnds' | 'top' | 'nth'>;

/** Longest run of numbers that 第3到5项 may stand for. */
const LONGEST_RUN = 40;

/** Which end is asked for, and how many there. */
export function findOrder(text: string, cues: Cues): { order: Order; spans: Span[] } {
  const [low, high] = [cues.lowest.test(text), cues.highest.test(text)];
  const order = low ? 'lowest' : high ? 'highest' : null;
  const spans = [cues.lowest, cues.highest, cues.top, cues.nth].flatMap((cue) => spansOf(text, cue));
  return {
    order: {
      order,
      bothEnds: spansOf(text, cues.lowest).length > 0 && bothNamed(text, cues),
      top: numberIn(cues.top.exec(text)),
      nth: numberIn(cues.nth.exec(text)),
    },
    spans: order === null ? [] : spans,
  };
}

/** 最好的和最差的, not 倒数前三. */
function bothNamed(text: string, cues: Cues): boolean {
  const low = spansOf(text, cues.lowest);
  return (
    spansOf(text, cues.highest).some(
      (high) =>
        text[high.start] === '最' && low.every(({ start, end }) => end <= high.start || start >= high.end),
    ) && low.some(({ start }) => text[start] === '最' || text.startsWith('垫底', start))
  );
}

function numberIn(match: RegExpExecArray | null): number | null {
  const printed = match?.slice(1).find((group) => group !== undefined);
  return printed === undefined ? null : parseNumeral(printed);
}

/** 第4项, 第十四件, 3号项目, 第一和第三项, 3到5项, 前五项 */
export function findPositions(text: string, cues: Cues): { positions: number[]; spans: Span[] } {
  const matches = matchesOf(text, cues.positions);
  const positions = matches.flatMap(({ 0: printed }) => numbersOf(printed, cues));
  return {
    positions: [...new Set(positions)],
    spans: matches.map((match) => ({ start: match.index, end: match.index + match[0].length })),
  };
}

function numbersOf(printed: string, cues: Cues): number[] {
  const found = numbersIn(printed, cues);
  if (cues.from_first.test(printed)) return runOf(1, found[0]?.value ?? 0);
  return found.flatMap(({ value, end }, i) => {
    const next = found[i + 1];
    const runs = next !== undefined && cues.ranged.test(printed.slice(end, next.start));
    return runs ? runOf(value, next.value - 1) : [value];
  });
}

/** Every number from one to another, cut where a slip of the pen would make it long. */
const runOf = (first: number, last: number): number[] =>
  Array.from({ length: Math.max(1, Math.min(LONGEST_RUN, last - first + 1)) }, (_, step) => first + step);

function numbersIn(printed: string, cues: Cues): { value: number; start: number; end: number }[] {
  return matchesOf(printed, cues.number).flatMap((match) => {
    const value = parseNumeral(match[0]);
    return value === null ? [] : [{ value, start: match.index, end: match.index + match[0].length }];
  });
}
