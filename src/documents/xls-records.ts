/** The records of an .xls: what its reading will cost is told from them, and those not needed are struck out. */
import { numberAt, sharedLengths } from './xls-texts.ts';

/** What a library would make of the records. */
export interface XlsSize {
  /** Cells with a value, merges, or shared texts, whichever are most. */
  cells: number;
  /** Characters of the shared texts, each counted wherever it is shown. */
  characters: number;
  /** Columns described, and merges gone over again with each further record of merges. */
  steps: number;
}

interface XlsRecord {
  type: number;
  /** Where it begins. */
  at: number;
  data: Buffer;
}

const CONTINUED = 0x3c;
const LOCKED = 0x2f;
const SHARED_TEXTS = 0xfc;
const SHARED_TEXT_CELL = 0xfd;
const NUMBERS_IN_ROW = 0xbd;
const MERGES = 0xe5;
const COLUMNS = 0x7d;
const FORMAT = 0x41e;

/** Numbers, truth values, texts and formulas, in all versions of the format. */
const VALUES: ReadonlySet<number> = new Set([
  ...[0x02, 0x03, 0x04, 0x05, 0x06, 0xd6, 0x203, 0x204, 0x205, 0x206, 0x27e, 0x406],
  SHARED_TEXT_CELL,
]);
/** Texts that stand in their cell, or in the result of its formula: where their length is told. */
const OWN_TEXT: ReadonlyMap<number, number> = new Map([
  [0xd6, 6],
  [0x204, 6],
  [0x207, 0],
]);
/** What text, formats, merges and hidden rows are read from; all else is blank cells, drawings, links, settings. */
const NEEDED: ReadonlySet<number> = new Set([
  ...[0x09, 0x0a, 0x209, 0x409, 0x809, 0x22, LOCKED, 0x42, 0x85],
  ...[SHARED_TEXTS, 0x1e, FORMAT, 0x43, 0xe0, 0x243, 0x443],
  ...[0x00, 0x200, 0x07, 0x207, 0x208, COLUMNS, MERGES, NUMBERS_IN_ROW, ...VALUES],
]);
/** A type that readers pass over. */
const PASSED_OVER = 0x7e;

/** People can enter 255 characters. */
const LONGEST_FORMAT_BYTES = 1024;

/** Strikes out what is not needed, in place, so that all else stays where others refer to it. */
export function strikeUnneeded(stream: Buffer): void {
  let struck = false;
  for (const { type, at, data } of records(stream)) {
    if (type !== CONTINUED)
      struck = !NEEDED.has(type) || (type === FORMAT && data.length > LONGEST_FORMAT_BYTES);
    if (struck) stream.writeUInt16LE(PASSED_OVER, at);
  }
}

/** The size of a stream; nothing is told of one that is locked by a password. */
export function xlsSize(stream: Buffer): XlsSize {
  const size = { cells: 0, characters: 0, steps: 0 };
  let shared: readonly number[] = [];
  let merges = 0;
  for (const record of joined(records(stream))) {
    const { type, data } = record;
    if (type === LOCKED) return { cells: 0, characters: 0, steps: 0 };
    if (type === SHARED_TEXTS) shared = sharedLengths(record.parts);
    if (type === MERGES) merges += numberAt(data, 0, 2);
    size.cells += cellsOf(record);
    size.characters += charactersOf(record, shared);
    size.steps += type === MERGES ? merges : columnsOf(record);
  }
  return { ...size, cells: Math.max(size.cells, merges, shared.length) };
}

function cellsOf({ type, data }: XlsRecord): number {
  if (type === NUMBERS_IN_ROW) return Math.floor(data.length / 6);
  return VALUES.has(type) ? 1 : 0;
}

function charactersOf({ type, data }: XlsRecord, shared: readonly number[]): number {
  if (type === SHARED_TEXT_CELL) return shared[numberAt(data, 6, 4)] ?? 0;
  const lengthAt = OWN_TEXT.get(type);
  return lengthAt === undefined ? 0 : numberAt(data, lengthAt, 2);
}

function columnsOf({ type, data }: XlsRecord): number {
  return type === COLUMNS ? Math.max(0, numberAt(data, 2, 2) - numberAt(data, 0, 2)) : 0;
}

/** Each with the data of those that go on with it. */
function* joined(all: Iterable<XlsRecord>): Generator<XlsRecord & { parts: readonly Buffer[] }> {
  let last: (XlsRecord & { parts: Buffer[] }) | null = null;
  for (const record of all) {
    if (last !== null && record.type === CONTINUED) last.parts.push(record.data);
    else {
      if (last !== null) yield last;
      last = { ...record, parts: [record.data] };
    }
  }
  if (last !== null) yield last;
}

/** Those that are whole; a stream cut short or of rubbish ends early. */
function* records(stream: Buffer): Generator<XlsRecord> {
  for (let at = 0; at + 4 <= stream.length; ) {
    const end = at + 4 + stream.readUInt16LE(at + 2);
    yield { type: stream.readUInt16LE(at), at, data: stream.subarray(at + 4, end) };
    at = end;
  }
}
