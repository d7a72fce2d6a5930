/** A table pasted as plain text, one cell a line: the header words first, then the rows. */
import type { Cell, Document, Paragraph } from '../../domain/document.ts';
import { cleanText } from '../cells.ts';
import { type Columns, findColumns } from '../columns.ts';
import { isProjectTable } from '../evidence.ts';
import { fitRow } from '../fit-row.ts';
import { isAfterList } from '../line-words.ts';
import { isHeaderLine, type PastedCell, rowsOf, splitHeader } from '../pasted-rows.ts';
import { above } from '../preamble.ts';
import type { Layout } from '../raw.ts';
import { readRows } from '../rows.ts';

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
  const { header, body } = splitHeader(cells);
  if (header.length < 2) return null;
  const words = header.map(plainCell);
  const columns = findColumns([words]);
  if (!columns) return null;
  const rows = [words, ...rowsOf(body, header).map((row) => fitRow(row, columns.columns).map(plainCell))];
  return isProjectTable(rows, columns) ? { block, rows, columns } : null;
}

const plainCell = (text: string): Cell => ({ text, merged: false });

/** First of at least three lines in a row that are header words; a line may be the rest of the word before it. */
function headerStart(blocks: Document['blocks']): number {
  return blocks.findIndex((block, i) => {
    const run = blocks.slice(i, i + 3);
    return (
      block.kind === 'paragraph' &&
      run.length === 3 &&
      run.every((b) => b.kind === 'paragraph' && isHeaderLine(cleanText(b.text)))
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
