/** Plain text: a line is a paragraph, and a block pasted from a spreadsheet with tabs between cells is a table. */
import type { Block } from '../domain/document.ts';
import { cell, paragraph, table, tidy } from './blocks.ts';
import { damageNotes, decodeText } from './decode.ts';
import type { Content, Reader } from './reader.ts';

/** A cell pasted on a line of its own begins with a tab; a first-line indent of prose is two wide spaces. */
const PASTED_CELL = /^[ \u00a0\u3000]{0,3}\t|^ {6,}/;

/** Fewest columns and rows that make lines with inner tabs a table. */
const GRID_COLUMNS = 3;
const GRID_ROWS = 2;

/** Reader of .txt in UTF-8, UTF-16 with its mark, or GBK. */
export const txtReader: Reader = { format: 'txt', read: (file) => readText(file.bytes) };

/** The content of a plain text file. */
export function readText(bytes: Uint8Array): Content {
  const decoded = decodeText(bytes);
  const lines = decoded.text.replace(/\r\n?|\u2028|\u2029|\v|\f/g, '\n').split('\n');
  const blocks: Block[] = [];
  let gapBefore = 0;
  for (let i = 0; i < lines.length; i++) {
    const end = gridEnd(lines, i);
    if (end > i) {
      blocks.push(table(lines.slice(i, end).map((line) => line.split('\t').map(cell))));
      i = end - 1;
      gapBefore = 0;
      continue;
    }
    const text = tidy(lines[i]!);
    if (text) blocks.push(paragraph(text, { gapBefore, indented: PASTED_CELL.test(lines[i]!) }));
    gapBefore = text ? 0 : gapBefore + 1;
  }
  return { title: null, blocks, notes: damageNotes(decoded) };
}

/** The line after the grid that starts at `start`; `start` itself when there is none. */
function gridEnd(lines: readonly string[], start: number): number {
  const columns = columnsOf(lines[start]!);
  if (columns < GRID_COLUMNS) return start;
  let end = start + 1;
  while (end < lines.length && columnsOf(lines[end]!) === columns) end++;
  return end - start < GRID_ROWS ? start : end;
}

/** Columns of a line by its tabs; 0 for a line with text in fewer than two of them. */
function columnsOf(line: string): number {
  const cells = line.split('\t');
  return cells.filter((text) => text.trim()).length < 2 ? 0 : cells.length;
}
