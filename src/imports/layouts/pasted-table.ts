/** A table pasted as plain text, one cell a line: the header words first, then the rows. */
import type { Cell, Document, Paragraph } from '../../domain/document.ts';
import { cleanText, isNumeral } from '../cells.ts';
import { type Columns, findColumns } from '../columns.ts';
import { isProjectTable } from '../evidence.ts';
import { fitRow } from '../fit-row.ts';
import { isAfterList } from '../line-words.ts';
import { above } from '../preamble.ts';
import type { Layout } from '../raw.ts';
import { readRows } from '../rows.ts';
import { classifyHeader } from '../vocabulary.ts';

/** One cell of the pasted table. */
interface PastedCell {
  text: string;
  /** Empty lines before it. */
  gap: number;
}

interface Pasted {
  /** Index of the block that holds the first header cell. */
  block: number;
  rows: Cell[][];
  columns: Columns;
}

/** Header words one a line, then cells: indented ones begin a cell, others continue it. */
export const pastedTableLayout: Layout<Document> = {
  name: 'pasted-table',
  recognise: (document) => (gridOf(document) ? 0.8 : 0),
  read(document) {
    const pasted = gridOf(document);
    if (!pasted) return null;
    const { projects, hints } = readRows(pasted.rows, pasted.columns);
    return { ...above(document, pasted.block), projects, periodHints: hints, layout: 'pasted-table' };
  },
};

function gridOf(document: Document): Pasted | null {
  const block = headerStart(document.blocks);
  if (block < 0) return null;
  const lines = document.blocks.slice(block).filter((b) => b.kind === 'paragraph');
  const cells = cellsOf(lines);
  const width = headerWidth(cells);
  if (width < 2) return null;
  const header = cells.slice(0, width).map((c) => plainCell(c.text));
  const columns = findColumns([header]);
  if (!columns) return null;
  const body = rowsOf(cells.slice(width), header).map((row) => fitRow(row, columns.columns).map(plainCell));
  const rows = [header, ...body];
  return isProjectTable(rows, columns) ? { block, rows, columns } : null;
}

const plainCell = (text: string): Cell => ({ text, merged: false });

const isHeaderLine = (text: string) => (classifyHeader(cleanText(text))?.score ?? 0) >= 0.6;

/** First of at least three lines in a row that are header words; a line may be the rest of the word before it. */
function headerStart(blocks: Document['blocks']): number {
  return blocks.findIndex((block, i) => {
    const run = blocks.slice(i, i + 3);
    return (
      block.kind === 'paragraph' &&
      run.length === 3 &&
      run.every((b) => b.kind === 'paragraph' && isHeaderLine(b.text))
    );
  });
}

/** Lines → cells. Where cells are indented, a line that is not continues the cell above it. */
function cellsOf(lines: readonly Paragraph[]): PastedCell[] {
  const indented = lines.filter((line) => line.indented).length * 3 > lines.length;
  const cells: PastedCell[] = [];
  for (const line of lines) {
    const text = cleanText(line.text);
    const last = cells.at(-1);
    if (indented && isAfterList(text) && !line.indented) break;
    if (
      last &&
      (indented
        ? !line.indented
        : /^[（(][^）)]*[）)]$/u.test(text) && cells.length < 20 && isHeaderLine(last.text))
    )
      last.text = `${last.text}\n${text}`.trim();
    else cells.push({ text, gap: line.gapBefore });
  }
  return cells;
}

/** The header ends where the first row begins: at a number, or at the first line that is no header word. */
function headerWidth(cells: readonly PastedCell[]): number {
  const end = cells.findIndex(
    (cell, i) => i > 0 && (isNumeral(cell.text) || (cell.gap > 0 && i > 2 && !isHeaderLine(cell.text))),
  );
  const known = cells.findIndex((cell) => !isHeaderLine(cell.text));
  return end > 0 ? end : known;
}

/** Rows begin at their number; without a number column after an empty line. */
function rowsOf(cells: readonly PastedCell[], header: readonly Cell[]): string[][] {
  const numbered = header.some((cell) => classifyHeader(cell.text)?.role === 'number');
  const rows: string[][] = [];
  for (const cell of cells) {
    const starts = numbered ? isNumeral(cell.text) : cell.gap > 0;
    if (starts || rows.length === 0) rows.push([cell.text]);
    else rows.at(-1)!.push(cell.text);
  }
  return rows.length === 1 && rows[0]!.length > header.length ? chunks(rows[0]!, header.length) : rows;
}

function chunks(cells: readonly string[], size: number): string[][] {
  return Array.from({ length: Math.ceil(cells.length / size) }, (_, i) =>
    cells.slice(i * size, (i + 1) * size),
  );
}
