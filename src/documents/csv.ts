/** Comma, semicolon or tab separated values as spreadsheets save them, in UTF-8 or GBK. The home of csv-parse. */
import { CsvError, parse } from 'csv-parse/sync';
import type { Block } from '../domain/document.ts';
import { cell, paragraph, table, tableOrText, tidy } from './blocks.ts';
import { damageNotes, decodeText } from './decode.ts';
import { type Content, type Reader, type ReaderLimits, refusal, type SourceFile } from './reader.ts';
import { REFUSALS } from './wording.ts';

const DELIMITERS = [',', ';', '\t'] as const;

/** Records looked at to find the delimiter. */
const SAMPLE_RECORDS = 50;

/** Reader of .csv and .tsv; a title line above the header becomes a paragraph. */
export const csvReader: Reader = { format: 'csv', read: readCsv };

function readCsv(file: SourceFile, limits: ReaderLimits): Content {
  const decoded = decodeText(file.bytes);
  const hint = /^sep=(.)\r?\n/.exec(decoded.text);
  const text = hint ? decoded.text.slice(hint[0].length) : decoded.text;
  const records = parseRecords(file, text, hint?.[1] ?? delimiterOf(text));
  const width = records.reduce((most, record) => Math.max(most, record.length), 0);
  if (width * records.length > limits.cells) throw refusal(file, REFUSALS.tooManyCells(limits.cells));
  const rowsFrom = Math.max(0, records.findIndex(hasSeveralFields));
  const blocks: Block[] = titleBlocks(records.slice(0, rowsFrom));
  blocks.push(...tableOrText(table(records.slice(rowsFrom).map((record) => record.map(cell)))));
  return { title: null, blocks, notes: damageNotes(decoded) };
}

/** Title lines are exported as one field, or as one field and the commas of the empty cells beside it. */
function titleBlocks(records: readonly string[][]): Block[] {
  const texts = records.map((record) => tidy(record.find((field) => field.trim()) ?? ''));
  return texts.filter(Boolean).map((text) => paragraph(text));
}

function hasSeveralFields(record: readonly string[]): boolean {
  return record.filter((field) => field.trim()).length > 1;
}

/** The delimiter by which most records have the same number of fields; wider wins over narrower. */
function delimiterOf(text: string): string {
  const scored = DELIMITERS.map((delimiter) => ({ delimiter, score: regularity(text, delimiter) }));
  return scored.reduce((best, one) => (one.score > best.score ? one : best)).delimiter;
}

function regularity(text: string, delimiter: string): number {
  const records = parseWith(text, delimiter, { to: SAMPLE_RECORDS });
  if (records instanceof CsvError) return 0;
  const counts = new Map<number, number>();
  for (const { length } of records) if (length > 1) counts.set(length, (counts.get(length) ?? 0) + 1);
  const widths = [...counts].map(([fields, times]) => (times / records.length) * (1 + fields / 100));
  return Math.max(0, ...widths);
}

function parseRecords(file: SourceFile, text: string, delimiter: string): string[][] {
  const records = parseWith(text, delimiter);
  if (!(records instanceof CsvError)) return records;
  const line = typeof records.lines === 'number' ? `（读到第 ${records.lines} 行）` : '';
  throw refusal(
    file,
    `表格中的双引号不成对${line}，无法分清各列；请在 Excel 中打开，另存为 .xlsx 后重新上传`,
  );
}

function parseWith(text: string, delimiter: string, more: { to?: number } = {}): string[][] | CsvError {
  try {
    return parse(text, { delimiter, relax_column_count: true, relax_quotes: true, ...more });
  } catch (error) {
    if (error instanceof CsvError) return error;
    throw error;
  }
}
