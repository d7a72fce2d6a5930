/** Lines of a table pasted one cell a line → its header words and its rows. */
import { parseNumeral } from '../text/numerals.ts';
import { isNumeral, printedNumber } from './cells.ts';
import { isAfterList } from './line-words.ts';
import { namesState } from './reading/status.ts';
import { classifyHeader, isFormRow } from './vocabulary.ts';

/** One cell of the pasted table. */
export interface PastedCell {
  text: string;
  /** Empty lines before it. */
  gap: number;
}

/** Longest header, in words. */
const LONGEST_HEADER = 24;
/** Least score of a line that is a header word. */
const HEADER_SCORE = 0.6;

/** A header word, as far as a line of its own can be told to be one. */
export const isHeaderLine = (text: string) => (classifyHeader(text)?.score ?? 0) >= HEADER_SCORE;

/** Fewest header words in succession, and least share of known ones, that make a header. */
const FEWEST_WORDS = 3;
const MOST_KNOWN = 0.6;
/** Longest header word; longer lines are text. */
const LONGEST_WORD = 16;

/** Do the words, up to the number of the first row, make up a header? One or the other may be a word of its own. */
export function isHeaderRun(words: readonly string[]): boolean {
  const end = words.findIndex(isNumeral);
  const run = words.slice(0, end > 0 ? end : FEWEST_WORDS);
  if (run.length < FEWEST_WORDS || run.length > LONGEST_HEADER || !isHeaderLine(run[0]!)) return false;
  const known = run.filter(isHeaderLine).length;
  return run.every((word) => word.length <= LONGEST_WORD) && known >= run.length * MOST_KNOWN;
}

/** 续表, — 1 —, 第2页: between two pages of a table. */
const PAGE_MARK =
  /^(?:[（(]?续(?:上)?表[）)]?|[—–\-－\s]*\d{1,3}[—–\-－\s]*(?<=[—–－-]\s?)|第\s*\d{1,3}\s*页(?:.{0,8}页)?)$/u;

/** The cells without the marks of pages and the header printed on each of them. */
export function withoutPages(cells: readonly PastedCell[], header: readonly string[]): PastedCell[] {
  const kept: PastedCell[] = [];
  for (let at = 0; at < cells.length; at++) {
    const repeats = header.every((word, i) => cells[at + i]?.text === word);
    if (repeats) at += header.length - 1;
    else if (!PAGE_MARK.test(cells[at]!.text)) kept.push(cells[at]!);
  }
  return kept;
}

/**
 * The words of the header, those wrapped over two lines joined, and the cells below it. It ends where the first row
 * begins: at a number, or at the first line that is no header word.
 */
export function splitHeader(cells: readonly PastedCell[]): { header: string[]; body: PastedCell[] } {
  const evenly = new Set(cells.slice(1, LONGEST_HEADER).map(({ gap }) => gap)).size === 1;
  const parted = (cell: PastedCell, i: number) =>
    !evenly && cell.gap > 0 && i > 2 && !isHeaderLine(cell.text);
  const end = cells.findIndex((cell, i) => i > 0 && (isNumeral(cell.text) || parted(cell, i)));
  const width = end > 0 ? end : cells.findIndex((cell) => !isHeaderLine(cell.text));
  const words = cells.slice(0, Math.max(0, width)).map(({ text }) => text);
  if (opensByCategory(words)) while (!isHeaderLine(words.at(-1)!)) words.pop();
  return {
    header: words.length > LONGEST_HEADER ? [] : joinWrapped(words),
    body: cells.slice(Math.max(0, width)),
  };
}

/** 类别, 序号, …: each row begins with the name of a group. */
const opensByCategory = ([first = '']: readonly string[]) => classifyHeader(first)?.role === 'category';

/** 竣工, 时间 → 竣工时间; 完成情况, 及存在问题 → one. */
function joinWrapped(words: readonly string[]): string[] {
  const joined: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const [word = '', next = '', behind = ''] = words.slice(i, i + 3);
    const wraps = next !== '' && (isHalf(word, next) || isRest(word, next, behind));
    joined.push(wraps ? `${word}\n${next}` : word);
    if (wraps) i++;
  }
  return joined;
}

