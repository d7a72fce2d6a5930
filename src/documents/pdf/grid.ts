/** Ruled tables: the cells that lines on the page enclose, merged ones included. */
import type { Cell } from '../../domain/document.ts';
import { cell, fillSpans, type Span } from '../blocks.ts';
import { cellText } from './lines.ts';
import type { Rule, Run } from './page.ts';

/** A table with its place on the page. */
export interface PlacedTable {
  top: number;
  bottom: number;
  /** Where its columns stand. */
  borders: number[];
  rows: Cell[][];
}

/** Lines that end this near each other meet, in points. */
const MEET = 3;
/** Lines this near are one line drawn twice. */
const SAME = 2.5;
/** A border stands where lines cover this share of it. */
const COVERED = 0.6;
/** Lines that reach this far beyond the last border show a side that is left open. */
const OPEN_SIDE = 12;
const SHORTEST = 4;

/** Tables from top to bottom, and the text that stands in none. */
export function readTables(
  rules: readonly Rule[],
  runs: readonly Run[],
): { tables: PlacedTable[]; rest: Run[] } {
  const rest = new Set(runs);
  const tables = connected(rules.filter(isLongEnough)).flatMap((group) => {
    const frame = frameOf(group);
    if (frame === null) return [];
    const inside = runs.filter((run) => isInside(run, frame));
    if (inside.length === 0) return [];
    for (const run of inside) rest.delete(run);
    return [{ ...frame.place, borders: frame.xs, rows: fillCells(frame, inside) }];
  });
  return { tables: tables.sort((a, b) => a.top - b.top), rest: [...rest] };
}

const isFlat = (rule: Rule) => rule.top === rule.bottom;
const isLongEnough = (rule: Rule) => rule.right - rule.left + rule.bottom - rule.top >= SHORTEST;

/** Groups of lines that meet. */
function connected(rules: readonly Rule[]): Rule[][] {
  const groups: Rule[][] = [];
  for (const rule of rules) {
    const met = groups.filter((group) => group.some((other) => meet(rule, other)));
    const joined = [rule, ...met.flat()];
    groups.splice(0, groups.length, ...groups.filter((group) => !met.includes(group)), joined);
  }
  return groups;
}

function meet(a: Rule, b: Rule): boolean {
  return (
    a.left <= b.right + MEET &&
    b.left <= a.right + MEET &&
    a.top <= b.bottom + MEET &&
    b.top <= a.bottom + MEET
  );
}

interface Frame {
  xs: number[];
  ys: number[];
  flat: Rule[];
  upright: Rule[];
  place: { top: number; bottom: number };
}

/** The borders of a group; null when it encloses fewer than two cells. */
function frameOf(group: readonly Rule[]): Frame | null {
  const flat = group.filter(isFlat);
  const upright = group.filter((rule) => !isFlat(rule));
  const xs = withOpenSides(positions(upright.map(({ left }) => left)), [
    Math.min(...flat.map(({ left }) => left)),
    Math.max(...flat.map(({ right }) => right)),
  ]);
  const ys = withOpenSides(positions(flat.map(({ top }) => top)), [
    Math.min(...upright.map(({ top }) => top)),
    Math.max(...upright.map(({ bottom }) => bottom)),
  ]);
  if (xs.length < 2 || ys.length < 2 || (xs.length - 1) * (ys.length - 1) < 2) return null;
  return { xs, ys, flat, upright, place: { top: ys[0]!, bottom: ys.at(-1)! } };
}

/** Distinct positions in ascending order. */
function positions(values: readonly number[]): number[] {
  const kept: number[] = [];
  for (const value of [...values].sort((a, b) => a - b))
    if (kept.length === 0 || value - kept.at(-1)! > SAME) kept.push(value);
  return kept;
}

function withOpenSides(found: number[], [first, last]: [number, number]): number[] {
  if (found.length === 0) return found;
  const before = first < found[0]! - OPEN_SIDE ? [first] : [];
  const after = last > found.at(-1)! + OPEN_SIDE ? [last] : [];
  return [...before, ...found, ...after];
}

