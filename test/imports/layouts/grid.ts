/** Tables written down in a test: a line a row, cells between bars, `<` and `^` continue the merged cell beside or above. */
import type { Block, Cell, Document } from '../../../src/domain/document.ts';
import { readList } from '../../../src/imports/layouts/registry.ts';
import type { RawList } from '../../../src/imports/raw.ts';

/** The list found in a document of these tables; lines without a bar are paragraphs. Fails when there is none. */
export function listIn(...parts: readonly string[]): RawList {
  const blocks = parts.map((part) => (part.includes('|') ? gridOf(part) : paragraphOf(part)));
  const document: Document = { fileName: 'a.xlsx', format: 'xlsx', title: null, blocks, notes: [] };
  const list = readList(document);
  if (!list) throw new Error('no list');
  return list;
}

function gridOf(text: string): Block {
  const rows: Cell[][] = [];
  for (const line of text.trim().split('\n')) {
    const row: Cell[] = [];
    for (const [at, printed] of line
      .split('|')
      .map((cell) => cell.trim().replaceAll('⏎', '\n'))
      .entries()) {
      const from = printed === '<' ? row[at - 1] : printed === '^' ? rows.at(-1)?.[at] : undefined;
      row.push(from ? { text: from.text, merged: true } : { text: printed, merged: false });
    }
    rows.push(row);
  }
  return { kind: 'table', rows, name: null };
}

const paragraphOf = (text: string): Block => ({
  ...{ kind: 'paragraph', text, gapBefore: 0, indented: false, heading: null, caption: false },
});