/** 竣工 · 时间: no header without the line below; 项目 · 名称: only a general one. */
function isHalf(word: string, next: string): boolean {
  const [whole, first, second] = [word + next, word, next].map(classifyHeader);
  if (!isHeaderLine(word)) return isHeaderLine(word + next) && !isSureHeader(next);
  if (whole?.score !== 1 || whole.weak || !first?.weak) return false;
  return second === null || second === undefined || second.role === 'ignored' || second.role === first.role;
}

/** 全年任务 needs no word before it; 时间 may. */
function isSureHeader(text: string): boolean {
  const header = classifyHeader(text);
  return header?.score === 1 && !header.weak && header.role !== 'ignored';
}

/** 完成情况 · 及存在问题, 目前实施 · 状况: what goes on is no header itself, nor the first half of one. */
function isRest(word: string, next: string, behind: string): boolean {
  if (/[、及和与/]$/u.test(word) || /^[、及和与/]/u.test(next)) return true;
  if (!isHeaderLine(word + next) || isHeaderLine(next)) return false;
  return isHeaderLine(behind) || !isHeaderLine(next + behind);
}

/** Rows begin at their number; without a number column after an empty line. What stands below the last one is left out. */
export function rowsOf(cells: readonly PastedCell[], header: readonly string[]): string[][] {
  const numbered = header.some((text) => classifyHeader(text)?.role === 'number');
  const starts = numbered ? numberedStarts(cells, header.length) : gapStarts(cells);
  const rows = starts.map((start, i) => cells.slice(start, starts[i + 1]).map(({ text }) => text));
  const last = rows.at(-1);
  const end =
    last?.findIndex((text, i) => i >= header.length / 2 && (isAfterList(text) || isFormRow(text))) ?? -1;
  if (last && end >= 0) last.length = end;
  if (numbered && opensByCategory(header)) rows.forEach(dropCategory);
  return rows.length === 1 && last!.length > header.length ? chunks(last!, header.length) : rows;
}

/** Longest line of a group's name, which a narrow column breaks over lines. */
const LONGEST_CATEGORY = 4;

/** The name of a group stands before the number of its first row, so below the last cell of the row above. */
function dropCategory(row: string[]): void {
  while (row.length > 2 && isCategoryLine(row.at(-1)!)) row.pop();
}

const isCategoryLine = (line: string) =>
  line.length <= LONGEST_CATEGORY && /^\p{Script=Han}+$/u.test(line) && !namesState(line);

const gapStarts = (cells: readonly PastedCell[]) =>
  cells.flatMap((cell, i) => (i === 0 || cell.gap > 0 ? [i] : []));

/** A list may leave out or misprint a number. */
const MOST_LEFT_OUT = 3;
/** A row of fewer cells than this share of the header is not over yet. */
const LEAST_FILLED = 0.5;

/** Numbers that carry on the count, and others only behind a whole row: a cell may be a bare number as well. */
function numberedStarts(cells: readonly PastedCell[], width: number): number[] {
  const starts: number[] = [];
  let last = 0;
  cells.forEach(({ text }, i) => {
    if (!isNumeral(text)) return;
    const value = parseNumeral(printedNumber(text));
    const filled = starts.length === 0 ? width : i - starts.at(-1)!;
    const follows = value === null || (value > last && value <= last + MOST_LEFT_OUT);
    if (filled < width * (follows ? LEAST_FILLED : 1) || (!follows && value > MOST_NUMBERED)) return;
    starts.push(i);
    last = value ?? last;
  });
  return starts[0] === 0 || cells.length === 0 ? starts : [0, ...starts];
}

/** Longest list of projects whose numbers do not carry on. */
const MOST_NUMBERED = 150;

function chunks(cells: readonly string[], size: number): string[][] {
  return Array.from({ length: Math.ceil(cells.length / size) }, (_, i) =>
    cells.slice(i * size, (i + 1) * size),
  );
}
