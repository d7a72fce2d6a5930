/** More Office tables: a sheet with a two-row header, a word table with three labelled parts in one cell. */
import * as XLSX from '@e965/xlsx';
import { cell, MADE, onSchedule, row, wordFile } from './office.ts';
import { plain, type Source } from './source.ts';

const GROUPS: [string, string[]][] = [
  ['序号', []],
  ['实事项目', []],
  ['年度任务', ['任务内容', '完成时限']],
  ['责任分工', ['包抓领导', '牵头单位', '配合单位']],
  ['10月末进展', ['进展情况', '完成率', '是否达序时']],
  ['滞后原因', []],
];

/** Groups over columns; a group's cell is merged across its columns, a single column's over both header rows. */
export function twoRowXlsx(source: Source): Uint8Array {
  const top = GROUPS.flatMap(([group, columns]) => [group, ...columns.slice(1).map(() => '')]);
  const under = GROUPS.flatMap(([, columns]) => (columns.length ? columns : ['']));
  const items = source.items.map((item, index) => [
    index + 1,
    plain(item.title),
    plain(item.goal),
    plain(item.deadline),
    item.leaders,
    item.units,
    item.supporting,
    plain(item.note),
    item.rate === undefined ? '—' : item.rate / 100,
    onSchedule(item.lagging),
    plain(item.reason),
  ]);
  const sheet = XLSX.utils.aoa_to_sheet([[source.title], [source.subtitle], top, under, ...items]);
  const across = (r: number) => ({ s: { r, c: 0 }, e: { r, c: top.length - 1 } });
  sheet['!merges'] = [across(0), across(1), ...headerMerges()];
  for (const [index] of items.entries()) showPercent(sheet[XLSX.utils.encode_cell({ r: index + 4, c: 8 })]);
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, sheet, source.sheet);
  book.Props = { CreatedDate: MADE };
  return new Uint8Array(XLSX.write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer);
}

function headerMerges(): XLSX.Range[] {
  let from = 0;
  return GROUPS.map(([, columns]) => {
    const width = Math.max(columns.length, 1);
    const range = { s: { r: 2, c: from }, e: { r: columns.length ? 2 : 3, c: from + width - 1 } };
    from += width;
    return range;
  });
}

function showPercent(shown: XLSX.CellObject): void {
  if (shown.t === 'n') shown.z = '0.0%';
}

/** A word table: 目前进展：… 存在困难：… 下步举措：… as paragraphs of one cell, a judgement behind them. */
export function labelledDocx(source: Source): Uint8Array {
  const rows = source.items.map((item, index) => [
    String(index + 1),
    plain(item.title),
    plain(item.goal),
    item.units.replaceAll('、', '\n'),
    plain(item.note),
    item.completion!,
  ]);
  const printed = [source.columns!, ...rows].map((cells) => row(cells.map((text) => cell(text))));
  return wordFile({
    title: source.title,
    columns: source.columns!.length,
    rows: printed,
    remark: source.remark!,
  });
}
