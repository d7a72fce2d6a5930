/** Documents in traditional characters: read in simplified ones, in which all words are known. */
import type { Block, Document } from '../domain/document.ts';
import { toSimplified } from '../text/normalise.ts';

/** Share of characters that differ from which a text is traditional; a quoted name alone is less. */
const SHARE = 0.05;
/** Characters of the opening that are looked at. */
const LOOKED_AT = 2000;

/** The document as it is, or its simplified form with a note that says so. */
export function inSimplified(document: Document): Document {
  const opening = textsOf(document).join('\n').slice(0, LOOKED_AT);
  const simplified = toSimplified(opening);
  const differing = [...opening].filter((char, i) => char !== simplified[i]).length;
  if (simplified.length !== opening.length || differing < opening.length * SHARE) return document;
  return {
    ...document,
    fileName: toSimplified(document.fileName),
    title: document.title === null ? null : toSimplified(document.title),
    blocks: document.blocks.map(simplify),
    notes: [...document.notes, '原文是繁体字，已转为简体读取'],
  };
}

const textsOf = ({ blocks }: Document) =>
  blocks.flatMap((block) =>
    block.kind === 'paragraph' ? [block.text] : block.rows.flat().map(({ text }) => text),
  );

function simplify(block: Block): Block {
  if (block.kind === 'paragraph') return { ...block, text: toSimplified(block.text) };
  return {
    ...block,
    rows: block.rows.map((row) => row.map((cell) => ({ ...cell, text: toSimplified(cell.text) }))),
  };
}
