/** Spreadsheets (.xlsx, .xls, .ods): every visible sheet a table. The home of @e965/xlsx. */
import * as XLSX from '@e965/xlsx';
import type { Block, Cell } from '../domain/document.ts';
import { cell, fillSpans, type Span, table, tableOrText } from './blocks.ts';
import { odsCells } from './ods-size.ts';
import { type Content, type Reader, type ReaderLimits, refusal, type SourceFile } from './reader.ts';
import { withChineseFormats } from './sheet-formats.ts';
import { shownText } from './sheet-text.ts';
import { REFUSALS } from './wording.ts';
import { BYTES_PER_CHARACTER, checkedStream, titleOfXls } from './xls.ts';
import { hasTooMany, type TagLimit } from './xml-size.ts';
import { entryText, repack, unpack } from './zip.ts';

const OPTIONS: XLSX.ParsingOptions = {
  type: 'buffer',
  cellNF: true,
  cellStyles: true,
  cellHTML: false,
  dense: true,
};

/** No office program has longer or wider sheets; rows and cells beyond are never walked to. */
const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 16_384;

/** Reader of one of the spreadsheet formats; hidden sheets, rows and columns are left out and noted. */
export function sheetReader(format: 'xlsx' | 'xls' | 'ods'): Reader {
  return { format, read: (file, limits) => readBook(file, format, limits) };
}

function readBook(file: SourceFile, format: 'xlsx' | 'xls' | 'ods', limits: ReaderLimits): Content {
  const book = openBook(file, format === 'xls' ? checkedStream(file, limits) : repackChecked(file, limits));
  const blocks: Block[] = [];
  const notes: string[] = [];
  let cells = 0;
  let characters = 0;
  book.SheetNames.forEach((name, index) => {
    const sheet = book.Sheets[name] as XLSX.DenseWorkSheet | undefined;
    if (sheet?.['!data'] && beyondAnySheet(sheet)) throw refusal(file, REFUSALS.tooManyCells(limits.cells));
    const used = sheet?.['!data'] ? usedRange(sheet) : null;
    if (!sheet || !used) return;
    if (book.Workbook?.Sheets?.[index]?.Hidden) {
      notes.push(`隐藏的工作表“${name}”未读`);
      return;
    }
    cells += (used.bottom + 1) * (used.right + 1);
    if (cells > limits.cells) throw refusal(file, REFUSALS.tooManyCells(limits.cells));
    if (mergedCells(sheet, used) > limits.cells) throw refusal(file, REFUSALS.tooManyCells(limits.cells));
    characters += charactersOf(sheet);
    if (characters * BYTES_PER_CHARACTER > limits.expandedBytes) throw refusal(file, REFUSALS.tooMuchMemory);
    const read = readSheet(sheet, used, book.Workbook?.WBProps?.date1904 ?? false);
    blocks.push(...tableOrText(table(read.rows, name)));
    notes.push(...read.notes.map((note) => `工作表“${name}”：${note}`));
  });
  const title = format === 'xls' ? titleOfXls(file) : book.Props?.Title?.trim() || null;
  return { title, blocks, notes };
}

/** The archive as the library gets it; repeated cells are counted before the library writes them all out. */
function repackChecked(file: SourceFile, limits: ReaderLimits): Buffer {
  const entries = unpack(file, limits);
  if (hasTooMany(entries, xlsxLimits(limits))) throw refusal(file, REFUSALS.tooManyCells(limits.cells));
  if (odsCells(entryText(entries, 'content.xml') ?? '') > limits.cells)
    throw refusal(file, REFUSALS.tooManyCells(limits.cells));
  return repack(withChineseFormats(entries));
}

/** Blank cells with a format of their own are borne as well, though they are not counted. */
const BLANK_CELLS = 3;
/** Twice what office programs write. */
const MOST_STYLES = 128_000;

