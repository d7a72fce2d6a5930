/** Opens an .xls: what it will cost is reckoned, and what is not needed taken out, before the library reads it. */
import * as XLSX from '@e965/xlsx';
import { type ReaderLimits, refusal, type SourceFile } from './reader.ts';
import { REFUSALS } from './wording.ts';
import { strikeUnneeded, xlsSize } from './xls-records.ts';

/** The part of the library that opens compound files; it carries no types. */
interface CompoundFiles {
  read(bytes: Buffer, options: { type: 'buffer' }): unknown;
  find(file: unknown, path: string): { content?: Buffer } | null;
}

const { read, find } = XLSX.CFB as CompoundFiles;

/** Every stream of records begins with this byte. */
const BEGIN = 0x09;

/** Bytes that a character takes on its way: as the cell's text and again in the reply. */
export const BYTES_PER_CHARACTER = 4;

/** The library needs more memory for a cell of this format than of the others. */
const MOST_CELLS = 300_000;
/** More of them take longer than anyone waits. */
const MOST_STEPS = 50_000_000;

/** The stream of records that holds all sheets, lighter by what is not read. */
export function checkedStream(file: SourceFile, limits: ReaderLimits): Buffer {
  const stream = recordsOf(file);
  strikeUnneeded(stream);
  const { cells, characters, steps } = xlsSize(stream);
  const mostCells = Math.min(limits.cells, MOST_CELLS);
  if (cells > mostCells || steps > MOST_STEPS) throw refusal(file, REFUSALS.tooManyCells(mostCells));
  if (characters * BYTES_PER_CHARACTER > limits.expandedBytes) throw refusal(file, REFUSALS.tooMuchMemory);
  return stream;
}

/** The title among the properties of the file. */
export function titleOfXls({ bytes }: SourceFile): string | null {
  const { Props } = XLSX.read(Buffer.from(bytes), { type: 'buffer', bookProps: true });
  return Props?.Title?.trim() || null;
}

function recordsOf(file: SourceFile): Buffer {
  const stream = streamOf(file);
  if (stream?.[0] !== BEGIN) throw refusal(file, REFUSALS.unreadable);
  return stream;
}

function streamOf(file: SourceFile): Buffer | undefined {
  try {
    const compound = read(Buffer.from(file.bytes), { type: 'buffer' });
    return (find(compound, '/Workbook') ?? find(compound, '/Book'))?.content;
  } catch {
    throw refusal(file, REFUSALS.unreadable);
  }
}
