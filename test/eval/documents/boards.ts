/** Office boards: a sheet with a column for each quarter's node, a word table that ends with the leader. */
import * as XLSX from '@e965/xlsx';
import { cell, MADE, row, wordFile } from './office.ts';
import { plain, type Source } from './source.ts';

const HEAD = ['领域', '序号', '项目名称', '年度目标', '责任单位', '季度节点', '', '', ''];
const QUARTERS = ['一季度', '二季度', '三季度', '四季度'];

/** Area cells are merged over their projects; four nodes under one heading; progress and a remark last. */
export function quarterBoard(source: Source): Uint8Array {
  const [progress, remark] = source.labels as [string, string];
  const items = source.items.map((item, index) => [
    item.section ?? '',
    index + 1,
    plain(item.title),
    plain(item.goal),
    item.units.replaceAll('、', '\n'),
    ...plain(item.quarter).split('｜'),
    plain(item.note),
    plain(item.reason),
  ]);
  const under = ['', '', '', '', '', ...QUARTERS, '', ''];
  const sheet = XLSX.utils.aoa_to_sheet([[source.title], [...HEAD, progress, remark], under, ...items]);
  sheet['!merges'] = [range(0, 0, [0, 10]), ...headMerges(), ...areaMerges(source)];
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, sheet, source.sheet);
  book.Props = { CreatedDate: MADE };
  return new Uint8Array(XLSX.write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer);
}

function range(from: number, to: number, [left, right]: [number, number]): XLSX.Range {
  return { s: { r: from, c: left }, e: { r: to, c: right } };
}

function headMerges(): XLSX.Range[] {
  const single = [0, 1, 2, 3, 4, 9, 10].map((column) => range(1, 2, [column, column]));
  return [...single, range(1, 1, [5, 8])];
}

function areaMerges({ items }: Source): XLSX.Range[] {
  const starts = items.flatMap((item, index) => (item.section ? [index] : []));
  return starts.map((start, at) => range(start + 3, (starts[at + 1] ?? items.length) + 2, [0, 0]));
}

/** A word table with rate, unit and leader behind the progress. */
export function leaderDocx(source: Source): Uint8Array {
  const rows = source.items.map((item, index) => [
    String(index + 1),
    plain(item.title),
    plain(item.goal),
    plain(item.note),
    item.rate === undefined ? '／' : `${item.rate}%`,
    item.units.replaceAll('、', '\n'),
    item.leaders!,
  ]);
  const printed = [source.columns!, ...rows].map((cells) => row(cells.map((text) => cell(text))));
  const columns = source.columns!.length;
  return wordFile({ title: source.title, columns, rows: printed, remark: source.remark! });
}
