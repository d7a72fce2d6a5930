/** Tables that only arrange texts side by side, read as these texts. */
import type { Block, Document } from '../domain/document.ts';
import { cleanText } from './cells.ts';
import { printed } from './columns.ts';

/** The same document with the lines of each cell as paragraphs of their own, in reading order. */
export function withCellsAsText(document: Document): Document {
  const blocks = document.blocks.flatMap((block): Block[] => {
    if (block.kind === 'paragraph') return [block];
    return block.rows.flatMap(printed).flatMap(({ text }) => cleanText(text).split('\n').map(paragraphOf));
  });
  return { ...document, blocks };
}

const paragraphOf = (text: string): Block => ({
  ...{ kind: 'paragraph', text, gapBefore: 0, indented: false, heading: null, caption: false },
});