/** What office programs write of each tag at most, beside the limit of cells. */
const xlsxLimits = ({ cells }: ReaderLimits): TagLimit[] => [
  { part: /^\/?xl\/worksheets\//, tag: 'c', most: cells * BLANK_CELLS },
  { part: /^\/?xl\/worksheets\//, tag: 'v', most: cells },
  { part: /^\/?xl\/worksheets\//, tag: 'row', most: MOST_ROWS },
  { part: /^\/?xl\/sharedStrings/, tag: 'si', most: cells },
  { part: /^\/?xl\/styles/, tag: 'xf', most: MOST_STYLES },
];

function openBook(file: SourceFile, bytes: Buffer): XLSX.WorkBook {
  try {
    return XLSX.read(bytes, OPTIONS);
  } catch (error) {
    const locked = error instanceof Error && /password|encrypt/i.test(error.message);
    throw refusal(file, locked ? REFUSALS.encrypted : REFUSALS.unreadable);
  }
}

function beyondAnySheet(sheet: XLSX.DenseWorkSheet): boolean {
  const data = sheet['!data'];
  return data.length > MOST_ROWS || data.some((row) => row && row.length > MOST_COLUMNS);
}

/** Cells of all merges together, those that overlap counted again: each of them is filled. */
function mergedCells(sheet: XLSX.DenseWorkSheet, used: Span): number {
  return (sheet['!merges'] ?? []).reduce((sum: number, { s, e }: XLSX.Range) => {
    const height = Math.min(e.r, used.bottom) - s.r + 1;
    const width = Math.min(e.c, used.right) - s.c + 1;
    return sum + Math.max(0, height) * Math.max(0, width);
  }, 0);
}

/** Length of all texts together; a shared text counts wherever it is shown. */
function charactersOf(sheet: XLSX.DenseWorkSheet): number {
  let sum = 0;
  for (const row of sheet['!data'])
    for (const one of row ?? []) if (typeof one?.v === 'string') sum += one.v.length;
  return sum;
}

/** The rectangle from A1 that holds every cell with text; null for a blank sheet. */
function usedRange(sheet: XLSX.DenseWorkSheet): Span | null {
  const used = { top: 0, left: 0, bottom: -1, right: -1 };
  sheet['!data'].forEach((row, r) => {
    const last = row?.findLastIndex((c) => c && shownText(c, false) !== '') ?? -1;
    if (last >= 0) used.bottom = r;
    used.right = Math.max(used.right, last);
  });
  return used.bottom < 0 ? null : used;
}

/** Takes the sheet apart: a row that was read is let go, for the library needs much more memory for it. */
function readSheet(
  sheet: XLSX.DenseWorkSheet,
  used: Span,
  date1904: boolean,
): { rows: Cell[][]; notes: string[] } {
  const rows = range(used.bottom).filter((r) => !sheet['!rows']?.[r]?.hidden);
  const columns = range(used.right).filter((c) => !sheet['!cols']?.[c]?.hidden);
  const data = sheet['!data'];
  const unsaved = unsavedFormulas(data);
  const grid = rows.map((r) => {
    const texts = columns.map((c) => cell(shownText(data[r]?.[c], date1904)));
    data[r] = [];
    return texts;
  });
  fillSpans(grid, visibleSpans(sheet, rows, columns));
  const notes = [
    ...noteIf(used.bottom + 1 - rows.length, '行隐藏的内容未读'),
    ...noteIf(used.right + 1 - columns.length, '列隐藏的内容未读'),
    ...noteIf(unsaved, '个公式没有保存计算结果，按空白处理；用 Excel 或 WPS 打开后保存一次即可'),
  ];
  return { rows: grid, notes };
}

function unsavedFormulas(data: XLSX.DenseWorkSheet['!data']): number {
  let unsaved = 0;
  for (const row of data) for (const one of row ?? []) if (one?.t === 'z' && one.f !== undefined) unsaved++;
  return unsaved;
}

/** The merges in the grid's own rows and columns. A merge whose corner is hidden starts at its first visible cell. */
function visibleSpans(
  sheet: XLSX.DenseWorkSheet,
  rows: readonly number[],
  columns: readonly number[],
): Span[] {
  return (sheet['!merges'] ?? []).flatMap(({ s, e }: XLSX.Range) => {
    const span = {
      top: rows.findIndex((r) => r >= s.r),
      bottom: rows.findLastIndex((r) => r <= e.r),
      left: columns.findIndex((c) => c >= s.c),
      right: columns.findLastIndex((c) => c <= e.c),
    };
    return span.top < 0 || span.left < 0 || span.top > span.bottom || span.left > span.right ? [] : [span];
  });
}

function range(last: number): number[] {
  return Array.from({ length: last + 1 }, (_, i) => i);
}

function noteIf(count: number, text: string): string[] {
  return count > 0 ? [`${count} ${text}`] : [];
}
