/** A table pasted as plain text, one cell or one row a line: the header words first, then the rows. */
import type { Cell, Document, Paragraph } from '../../domain/document.ts';
import { cleanText } from '../cells.ts';
import { type Column, type Columns, findColumns } from '../columns.ts';
import { isProjectTable } from '../evidence.ts';
import { fitRow } from '../fit-row.ts';
import { isAfterList } from '../line-words.ts';
import {
  isHeaderLine,
  isHeaderRun,
  type PastedCell,
  rowsOf,
  splitHeader,
  withoutPages,
} from '../pasted-rows.ts';
import { above } from '../preamble.ts';
import type { Layout } from '../raw.ts';
import { readRows } from '../rows.ts';
import { spacedTableOf } from '../spaced-rows.ts';

interface Pasted {
  /** Index of the block that holds the first header cell. */
  block: number;
  rows: Cell[][];
  columns: Columns;
}

/** Header words one a line, then cells: indented ones begin a cell, others continue it. */
export const pastedTableLayout: Layout<Document> = {
  name: 'pasted-table',
  recognise: (document) => (pastedIn(document) ? 0.8 : 0),
  read(document) {
    const pasted = pastedIn(document);
    if (!pasted) return null;
    const { projects, hints } = readRows(pasted.rows, pasted.columns);
    return { ...above(document, pasted.block), projects, periodHints: hints, layout: 'pasted-table' };
  },
};

const pastedIn = (document: Document) => gridOf(document) ?? spacedIn(document);

function spacedIn(document: Document): Pasted | null {
  const spaced = spacedTableOf(document);
  return spaced && fitted(spaced.block, spaced.header, spaced.rows);
}

function gridOf(document: Document): Pasted | null {
  const block = headerStart(document.blocks);
  if (block < 0) return null;
  const lines = document.blocks.slice(block).filter((b) => b.kind === 'paragraph');
  const { header, body } = splitHeader(cellsOf(lines));
  if (header.length < 2) return null;
  return fitted(block, header, rowsOf(withoutPages(body, header), header));
}

/** The rows under their header, null where they are no table of projects. */
function fitted(block: number, header: readonly string[], body: readonly string[][]): Pasted | null {
  const words = header.map(plainCell);
  const found = findColumns([words]);
  if (!found) return null;
  const columns = { ...found, columns: withName(found.columns) };
  const rows = [words, ...body.map((row) => fitRow(row, columns.columns).map(plainCell))];
  return isProjectTable(rows, columns) ? { block, rows, columns } : null;
}

/** Where no header names the work, an unknown one behind the number does. */
function withName(columns: readonly Column[]): Column[] {
  if (columns.some(({ role }) => role === 'title' || role === 'task')) return [...columns];
  const at = columns.findIndex(({ role }) => role === 'number') + 1;
  return columns.map((column, i) => (i === at && column.score === 0 ? { ...column, role: 'title' } : column));
}

const plainCell = (text: string): Cell => ({ text, merged: false });

/** Lines that are looked at for a header. */
const HEADER_LINES = 25;

/** The first line of a header of one word a line; a line may be the rest of the word before it. */
const headerStart = (blocks: Document['blocks']): number =>
  blocks.findIndex(
    (block, i) =>
      block.kind === 'paragraph' &&
      isHeaderRun(
        blocks.slice(i, i + HEADER_LINES).flatMap((b) => (b.kind === 'paragraph' ? [cleanText(b.text)] : [])),
      ),
  );

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
