import * as XLSX from '@e965/xlsx';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { READ_LIMITS } from '../../src/documents/limits.ts';
import type { Content } from '../../src/documents/reader.ts';
import { sheetReader } from '../../src/documents/sheets.ts';
import { xlsSize } from '../../src/documents/xls-records.ts';

const words = (...values: number[]) => Buffer.from(new Uint16Array(values).buffer);
const record = (type: number, ...data: Buffer[]) => {
  const all = Buffer.concat(data);
  return Buffer.concat([words(type, all.length), all]);
};
const begin = (kind: number) => record(0x809, words(0x600, kind, 0, 0, 0, 0, 6, 0));
const END = record(0x0a);
/** A shared text of one-byte or two-byte characters. */
const shared = (text: string, wide = true) =>
  Buffer.concat([
    words(text.length),
    Buffer.of(wide ? 1 : 0),
    Buffer.from(text, wide ? 'utf16le' : 'latin1'),
  ]);
const textCell = (row: number, column: number, text: number) => record(0xfd, words(row, column, 0, text, 0));

/** The records of a book of one sheet. */
function stream(sheet: readonly Buffer[], texts: readonly Buffer[]): Buffer {
  const [first = Buffer.alloc(0), ...more] = texts;
  const table = [record(0xfc, words(0, 0, 0xffff, 0), first), ...more.map((data) => record(0x3c, data))];
  const place = (at: number) => record(0x85, words(at, 0), Buffer.of(0, 0, 1, 0), Buffer.from('S'));
  const globals = [begin(5), place(0), ...table, END];
  globals[1] = place(Buffer.concat(globals).length);
  return Buffer.concat([...globals, begin(0x10), ...sheet, END]);
}

function file(records: Buffer): { name: string; bytes: Uint8Array } {
  const compound = XLSX.CFB.utils.cfb_new();
  XLSX.CFB.utils.cfb_add(compound, '/Workbook', records);
  return { name: '表.xls', bytes: new Uint8Array(XLSX.CFB.write(compound, { type: 'buffer' }) as Buffer) };
}

const read = (records: Buffer) => sheetReader('xls').read(file(records), READ_LIMITS) as Content;
const shown = (content: Content) =>
  content.blocks.flatMap((block) =>
    block.kind === 'table' ? block.rows.map((row) => row.map(({ text }) => text)) : [],
  );

const HEAD = [textCell(0, 0, 0), textCell(0, 1, 1)];
const TEXTS = [shared('序号'), shared('项目')];

test('a long text that many cells share counts in each of them, before any cell is read', () => {
  const cells = Array.from({ length: 60_000 }, (_, i) => textCell(i >> 4, i & 15, 0));
  expect(() => read(stream(cells, [shared('长'.repeat(4000))]))).toThrow('文件内容过大');
});

test('more cells than the machine can hold are refused, however few bytes they take', () => {
  const row = (at: number) => record(0xbd, words(at, 0), Buffer.alloc(6 * 256), words(255));
  const rows = Array.from({ length: 1200 }, (_, at) => row(at));
  expect(() => read(stream(rows, TEXTS))).toThrow('表格超过 300000 个单元格');
});

test.each([
  ['merges of which a few bytes tell thousands', record(0xe5, words(0xffff))],
  ['columns described again and again', record(0x7d, words(0, 0xffff, 0, 0, 0, 0))],
])('%s are refused', (_, one) => {
  expect(() => read(stream([...HEAD, ...Array.from({ length: 1000 }, () => one)], TEXTS))).toThrow(
    '个单元格，读不了',
  );
});

test('links over whole sheets, blank cells and drawings cost nothing: they are not read', () => {
  const link = record(0x1b8, words(0, 0xffff, 0, 255), Buffer.alloc(16), words(2, 0, 0, 0));
  const blank = record(0xbe, words(7, 0), Buffer.alloc(2 * 256), words(255));
  const more = Array.from({ length: 200 }, () => [link, blank]).flat();
  expect(shown(read(stream([...HEAD, textCell(1, 0, 0), textCell(1, 1, 1), ...more], TEXTS)))).toEqual([
    ['序号', '项目'],
    ['序号', '项目'],
  ]);
});

test('texts that go on in further records, wide here and narrow there, are counted as they are read', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({ text: fc.string({ unit: 'grapheme-ascii', maxLength: 40 }), wide: fc.boolean() }),
        { minLength: 1 },
      ),
      fc.array(fc.nat({ max: 400 }), { maxLength: 6 }),
      (texts, cuts) => {
        const parts = broken(texts, cuts);
        const cells = texts.map((_, i) => textCell(i, 0, i));
        const records = stream(cells, parts);
        const { characters } = xlsSize(records);
        expect(characters).toBe(texts.reduce((sum, { text }) => sum + text.length, 0));
        const { Strings } = XLSX.read(records, { type: 'buffer' }) as unknown as { Strings: { t: string }[] };
        expect(Array.from(Strings, ({ t }) => t)).toEqual(texts.map(({ text }) => text));
      },
    ),
  );
});

/** The texts of a table, broken over records within their characters at these places. */
function broken(texts: readonly { text: string; wide: boolean }[], cuts: readonly number[]): Buffer[] {
  const parts: Buffer[][] = [[]];
  let at = 0;
  for (const { text, wide } of texts) {
    const from = Math.min(
      text.length,
      (cuts.find((cut) => cut > at && cut < at + text.length) ?? Infinity) - at,
    );
    const characters = (part: string, as: boolean) => Buffer.from(part, as ? 'utf16le' : 'latin1');
    parts.at(-1)!.push(words(text.length), Buffer.of(wide ? 1 : 0), characters(text.slice(0, from), wide));
    if (from < text.length) parts.push([Buffer.of(wide ? 0 : 1), characters(text.slice(from), !wide)]);
    at += text.length;
  }
  return parts.map((part) => Buffer.concat(part));
}
