/** Finding the header of a table and what each of its columns holds. */
import type { Cell } from '../domain/document.ts';
import { findPeriods } from '../text/dates.ts';
import { cleanText, isNumeral } from './cells.ts';
import { type ColumnRole, classifyHeader, classifyLabel, type HeaderMatch } from './vocabulary.ts';

/** One column of a table of projects. */
export interface Column extends HeaderMatch {
  index: number;
  /** Header texts from top to bottom, repeats left out. */
  header: string[];
}

export interface Columns {
  /** First row below the header. */
  firstRow: number;
  /** First row of the header. */
  headerRow: number;
  columns: Column[];
}

/** A header stands among the first rows; titles and notes may stand above it. */
const HEADER_DEPTH = 12;
/** Least score of a cell that makes its row a header row. */
const HEADER_SCORE = 0.55;

/** The columns of a table, null when no row reads like a header of a table of projects. */
export function findColumns(rows: readonly Cell[][]): Columns | null {
  const headerRow = rows.slice(0, HEADER_DEPTH).findIndex(isHeaderRow);
  if (headerRow < 0) return null;
  const firstRow = headerEnd(rows, headerRow);
  const columns = columnsOf(rows.slice(headerRow, firstRow));
  return { headerRow, firstRow, columns };
}

/** Texts of a row that stand for themselves: horizontal repeats of a merged cell count once. */
export const printed = (row: readonly Cell[]) =>
  row.filter((c, i) => c.text && !(c.merged && row[i - 1]?.text === c.text));

/** At least two cells with known words and no two alike roles only; most of its cells must be known. */
function isHeaderRow(row: readonly Cell[]): boolean {
  const texts = printed(row);
  const matches = texts
    .map((c) => classifyHeader(cleanText(c.text)))
    .filter((m) => m && m.score >= HEADER_SCORE);
  const roles = new Set(matches.map((m) => m?.role));
  return roles.size >= 2 && matches.length * 2 >= texts.length && !isCardRow(texts);
}

/** 项目名称 | … | 牵头单位 | …: words and their values in turn. */
export function isCardRow(texts: readonly Cell[]): boolean {
  if (texts.length < 2 || texts.length % 2 > 0) return false;
  return texts.every((cell, i) => (classifyLabel(cleanText(cell.text)) !== null) === (i % 2 === 0));
}

/** Rows below belong to the header while a cell of the header reaches into them, or blanks leave only header words. */
function headerEnd(rows: readonly Cell[][], top: number): number {
  let end = top + 1;
  while (end < rows.length && continuesHeader(rows, top, end)) end++;
  return end;
}

function continuesHeader(rows: readonly Cell[][], top: number, at: number): boolean {
  const row = rows[at]!;
  if (
    row.some(
      (c, i) =>
        c.merged && c.text && c.text === rows[at - 1]![i]?.text && isOwn(rows[top]![i]!, i, rows[top]!),
    )
  )
    return (
      !row.some((c) => !c.merged && isNumeral(c.text)) || row.every((c) => c.merged || isHeaderWord(c.text))
    );
  const texts = printed(row);
  return texts.length >= 2 && texts.length < row.length && texts.every((c) => isHeaderWord(c.text));
}

const isOwn = (cell: Cell, index: number, row: readonly Cell[]) =>
  !cell.merged || row[index - 1]?.text !== cell.text;
const isHeaderWord = (text: string) =>
  text === '' || periodIn(text) !== null || (classifyHeader(text)?.score ?? 0) >= HEADER_SCORE;

function columnsOf(header: readonly Cell[][]): Column[] {
  const width = header[0]?.length ?? 0;
  return Array.from({ length: width }, (_, index) => {
    const texts = header
      .map((row) => cleanText(row[index]!.text))
      .filter((t, i, all) => t && t !== all[i - 1]);
    return { index, header: texts, ...roleOf(texts) };
  });
}

const UNKNOWN: HeaderMatch = { role: 'ignored', word: '', score: 0, weak: true, also: [] };

/** The lowest known header decides; one that only names a period takes the role of the one above it. */
function roleOf(texts: readonly string[]): HeaderMatch {
  const matches = texts.map((text) => classifyHeader(text)).filter((m) => m !== null);
  const last = matches.at(-1);
  if (!last) return { ...UNKNOWN, word: texts.join('') };
  const above = matches.at(-2);
  const under: ColumnRole[] = ['plan', 'goal', 'title', 'task', 'ignored'];
  if (
    above &&
    (above.role === 'note' || above.role === 'rate') &&
    under.includes(last.role) &&
    last.score < 1
  )
    return above;
  return last;
}

/** Last day of the period a header names, counted in any year; null when it names none. */
export function periodIn(header: string): string | null {
  const ends = findPeriods(header, '2000-12-31').filter((p) => !p.yearOnly);
  return (
    ends
      .map((p) => p.to.slice(5))
      .sort()
      .at(-1) ?? null
  );
}
