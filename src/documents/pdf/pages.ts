/** Pages in reading order as paragraphs and tables; a table that goes on over a page is one table. */
import type { Block, Cell } from '../../domain/document.ts';
import { table, tableOrText } from '../blocks.ts';
import { readAligned } from './aligned.ts';
import { type PlacedTable, readTables } from './grid.ts';
import { type Line, toLines, toParagraphs } from './lines.ts';
import type { Page } from './page.ts';

/** Lines in this share of the page at its top and bottom may be its number or running title. */
const MARGIN = 0.09;
const PAGE_NUMBER = [
  /^[-—–·\s]*(?:第\s*)?\d{1,4}\s*页?(?:\s*[/／,，共]\s*共?\s*\d{1,4}\s*页?)?[-—–·\s]*$/u,
  /^.{0,20}[-—–]\s*\d{1,4}\s*[-—–]$/u,
];
/** A line at the same place of this many pages is a running title. */
const REPEATED = 3;
/** Columns of two parts of a table may stand this far apart, in points. */
const SAME_COLUMN = 6;

/** Tables of a page with the running text between them. */
type Part = { kind: 'table'; table: PlacedTable } | { kind: 'lines'; lines: Line[] };

export function toBlocks(pages: readonly Page[]): Block[] {
  const running = runningTitles(pages);
  const parts = joinTables(pages.map((page) => partsOf(page, running)));
  const bodySize = commonSize(pages);
  return parts.flatMap((part) =>
    part.kind === 'table' ? tableOrText(table(part.table.rows)) : toParagraphs(part.lines, bodySize),
  );
}

function partsOf(page: Page, running: ReadonlySet<string>): Part[] {
  const ruled = readTables(page.rules, page.runs);
  const aligned = readAligned(ruled.rest);
  const lines = toLines(aligned.rest).filter((line) => !isMarginal(line, page, running));
  const parts: Part[] = [];
  let above = Number.NEGATIVE_INFINITY;
  for (const one of [...ruled.tables, ...aligned.tables].sort((a, b) => a.top - b.top)) {
    parts.push(...textPart(lines.filter(({ y }) => y > above && y <= one.top)));
    parts.push({ kind: 'table', table: one });
    above = one.top;
  }
  return [...parts, ...textPart(lines.filter(({ y }) => y > above))];
}

const textPart = (lines: Line[]): Part[] => (lines.length === 0 ? [] : [{ kind: 'lines', lines }]);

const isInMargin = ({ y }: Line, { height }: Page) => y < height * MARGIN || y > height * (1 - MARGIN);

function isMarginal(line: Line, page: Page, running: ReadonlySet<string>): boolean {
  return (
    isInMargin(line, page) &&
    (PAGE_NUMBER.some((pattern) => pattern.test(line.text)) || running.has(line.text))
  );
}

/** Lines that stand in the margin of several pages. */
function runningTitles(pages: readonly Page[]): Set<string> {
  const counts = new Map<string, number>();
  for (const page of pages) {
    const marginal = toLines(page.runs).filter((line) => isInMargin(line, page));
    for (const text of new Set(marginal.map((line) => line.text)))
      counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return new Set([...counts].filter(([, count]) => count >= REPEATED).map(([text]) => text));
}

/** The font size that most characters have. */
function commonSize(pages: readonly Page[]): number {
  const characters = new Map<number, number>();
  for (const { size, text } of pages.flatMap(({ runs }) => runs)) {
    const rounded = Math.round(size * 2) / 2;
    characters.set(rounded, (characters.get(rounded) ?? 0) + text.length);
  }
  return [...characters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}

function joinTables(pages: readonly Part[][]): Part[] {
  const joined: Part[] = [];
  for (const parts of pages) {
    const [first, ...others] = parts;
    const last = joined.at(-1);
    if (first?.kind === 'table' && last?.kind === 'table' && sameColumns(first.table, last.table)) {
      last.table = { ...last.table, rows: joinRows(last.table.rows, first.table.rows) };
      joined.push(...others);
    } else joined.push(...parts);
  }
  return joined;
}

const sameColumns = (a: PlacedTable, b: PlacedTable) =>
  a.borders.length === b.borders.length &&
  a.borders.every((x, i) => Math.abs(x - b.borders[i]!) <= SAME_COLUMN);

/** A header printed again is left out; a row cut by the page's end is put together. */
function joinRows(above: Cell[][], below: Cell[][]): Cell[][] {
  const repeated = below.findIndex((row, i) => !sameTexts(row, above[i]));
  const own = repeated < 0 ? [] : below.slice(repeated);
  const [first, ...others] = own;
  const last = above.at(-1)!;
  if (first === undefined || !goesOn(last, first)) return [...above, ...own];
  const whole = last.map((one, i) => ({ ...one, text: one.text + first[i]!.text }));
  return [...above.slice(0, -1), whole, ...others];
}

const sameTexts = (a: readonly Cell[], b: readonly Cell[] | undefined) =>
  b !== undefined && a.every(({ text }, i) => text === b[i]?.text);

/** The rest of a row: no number or name of its own, and a sentence above that has not ended. */
function goesOn(last: readonly Cell[], first: readonly Cell[]): boolean {
  const filled = first.flatMap(({ text }, i) => (text === '' ? [] : [i]));
  if (first[0]!.text !== '' || filled.length === 0) return false;
  return filled.every((i) => last[i]!.text !== '') && filled.some((i) => !/[。；！？]$/u.test(last[i]!.text));
}
