/** Valid documents spoilt in the ways in which people, programs and transfers spoil them. */
import fc from 'fast-check';
import type { Block, Cell, Document, Table } from '../../src/domain/document.ts';

/** One way to spoil a document as it was read; numbers choose where. */
export type Mutation = { kind: (typeof MUTATIONS)[number]; at: number; to: number };

const MUTATIONS = [
  ...(['dropCell', 'emptyCell', 'swapCells', 'swapColumns', 'dropColumn', 'emptyHeader', 'dropRow'] as const),
  ...(['repeatRow', 'swapRows', 'joinRows', 'foreignRow', 'dropBlock', 'swapBlocks', 'cutText'] as const),
] as const;

/** A few at once, as they come in life. */
export const mutations = fc.array(
  fc.record({ kind: fc.constantFrom(...MUTATIONS), at: fc.nat(10_000), to: fc.nat(10_000) }),
  { minLength: 1, maxLength: 4 },
);

const pick = (length: number, number: number): number => (length === 0 ? 0 : number % length);

/** Nothing that it holds was not in the original, except the words of a foreign row. */
export function spoil(document: Document, some: readonly Mutation[]): Document {
  return { ...document, blocks: some.reduce(spoilBlocks, document.blocks) };
}

function spoilBlocks(blocks: Block[], mutation: Mutation): Block[] {
  const { kind, at, to } = mutation;
  const [here, there] = [pick(blocks.length, at), pick(blocks.length, to)];
  switch (kind) {
    case 'dropBlock':
      return blocks.filter((_, index) => index !== here);
    case 'swapBlocks':
      return swapped(blocks, here, there);
    case 'cutText':
      return blocks.map((block, index) => (index === here ? cutText(block, to) : block));
    default:
      return spoilTable(blocks, mutation);
  }
}

function cutText(block: Block, to: number): Block {
  return block.kind === 'paragraph'
    ? { ...block, text: block.text.slice(0, 1 + pick(block.text.length, to)) }
    : block;
}

function spoilTable(blocks: readonly Block[], mutation: Mutation): Block[] {
  const tables = blocks.filter((block) => block.kind === 'table');
  const chosen = tables[pick(tables.length, mutation.at)];
  if (chosen === undefined) return [...blocks];
  const rows = spoilRows(chosen, mutation);
  return blocks.flatMap((block) =>
    block !== chosen ? [block] : rows.length > 0 ? [{ ...block, rows }] : [],
  );
}

const EMPTY: Cell = { text: '', merged: false };
const FOREIGN: Cell = { text: '合计', merged: false };

function spoilRows({ rows }: Table, { kind, at, to }: Mutation): Cell[][] {
  const [row, other] = [pick(rows.length, at), pick(rows.length, to)];
  const width = rows[0]?.length ?? 0;
  const [column, aside] = [pick(width, to), pick(width, at + to)];
  const inRow = (change: (cells: Cell[]) => Cell[]) =>
    rows.map((cells, i) => (i === row ? change(cells) : cells));
  switch (kind) {
    case 'dropCell':
      return inRow((cells) => [...cells.filter((_, i) => i !== column), EMPTY]);
    case 'emptyCell':
      return inRow((cells) => cells.map((cell, i) => (i === column ? EMPTY : cell)));
    case 'swapCells':
      return inRow((cells) => swapped(cells, column, aside));
    case 'swapColumns':
      return rows.map((cells) => swapped(cells, column, aside));
    case 'dropColumn':
      return width < 2 ? [...rows] : rows.map((cells) => cells.filter((_, i) => i !== column));
    case 'emptyHeader':
      return rows.map((cells, i) => (i === 0 ? cells.map(() => EMPTY) : cells));
    case 'dropRow':
      return rows.filter((_, i) => i !== row);
    case 'repeatRow':
      return rows.flatMap((cells, i) => (i === row ? [cells, cells] : [cells]));
    case 'swapRows':
      return swapped(rows, row, other);
    case 'joinRows':
      return joined(rows, row);
    case 'foreignRow':
      return rows.toSpliced(
        row,
        0,
        Array.from({ length: width }, () => FOREIGN),
      );
    default:
      return [...rows];
  }
}

/** A row's texts behind those of the row above, as a lost border joins them. */
function joined(rows: readonly Cell[][], row: number): Cell[][] {
  const below = rows[row + 1];
  if (below === undefined) return [...rows];
  const whole = rows[row]!.map((cell, i) => ({ ...cell, text: `${cell.text}\n${below[i]?.text ?? ''}` }));
  return rows.toSpliced(row, 2, whole);
}

function swapped<Item>(items: readonly Item[], one: number, other: number): Item[] {
  const copy = [...items];
  if (one in copy && other in copy) [copy[one], copy[other]] = [copy[other]!, copy[one]!];
  return copy;
}

/** Ways to spoil bytes: cut, flipped, doubled, overwritten. */
export const byteMutations = fc.array(
  fc.record({
    kind: fc.constantFrom('cut', 'flip', 'repeat', 'erase'),
    at: fc.double({ min: 0, max: 0.999, noNaN: true }),
    length: fc.integer({ min: 1, max: 400 }),
    value: fc.integer({ min: 0, max: 255 }),
  }),
  { minLength: 1, maxLength: 3 },
);

type ByteMutation = typeof byteMutations extends fc.Arbitrary<(infer One)[]> ? One : never;

/** The bytes of a file with some of them spoilt; never empty. */
export function spoilBytes(bytes: Uint8Array, some: readonly ByteMutation[]): Uint8Array {
  let spoilt = Buffer.from(bytes);
  for (const { kind, at, length, value } of some) {
    const start = Math.floor(at * spoilt.length);
    const part = spoilt.subarray(start, start + length);
    if (kind === 'cut') spoilt = Buffer.from(spoilt.subarray(0, Math.max(1, start)));
    else if (kind === 'flip') spoilt[start] = value;
    else if (kind === 'erase') part.fill(value);
    else spoilt = Buffer.concat([spoilt.subarray(0, start), part, spoilt.subarray(start)]);
  }
  return new Uint8Array(spoilt);
}