/** Half of a line's height above its baseline: where its middle stands. */
const middleOf = (run: Run) => ({ x: (run.left + run.right) / 2, y: run.y - run.size * 0.35 });

function isInside(run: Run, { xs, ys }: Frame): boolean {
  const { x, y } = middleOf(run);
  return x > xs[0]! && x < xs.at(-1)! && y > ys[0]! && y < ys.at(-1)!;
}

function fillCells(frame: Frame, runs: readonly Run[]): Cell[][] {
  const spans = mergedCells(frame);
  const rows = frame.ys.slice(1).map(() => frame.xs.slice(1).map(() => cell('')));
  const owners = new Map<string, Span>(
    spans.flatMap((span) => placesOf(span).map(([row, column]) => [`${row} ${column}`, span] as const)),
  );
  const texts = new Map<Span, Run[]>();
  for (const run of runs) {
    const { x, y } = middleOf(run);
    const owner = owners.get(`${indexOf(frame.ys, y)} ${indexOf(frame.xs, x)}`);
    if (owner !== undefined) texts.set(owner, [...(texts.get(owner) ?? []), run]);
  }
  const longest = longestLines(texts);
  for (const [span, own] of texts) {
    const edges = { border: frame.xs[span.right + 1]!, longest: longest.get(span.right)! };
    rows[span.top]![span.left] = cell(cellText(own, edges));
  }
  fillSpans(rows, spans);
  return rows;
}

/** Where the longest line of each column ends. */
function longestLines(texts: ReadonlyMap<Span, readonly Run[]>): Map<number, number> {
  const longest = new Map<number, number>();
  for (const [{ right }, runs] of texts)
    longest.set(right, Math.max(longest.get(right) ?? 0, ...runs.map((run) => run.right)));
  return longest;
}

/** Index of the stretch between borders that holds a position. */
const indexOf = (borders: readonly number[], at: number) =>
  Math.max(
    0,
    borders.findLastIndex((border) => border <= at),
  );

function placesOf({ top, bottom, left, right }: Span): [row: number, column: number][] {
  const places: [number, number][] = [];
  for (let row = top; row <= bottom; row++)
    for (let column = left; column <= right; column++) places.push([row, column]);
  return places;
}

/** Every cell as the rectangle that it covers: neighbours without a line between them are one. */
function mergedCells({ xs, ys, flat, upright }: Frame): Span[] {
  const spans: Span[] = [];
  const taken = new Set<string>();
  const lineRightOf = (row: number, column: number) =>
    covers(upright, { at: xs[column + 1]!, from: ys[row]!, to: ys[row + 1]! }, 'upright');
  const lineBelow = (row: number, column: number) =>
    covers(flat, { at: ys[row + 1]!, from: xs[column]!, to: xs[column + 1]! }, 'flat');
  for (let top = 0; top < ys.length - 1; top++) {
    for (let left = 0; left < xs.length - 1; left++) {
      if (taken.has(`${top} ${left}`)) continue;
      let right = left;
      while (right < xs.length - 2 && !lineRightOf(top, right) && !taken.has(`${top} ${right + 1}`)) right++;
      let bottom = top;
      while (bottom < ys.length - 2 && columnsOf(left, right).every((column) => !lineBelow(bottom, column)))
        bottom++;
      const span = { top, left, bottom, right };
      for (const [row, column] of placesOf(span)) taken.add(`${row} ${column}`);
      spans.push(span);
    }
  }
  return spans;
}

const columnsOf = (left: number, right: number) =>
  Array.from({ length: right - left + 1 }, (_, i) => left + i);

/** Do lines at a position cover most of a stretch? */
function covers(
  rules: readonly Rule[],
  { at, from, to }: { at: number; from: number; to: number },
  direction: 'flat' | 'upright',
): boolean {
  const [place, start, end] =
    direction === 'flat' ? (['top', 'left', 'right'] as const) : (['left', 'top', 'bottom'] as const);
  let covered = 0;
  for (const rule of rules) {
    if (Math.abs(rule[place] - at) > SAME) continue;
    covered += Math.max(0, Math.min(rule[end], to) - Math.max(rule[start], from));
  }
  return covered >= COVERED * (to - from);
}
