/** Tables without lines: columns are the stretches of the page between gaps that run through all of its lines. */
import type { Cell } from '../../domain/document.ts';
import { cell } from '../blocks.ts';
import type { PlacedTable } from './grid.ts';
import { cellText, linesOf } from './lines.ts';
import type { Run } from './page.ts';

/** Pieces of one printed line, from left to right. */
type Printed = Run[];

/** Fewest columns and lines that make aligned text a table. */
const MIN_COLUMNS = 3;
const MIN_LINES = 3;
/** Narrowest gap between columns, in font sizes. */
const GAP = 0.8;
/** Rows are apart when the space between them is this much wider than between the lines within. */
const WIDER = 1.3;

/** Tables from top to bottom, and the text that stands in none. */
export function readAligned(runs: readonly Run[]): { tables: PlacedTable[]; rest: Run[] } {
  const printed = linesOf(runs);
  const tables: PlacedTable[] = [];
  const rest: Run[] = [];
  for (let at = 0; at < printed.length; ) {
    const stretch = takeStretch(printed, at);
    if (stretch === null) {
      rest.push(...printed[at]!);
      at++;
    } else {
      tables.push(toTable(stretch));
      at += stretch.lines.length;
    }
  }
  return { tables, rest };
}

interface Stretch {
  lines: Printed[];
  columns: Column[];
}

interface Column {
  left: number;
  right: number;
}

/** The lines from `at` on that keep to common columns; null when they are too few. */
function takeStretch(printed: readonly Printed[], at: number): Stretch | null {
  if (columnsOf([printed[at]!]).length < MIN_COLUMNS) return null;
  const lines = [printed[at]!];
  let columns = columnsOf(lines);
  for (const line of printed.slice(at + 1)) {
    const wider = columnsOf([...lines, line]);
    if (wider.length < MIN_COLUMNS || wider.length < columns.length - 1) break;
    lines.push(line);
    columns = wider;
  }
  while (lines.length > 0 && lines.at(-1)!.length < 2 && isWide(lines.at(-1)!, columns)) lines.pop();
  return lines.length < MIN_LINES || columns.length < MIN_COLUMNS ? null : { lines, columns };
}

/** Reaches over more than its own column: a note below the table. */
const isWide = ([run]: Printed, columns: readonly Column[]) =>
  run !== undefined && columns.filter(({ left, right }) => run.left < right && run.right > left).length > 1;

/** Stretches of ink over all lines, a gap between each two. */
function columnsOf(lines: readonly Printed[]): Column[] {
  const columns: Column[] = [];
  for (const { left, right, size } of lines.flat().sort((a, b) => a.left - b.left)) {
    const last = columns.at(-1);
    if (last !== undefined && left - last.right < GAP * size) last.right = Math.max(last.right, right);
    else columns.push({ left, right });
  }
  return columns;
}

function toTable({ lines, columns }: Stretch): PlacedTable {
  const rows = groupRows(lines, columns[0]!);
  return {
    top: Math.min(...lines[0]!.map(({ y, size }) => y - size)),
    bottom: Math.max(...lines.at(-1)!.map(({ y }) => y)),
    borders: columns.map(({ left }) => left),
    rows: rows.map((row) => columns.map((column) => cellOf(row.flat(), column))),
  };
}

function cellOf(runs: readonly Run[], { left, right }: Column): Cell {
  const own = runs.filter((run) => run.left >= left - 1 && run.right <= right + 1);
  return cell(own.length === 0 ? '' : cellText(own, { border: right, longest: right }));
}

/** Lines of one row stand closer than rows do; where all are alike, a row begins with its first column. */
function groupRows(lines: readonly Printed[], first: Column): Printed[][] {
  const gaps = lines.slice(1).map((line, i) => line[0]!.y - lines[i]![0]!.y);
  const limit = widerThan(gaps);
  const begins = (line: Printed, i: number) =>
    limit === null ? line.some(({ left }) => left < first.right) : gaps[i - 1]! > limit;
  const rows: Printed[][] = [];
  lines.forEach((line, i) => {
    if (i === 0 || begins(line, i)) rows.push([line]);
    else rows.at(-1)!.push(line);
  });
  return rows;
}

/** Above this a space lies between rows; null when all are about as wide. */
function widerThan(gaps: readonly number[]): number | null {
  const sorted = [...gaps].sort((a, b) => a - b);
  let widest = { ratio: WIDER, limit: null as number | null };
  sorted.slice(1).forEach((gap, i) => {
    const ratio = gap / Math.max(1, sorted[i]!);
    if (ratio > widest.ratio) widest = { ratio, limit: (gap + sorted[i]!) / 2 };
  });
  return widest.limit;
}
