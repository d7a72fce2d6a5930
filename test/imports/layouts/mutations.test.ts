import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Block, Cell, Document } from '../../../src/domain/document.ts';
import { readList } from '../../../src/imports/layouts/registry.ts';
import { readFixture } from './read-fixture.ts';

const FILES = [
  'longmatan-2023-11.csv',
  'deqing-2022-plan.html',
  'chenggong-2024-q1.html',
  'dongtai-2024-cards.html',
  'fengxiang-2023-09.txt',
  'zhangpu-2022-unnumbered.txt',
  'anyue-2024-half.txt',
  'putuo-2024-press.txt',
];
const documents = await Promise.all(FILES.map(readFixture));

/** One way of spoiling a document, its place counted round. */
type Mutation = {
  what: 'blank' | 'merge' | 'swapColumns' | 'emptyRow' | 'dropRow' | 'dropBlock' | 'cutText';
  at: number;
};

const mutation = fc.record({
  what: fc.constantFrom<Mutation['what']>(
    'blank',
    'merge',
    'swapColumns',
    'emptyRow',
    'dropRow',
    'dropBlock',
    'cutText',
  ),
  at: fc.nat(5000),
});

function spoil(blocks: readonly Block[], { what, at }: Mutation): Block[] {
  const index = at % Math.max(1, blocks.length);
  if (what === 'dropBlock') return blocks.filter((_, i) => i !== index);
  return blocks.map((block, i) => {
    if (block.kind === 'table') return { ...block, rows: spoilRows(block.rows, { what, at }) };
    return i === index && what === 'cutText' ? { ...block, text: block.text.slice(0, (at % 7) + 1) } : block;
  });
}

function spoilRows(rows: Cell[][], { what, at }: Mutation): Cell[][] {
  const r = at % Math.max(1, rows.length);
  const width = rows[0]?.length ?? 1;
  const [a, b] = [at % width, (at * 7 + 1) % width];
  if (what === 'dropRow') return rows.filter((_, i) => i !== r);
  if (what === 'emptyRow')
    return rows.toSpliced(r, 0, rows[r]?.map(() => ({ text: '', merged: false })) ?? []);
  return rows.map((row, i) => {
    if (what === 'swapColumns') return row.map((c, j) => (j === a ? row[b]! : j === b ? row[a]! : c));
    if (i !== r) return row;
    return row.map((c, j) =>
      j !== a ? c : { text: what === 'blank' ? '' : c.text, merged: what === 'merge' },
    );
  });
}

const size = (document: Document) =>
  document.blocks.reduce((sum, block) => sum + (block.kind === 'table' ? block.rows.length : 1), 0);

describe('spoiled documents', () => {
  test('never crash a layout, and never yield more projects than rows and lines', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...documents),
        fc.array(mutation, { maxLength: 6 }),
        (document, mutations) => {
          const spoiled = { ...document, blocks: mutations.reduce<Block[]>(spoil, document.blocks) };
          expect(readList(spoiled)?.projects.length ?? 0).toBeLessThanOrEqual(size(spoiled));
        },
      ),
      { numRuns: 300 },
    );
  });
});
