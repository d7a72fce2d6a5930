/** Labels that stand in lines of their own above their texts: 年初承诺, 新建站点5个。 */
import type { Block, Document } from '../domain/document.ts';
import { isNumeral } from './cells.ts';
import { namesState } from './reading/status.ts';
import { classifyLabel } from './vocabulary.ts';

/** Fewest times that such a line must come back: once it may be a heading. */
const FEWEST = 3;

/** The same document with each such label before its text: 年初承诺：新建站点5个。 */
export function withLabelsBeside(document: Document): Document {
  const labels = labelsIn(document.blocks);
  if (labels.size === 0) return document;
  const blocks: Block[] = [];
  let label = '';
  for (const block of document.blocks) {
    const text = textOf(block);
    if (labels.has(text)) {
      if (label) blocks.push(...labelAlone(document.blocks, label));
      label = text;
    } else if (label && block.kind === 'paragraph' && block.heading === null) {
      blocks.push({ ...block, text: `${label}：${text}` });
      label = '';
    } else {
      blocks.push(block);
      label = '';
    }
  }
  return { ...document, blocks };
}

const textOf = (block: Block) => (block.kind === 'paragraph' ? block.text.trim() : '');

/** A label without a text stays a line. */
const labelAlone = (blocks: readonly Block[], label: string) =>
  blocks.filter((block) => textOf(block) === label).slice(0, 1);

const isText = (text: string) => text !== '' && !isNumeral(text) && !/^[：:]/u.test(text);

/** Words known as labels that come back as whole lines, with a text below each time. */
function labelsIn(blocks: readonly Block[]): Set<string> {
  const below = new Map<string, string[]>();
  blocks.forEach((block, i) => {
    const text = textOf(block);
    if (!/^\p{Script=Han}{2,8}$/u.test(text) || namesState(text) || !classifyLabel(text)) return;
    below.set(text, [...(below.get(text) ?? []), textOf(blocks[i + 1] ?? block)]);
  });
  const told = [...below].filter(
    ([word, texts]) =>
      texts.length >= FEWEST && texts.every((text) => text !== word && !below.has(text) && isText(text)),
  );
  return new Set(told.map(([word]) => word));
}
