/** The two evaluation documents in Office formats: a .docx table with merged cells and an .xlsx with title rows. */
import * as XLSX from '@e965/xlsx';
import { strToU8, zipSync } from 'fflate';
import { plain, type Source } from './source.ts';

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
/** Every file is made on one day, so that its bytes stay the same. */
export const MADE = new Date('2025-01-02T00:00:00Z');

/** A word table whose first column (类别) is merged downwards over its items. */
export function mergedDocx(source: Source): Uint8Array {
  const rows = [row(['类别', ...source.columns!].map((text) => cell(text)))];
  for (const [index, item] of source.items.entries()) {
    const section = item.section === undefined ? cell('', 'continue') : cell(item.section, 'restart');
    const texts = [
      String(index + 1),
      plain(item.goal),
      item.units.replaceAll('、', '\n'),
      plain(item.quarter),
    ];
    rows.push(row([section, ...[...texts, plain(item.note), item.completion!].map((text) => cell(text))]));
  }
  return wordFile({
    title: source.title,
    columns: 7,
    rows,
    remark: '注：统计数据截至9月30日，由各责任单位报送。',
  });
}

export interface WordTable {
  title: string;
  columns: number;
  rows: string[];
  /** Under the table. */
  remark: string;
}

/** A word document of one table between its title and a remark. */
export function wordFile({ title, columns, rows, remark }: WordTable): Uint8Array {
  const table = `<w:tbl><w:tblPr/><w:tblGrid>${'<w:gridCol w:w="1400"/>'.repeat(columns)}</w:tblGrid>${rows.join('')}</w:tbl>`;
  const body = `${paragraphs(title)}${table}${paragraphs(remark)}`;
  return zip(
    `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="${W}"><w:body>${body}</w:body></w:document>`,
  );
}

/** One row of finished cells. */
export function row(cells: string[]): string {
  return `<w:tr>${cells.join('')}</w:tr>`;
}

/** One cell, a paragraph a line. */
export function cell(text: string, merge?: 'restart' | 'continue'): string {
  const properties = merge ? `<w:tcPr><w:vMerge w:val="${merge}"/></w:tcPr>` : '';
  return `<w:tc>${properties}${paragraphs(text)}</w:tc>`;
}

function paragraphs(text: string): string {
  const lines = text
    .split('\n')
    .map((line) => `<w:p><w:r><w:t xml:space="preserve">${line}</w:t></w:r></w:p>`);
  return lines.join('');
}

function zip(document: string): Uint8Array {
  const main = `${W.replace('wordprocessingml/2006/main', 'officeDocument/2006/relationships')}/officeDocument`;
  const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
  const files = {
    '[Content_Types].xml': `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${type}"/></Types>`,
    '_rels/.rels': `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${main}" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': document,
  };
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])), {
    mtime: MADE,
  });
}

/** A register with two periods side by side, title and subtitle rows merged over the sheet, a remark below. */
export function twoPeriodsXlsx(source: Source): Uint8Array {
  const columns = source.columns!;
  const items = source.items.map((item, index) => [
    index + 1,
    item.title,
    plain(item.goal),
    item.leaders,
    item.units,
    item.supporting,
    plain(item.earlier),
    plain(item.note),
    onSchedule(item.lagging),
    plain(item.reason),
  ]);
  const remark = ['备注：“是否达序”由县政府督查室会同牵头单位认定。'];
  const sheet = XLSX.utils.aoa_to_sheet([[source.title], [source.subtitle], columns, ...items, remark]);
  const across = (r: number) => ({ s: { r, c: 0 }, e: { r, c: columns.length - 1 } });
  sheet['!merges'] = [across(0), across(1), across(items.length + 3)];
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, sheet, source.sheet);
  book.Props = { CreatedDate: MADE };
  return new Uint8Array(XLSX.write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer);
}

/** A row that the period does not assess has a dash. */
export function onSchedule(lagging: boolean | undefined): string {
  if (lagging === undefined) return '—';
  return lagging ? '否' : '是';
}
