import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findColumns } from '../../../src/imports/columns.ts';
import { fitRow } from '../../../src/imports/fit-row.ts';

const HEADER = [
  '序号',
  '项目名称',
  '目标任务',
  '牵头单位',
  '责任人',
  '完成时限',
  '总投资',
  '进展情况',
  '完成率',
];
const { columns } = findColumns([HEADER.map((text) => ({ text, merged: false }))])!;

test('spreading a row over the columns loses no line and keeps their order', () => {
  const line = fc.constantFrom(
    '3',
    '铺设管网',
    '县水利局',
    '2021年9月',
    '/',
    '王大力',
    '640',
    '72%',
    '已建成2处。',
  );
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 14 }), (lines) => {
      const cells = fitRow(lines, columns);
      expect(cells).toHaveLength(columns.length);
      expect(cells.filter(Boolean).flatMap((cell) => cell.split('\n'))).toEqual(lines);
    }),
    { numRuns: 200 },
  );
});

test('a row without some of its cells leaves the right ones open', () => {
  expect(fitRow(['5', '改造集市', '县商务局', '2021年9月', '主体完工。', '60%'], columns)).toEqual([
    '5',
    '改造集市',
    '',
    '县商务局',
    '',
    '2021年9月',
    '',
    '主体完工。',
    '60%',
  ]);
});
