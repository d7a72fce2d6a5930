/** Old Word documents: their text, with tables rebuilt from the marks that end cells and rows. The home of word-extractor. */
import WordExtractor from 'word-extractor';
import type { Block } from '../domain/document.ts';
import { cell, paragraph, table, tableOrText, tidy } from './blocks.ts';
import { type Content, type Reader, type ReaderLimits, refusal, type SourceFile } from './reader.ts';
import { REFUSALS } from './wording.ts';

/** Reader of .doc. Which cells are merged is not known: a merged cell's text stands in its first place only. */
export const docReader: Reader = { format: 'doc', read: readDoc };

/** Ends a cell; one more of them, or a line break after it, ends the row. */
const CELL_END = '\t';
const ROW_END = '\t\n';

async function readDoc(file: SourceFile, limits: ReaderLimits): Promise<Content> {
  const text = await bodyOf(file);
  if (text.split(CELL_END).length > limits.cells) throw refusal(file, REFUSALS.tooManyCells(limits.cells));
  return { title: null, blocks: toBlocks(text), notes: [] };
}

async function bodyOf(file: SourceFile): Promise<string> {
  try {
    const extracted = await new WordExtractor().extract(Buffer.from(file.bytes));
    return extracted.getBody({ filterUnicode: false }).replace(/\r\n?/g, '\n');
  } catch {
    throw refusal(file, REFUSALS.unreadable);
  }
}

/** Lines without cells are paragraphs; from the first cell on, everything up to the last row's end is a table. */
function toBlocks(text: string): Block[] {
  const blocks: Block[] = [];
  let rest = text;
  for (let at = rest.indexOf(CELL_END); at >= 0; at = rest.indexOf(CELL_END)) {
    const start = rest.lastIndexOf('\n', at) + 1;
    const { chunks, after } = takeTable(rest.slice(start));
    blocks.push(...paragraphs(rest.slice(0, start)), ...tableOrText(table(rowsOf(chunks))));
    rest = after;
  }
  return [...blocks, ...paragraphs(rest)];
}

function paragraphs(text: string): Block[] {
  let gapBefore = 0;
  return text.split('\n').flatMap((line) => {
    const own = tidy(line);
    const block = own === '' ? [] : [paragraph(own, { gapBefore })];
    gapBefore = own === '' ? gapBefore + 1 : 0;
    return block;
  });
}

/** The stretches between ends of rows, up to one after which the text goes on without cells. */
function takeTable(text: string): { chunks: string[]; after: string } {
  const chunks: string[] = [];
  let rest = text;
  while (rest.includes(CELL_END) && (chunks.length === 0 || beginsRow(rest))) {
    const end = rest.indexOf(ROW_END);
    chunks.push(end < 0 ? rest.replace(LAST_MARKS, '') : rest.slice(0, end));
    rest = end < 0 ? '' : rest.slice(end + ROW_END.length);
  }
  return { chunks, after: rest };
}

/** The ends of the last cell and of its row, at the end of the text. */
const LAST_MARKS = /\t{1,2}\s*$/;

/** A first cell has few lines of its own. */
const beginsRow = (text: string) => {
  const first = text.split(CELL_END, 1)[0]!;
  return first.length < text.length && first.split('\n').length <= 3;
};

/** Cells of each row. Where the end of a row has lost its mark, a stretch holds several rows. */
function rowsOf(chunks: readonly string[]): ReturnType<typeof cell>[][] {
  const rows: string[][] = [];
  for (const chunk of chunks) rows.push(...cutRows(chunk.split(CELL_END), rows.at(-1)?.length ?? null));
  return rows.map((row) => row.map(cell));
}

/** Fewest and most columns of a table whose rows have run together. */
const NARROWEST = 3;
const WIDEST = 16;
/** Rows of one table differ in width by merged cells, this much at most. */
const SPREAD = 2;

/** A row whose last cell is blank was rather cut at the wrong place. */
const BLANK_END = 0.5;

/** The way to cut a stretch into rows that are as even, and as near to the row above, as can be. */
function cutRows(pieces: readonly string[], above: number | null): string[][] {
  let best: { rows: string[][]; cost: number } = { rows: [[...pieces]], cost: pieces.length };
  if (above !== null && Math.abs(pieces.length - above) <= SPREAD) return best.rows;
  for (let width = NARROWEST; width <= WIDEST; width++) {
    const cut = cutAt(pieces, width);
    const cost = cut === null ? Number.POSITIVE_INFINITY : cut.cost + Math.abs(width - (above ?? width)) / 2;
    if (cut !== null && cost < best.cost) best = { rows: cut.rows, cost };
  }
  return best.rows;
}

/** Rows of about one width, an empty piece after each but the last; null where none fit. */
function cutAt(pieces: readonly string[], width: number): { rows: string[][]; cost: number } | null {
  const least: { cost: number; from: number }[] = [{ cost: 0, from: 0 }];
  for (let end = 1; end <= pieces.length + 1; end++) {
    for (let own = Math.max(2, width - SPREAD); own <= width + SPREAD; own++) {
      const before = least[end - own - 1];
      const row = pieces.slice(Math.max(0, end - own - 1), end - 1);
      const ends = end > pieces.length || pieces[end - 1] === '';
      if (before === undefined || !ends || row.every((text) => text === '')) continue;
      const cost = before.cost + Math.abs(own - width) + (row.at(-1) === '' ? BLANK_END : 0);
      if (cost < (least[end]?.cost ?? Number.POSITIVE_INFINITY)) least[end] = { cost, from: end - own - 1 };
    }
  }
  const whole = least[pieces.length + 1];
  if (whole === undefined) return null;
  const rows: string[][] = [];
  for (let end = pieces.length + 1; end > 0; end = least[end]!.from)
    rows.unshift(pieces.slice(least[end]!.from, end - 1));
  return { rows, cost: whole.cost };
}
