/** Finding the header of a table and what each of its columns holds. */
import type { Cell } from '../domain/document.ts';
import { findPeriods } from '../text/dates.ts';
import { cleanText, isNumeral } from './cells.ts';
import type { ColumnRole, HeaderMatch } from './header-words.ts';
import { namesState } from './reading/status.ts';
import { isMeasureCell } from './titles.ts';
import { classifyHeader, classifyLabel, inheritsRole, isArea } from './vocabulary.ts';

/** One column of a table of projects. */
export interface Column extends HeaderMatch {
  index: number;
  /** Header texts from top to bottom, repeats left out. */
  header: string[];
  /** What tells it from others of its role: 一季度, 泸水市, 学位; '' when nothing does. */
  label: string;
  /** Unit of measure printed in the header: 完成数（户） → 户; '' when none. */
  measure: string;
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
  const matches = texts.map((c) => headerOf(cleanText(c.text))).filter((m) => m && m.score >= HEADER_SCORE);
  const roles = new Set(matches.map((m) => m?.role));
  const telling = texts.filter((c) => !namesPeriodOrArea(cleanText(c.text)));
  return roles.size >= 2 && matches.length * 2 >= telling.length && !isCardRow(texts);
}

/** 项目名称 | … | 牵头单位 | …: words and their values in turn; a value may be left blank. */
export function isCardRow(texts: readonly Cell[]): boolean {
  const pairs = cardPairs(texts.map((cell) => cleanText(cell.text)));
  const filled = pairs?.filter(({ value }) => value !== '').length ?? 0;
  return pairs !== null && filled > 0 && filled * 2 >= pairs.length;
}

/** A word of a form and what stands behind it, '' where nothing does. */
interface CardPair {
  label: HeaderMatch;
  value: string;
}

/** The row taken apart; null where a text follows no word. A state (已完成) behind a word is its value. */
export function cardPairs(texts: readonly string[]): CardPair[] | null {
  const pairs: CardPair[] = [];
  for (let at = 0; at < texts.length; at++) {
    const label = classifyLabel(texts[at]!);
    if (!label) return null;
    const value = texts[at + 1] ?? '';
    const told = value !== '' && (namesState(value) || classifyLabel(value) === null);
    pairs.push({ label, value: told ? value : '' });
    if (told) at++;
  }
  return pairs;
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
  text === '' ||
  namesPeriodOrArea(text) ||
  periodIn(text) !== null ||
  (headerOf(text)?.score ?? 0) >= HEADER_SCORE;

function columnsOf(header: readonly Cell[][]): Column[] {
  const width = header[0]?.length ?? 0;
  const filled = header.map((row, depth) => row.map((_, index) => headerText(header, depth, index)));
  return Array.from({ length: width }, (_, index) => {
    const texts = filled
      .map((row) => row[index]!)
      .filter((text, depth, all) => text && text !== all[depth - 1]);
    const { at, match } = roleOf(texts);
    return { index, header: texts, ...match, label: labelOf(texts, at), measure: measureOf(texts) };
  });
}

/** A header cell; where merge marks are lost a blank one beside a header of several columns repeats it. */
function headerText(header: readonly Cell[][], depth: number, index: number): string {
  const text = cleanText(header[depth]![index]!.text);
  const below = (at: number) => cleanText(header[depth + 1]?.[at]?.text ?? '');
  if (text || index === 0 || !below(index) || !below(index - 1)) return text;
  return headerText(header, depth, index - 1);
}

const UNKNOWN: HeaderMatch = { role: 'ignored', word: '', score: 0, weak: true, also: [] };

/** Headers that may stand below one of progress or of a target without being another thing. */
const BELOW: readonly ColumnRole[] = ['plan', 'goal', 'title', 'task', 'ignored', 'area'];
const ABOVE: readonly ColumnRole[] = ['note', 'rate', 'goal', 'plan'];

/**
 * The lowest known header decides; one that only names a period, an area or an amount takes the role of the one
 * above it. `at` is the place of the header that decided, -1 when none is known.
 */
function roleOf(texts: readonly string[]): { at: number; match: HeaderMatch } {
  const known = texts.flatMap((text, at) => {
    const match = headerOf(text);
    return match && !(texts.length > 1 && namesPeriodOrArea(text)) ? [{ at, match, text }] : [];
  });
  const last = known.at(-1);
  if (!last) {
    const only = texts.map((text) => headerOf(text)).find((match) => match !== null);
    return { at: only ? 0 : -1, match: only ?? { ...UNKNOWN, word: texts.join('') } };
  }
  const above = known.at(-2);
  const inherits =
    above &&
    ABOVE.includes(above.match.role) &&
    BELOW.includes(last.match.role) &&
    (inheritsRole(last.text) || (['note', 'rate'].includes(above.match.role) && last.match.score < 1));
  return inherits ? above : last;
}

/** What tells a column from others of its role: a period, an area or a part of the work; '' when nothing does. */
function labelOf(texts: readonly string[], decided: number): string {
  const others = texts.filter((text, at) => at !== decided && !inheritsRole(text));
  return others.find(namesPeriodOrArea) ?? others.at(-1) ?? '';
}

/** A header, the period that it opens with left out where it says nothing without: 上半年完成, 1—8月累计. */
function headerOf(text: string): HeaderMatch | null {
  const match = classifyHeader(text);
  if (match && match.score >= HEADER_SCORE) return match;
  const [period] = findPeriods(text, '2000-12-31');
  const rest = period ? text.slice(period.end).replace(/^(?:底|末|份)/u, '') : '';
  const bare = period && period.start < OPENING && rest !== '' ? classifyHeader(rest) : null;
  return bare?.score === 1 ? { ...bare, word: text.replace(/\s+/gu, '') } : match;
}

/** 截至 before a period. */
const OPENING = 3;

const namesPeriodOrArea = (text: string) => isPeriodHeader(text) || isArea(text);

/** 一季度, 2023年, 1—9月 and little more; 截至6月底完成情况 is a header of its own. */
export function isPeriodHeader(text: string): boolean {
  const longest = Math.max(0, ...findPeriods(text, '2000-12-31').map((p) => p.printed.length));
  return longest > 0 && text.replace(/[\s（()）]/gu, '').length - longest < 2;
}

/** 完成数（户） → 户: the lowest header that tells a unit of measure. */
function measureOf(texts: readonly string[]): string {
  const units = texts.map(
    (text) => /[（(]\s*(?:单位[：:])?([^（()）%％]{1,4})\s*[）)]\s*$/u.exec(text)?.[1] ?? '',
  );
  return units.findLast((unit) => unit !== '' && isMeasureCell(unit)) ?? '';
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
