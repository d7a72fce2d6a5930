/** Plain text: a line is a paragraph, and a block with tabs or bars between cells is a table. */
import type { Block } from '../domain/document.ts';
import { cell, paragraph, table, tidy } from './blocks.ts';
import { damageNotes, decodeText } from './decode.ts';
import type { Content, Reader } from './reader.ts';
import { withTabsForBars } from './txt-bars.ts';
import { pastedGrid } from './txt-grid.ts';

/** A cell pasted on a line of its own begins with a tab; a first-line indent of prose is two wide spaces. */
const PASTED_CELL = /^[ \u00a0\u3000]{0,3}\t|^ {6,}/;

/** # and ## before headings, **bold** words: marks of text copied from chats and notes. */
const HEADING = /^(#{1,6})\s+(?=\S)/;
const BOLD = /\*\*([^*\n]{1,60})\*\*/g;
/** Fewer of them may be anything. */
const FEWEST_MARKS = 2;

const headingLevel = (line: string) => HEADING.exec(line)?.[1]?.length ?? null;

const withoutEmphasis = (text: string) =>
  (text.match(BOLD)?.length ?? 0) < FEWEST_MARKS ? text : text.replace(BOLD, '$1');

/** Reader of .txt in UTF-8, UTF-16 with its mark, or GBK. */
export const txtReader: Reader = { format: 'txt', read: (file) => readText(file.bytes) };

/** The content of a plain text file. */
export function readText(bytes: Uint8Array): Content {
  const decoded = decodeText(bytes);
  const source = decoded.text.replace(/\r\n?|\u2028|\u2029|\v|\f/g, '\n');
  const lines = withTabsForBars(withoutEmphasis(source).split('\n'));
  const marked = lines.filter((line) => HEADING.test(line)).length >= FEWEST_MARKS;
  const blocks: Block[] = [];
  let gapBefore = 0;
  for (let i = 0; i < lines.length; i++) {
    const grid = pastedGrid(lines, i);
    if (grid) {
      blocks.push(table(grid.rows.map((row) => row.map(cell))));
      i = grid.end - 1;
      gapBefore = 0;
      continue;
    }
    const heading = marked ? headingLevel(lines[i]!) : null;
    const text = tidy(heading === null ? lines[i]! : lines[i]!.replace(HEADING, ''));
    if (text) blocks.push(paragraph(text, { gapBefore, heading, indented: PASTED_CELL.test(lines[i]!) }));
    gapBefore = text ? 0 : gapBefore + 1;
  }
  return { title: null, blocks, notes: damageNotes(decoded) };
}
