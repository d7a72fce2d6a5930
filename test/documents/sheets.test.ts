import * as XLSX from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import { grid, read, tables, texts } from './helpers.ts';
import { n, t, xlsx } from './office.ts';

describe('a spreadsheet', () => {
  test('gives a table a sheet, titles and merged cells included', async () => {
    const data =
      `<row r="1">${t('A1', '进度表')}</row><row r="2">${t('A2', '序号')}${t('B2', '任务')}</row>` +
      `<row r="3">${n('A3', 1)}${t('B3', '公厕\n学位')}</row><row r="4">${t('B4', '停车位')}</row>`;
    const after = '<mergeCells count="2"><mergeCell ref="A1:B1"/><mergeCell ref="A3:A4"/></mergeCells>';
    const document = await read('a.xlsx', xlsx([{ name: '上半年', data, after }]));
    expect(tables(document)[0]?.name).toBe('上半年');
    expect(grid(document)).toEqual([
      ['进度表', '<进度表>'],
      ['序号', '任务'],
      ['1', '公厕\n学位'],
      ['<1>', '停车位'],
    ]);
  });

  test('shows dates in one form, months as months, percentages and thousands as printed', async () => {
    const data = `<row r="1">${n('A1', 45930, 1)}${n('B1', 45930.5, 1)}${n('C1', 45901, 3)}${n('D1', 0.28, 2)}${n('E1', 12345, 4)}${n('F1', 45930, 5)}${n('G1', 0.1)}</row>`;
    expect(grid(await read('a.xlsx', xlsx([{ name: '一', data }])))).toEqual([
      ['2025-09-30', '2025-09-30 12:00', '2025年9月', '28%', '12,345', '2025-09-30', '0.1'],
    ]);
  });

  test('gives the saved result of a formula and notes those without one', async () => {
    const data = `<row r="1">${t('A1', '合计')}<c r="B1"><f>1+2</f><v>3</v></c><c r="C1"><f>B1*2</f></c></row>`;
    const document = await read('a.xlsx', xlsx([{ name: '一', data }]));
    expect(grid(document)).toEqual([['合计', '3']]);
    expect(document.notes).toEqual([expect.stringMatching(/^工作表“一”：1 个公式没有保存计算结果/)]);
  });

  test('leaves out hidden sheets, rows and columns and says so', async () => {
    const row = (r: number, hidden = '') =>
      `<row r="${r}"${hidden}>${n(`A${r}`, r)}${t(`B${r}`, '内部')}${t(`C${r}`, `任务${r}`)}</row>`;
    const shown = {
      name: '一',
      before: '<cols><col min="2" max="2" width="9" hidden="1"/></cols>',
      data: row(1) + row(2, ' hidden="1"') + row(3),
    };
    const document = await read('a.xlsx', xlsx([shown, { name: '底稿', data: row(1), state: 'hidden' }]));
    expect(grid(document)).toEqual([
      ['1', '任务1'],
      ['3', '任务3'],
    ]);
    expect(document.notes).toEqual([
      '工作表“一”：1 行隐藏的内容未读',
      '工作表“一”：1 列隐藏的内容未读',
      '隐藏的工作表“底稿”未读',
    ]);
  });

  test('of one column is text', async () => {
    const data = `<row r="2">${t('B2', '一、就业')}</row><row r="3">${t('B3', '目标：新增就业7600人')}</row>`;
    expect(texts(await read('a.xlsx', xlsx([{ name: '一', data }])))).toEqual([
      '一、就业',
      '目标：新增就业7600人',
    ]);
  });

  test.each(['xls', 'ods'] as const)('in .%s is read as well', async (format) => {
    const book = XLSX.utils.book_new();
    XLSX.utils.book_append_sheet(
      book,
      XLSX.utils.aoa_to_sheet([
        ['序号', '任务'],
        [1, '新建公厕12座'],
      ]),
      '进度',
    );
    const bytes = new Uint8Array(
      XLSX.write(book, { type: 'buffer', bookType: format === 'xls' ? 'biff8' : 'ods' }) as Buffer,
    );
    const document = await read(`a.${format}`, bytes);
    expect(document.format).toBe(format);
    expect(grid(document)).toEqual([
      ['序号', '任务'],
      ['1', '新建公厕12座'],
    ]);
  });
});
