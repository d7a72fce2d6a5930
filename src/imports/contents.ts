/** The table of contents before a report: its entries come again as headings and would be taken for items. */
import type { Block, Document } from '../domain/document.ts';
import { isNumbered } from './ordinals.ts';

/** Fewest entries that make a table of contents. */
const FEWEST = 3;
/** No entry is longer, with all its dots. */
const LONGEST = 400;
const LEADER = /(?:\s|[.．…·]{2,}|…)[\s.．…·]*[（(]?\d{1,3}[）)]?$/u;

/** The document without the entries of its table of contents: lines in a row that all come again further down. */
export function withoutContents(document: Document): Document {
  const texts = document.blocks.map(entryOf);
  const last = new Map(texts.map((text, i) => [text, i]));
  const isEntry = (i: number) => texts[i] !== '' && last.get(texts[i]!)! > i;
  const dropped = new Set<number>();
  for (let at = 0; at < texts.length; at++) {
    let end = at;
    while (end < texts.length && isEntry(end)) end++;
    if (end - at >= FEWEST) for (let i = at; i < end; i++) dropped.add(i);
    at = Math.max(at, end);
  }
  return dropped.size === 0
    ? document
    : { ...document, blocks: document.blocks.filter((_, i) => !dropped.has(i)) };
}

/** A numbered line as an entry prints it, 一、实施电网改造……3 → 一、实施电网改造; '' for other lines. */
function entryOf(block: Block): string {
  if (block.kind !== 'paragraph' || block.indented || block.text.includes('\n')) return '';
  if (block.text.length > LONGEST || (!isNumbered(block.text) && !LEADER.test(block.text))) return '';
  return block.text.replace(LEADER, '').replace(/\s+/gu, '');
}
