/** A table pasted as text with blanks between its cells, a row a line: 序号 项目名称 责任单位 …, 1 社区食堂 县民政局 …. */
import type { Document } from '../domain/document.ts';
import { cleanText, isNumeral } from './cells.ts';
import { isAfterList } from './line-words.ts';
import { isHeaderRun } from './pasted-rows.ts';
import { isFormRow } from './vocabulary.ts';

/** Header words and rows, each of as many cells as its line has. */
export interface SpacedTable {
  /** Index of the block that holds the header. */
  block: number;
  header: string[];
  rows: string[][];
}

/** Fewest rows under a number of their own. */
const FEWEST_ROWS = 2;
/** Fewest cells of a row without a number, which goes on with the project above. */
const FEWEST_CELLS = 3;

const cellsOf = (line: string) => cleanText(line).split(/[ \t\u3000]+/u);

/** The first such table of the document; null when there is none. Lines of another kind end it. */
export function spacedTableOf({ blocks }: Document): SpacedTable | null {
  for (const [at, block] of blocks.entries()) {
    if (block.kind !== 'paragraph') continue;
    const header = cellsOf(block.text);
    if (!isHeaderRun(header)) continue;
    const rows = rowsBelow(blocks.slice(at + 1));
    if (rows.filter(([first = '']) => isNumeral(first)).length >= FEWEST_ROWS)
      return { block: at, header, rows };
  }
  return null;
}

function rowsBelow(blocks: Document['blocks']): string[][] {
  const rows: string[][] = [];
  for (const block of blocks) {
    const text = block.kind === 'paragraph' ? cleanText(block.text) : '';
    const cells = cellsOf(text);
    const isRow = isNumeral(cells[0]!) || cells.length >= FEWEST_CELLS;
    if (!isRow || isAfterList(text) || isFormRow(text)) break;
    rows.push(cells);
  }
  return rows;
}
