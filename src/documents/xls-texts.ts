/** The shared texts of an .xls, as far as their lengths go. */

/** The table begins with how often texts are shown and how many there are. */
const FIRST_TEXT = 8;
/** Flags before a text: characters of two bytes; what follows it: phonetic signs, fonts of its parts. */
const WIDE = 1;
const PHONETIC = 4;
const RICH = 8;

interface Table {
  data: Buffer;
  /** Where the data of each of its records end. */
  ends: readonly number[];
  /** The record that was reached. */
  record: number;
}

/** The number of this many bytes; 0 where the data are cut short. */
export function numberAt(data: Buffer, at: number, bytes: 2 | 4): number {
  return at + bytes <= data.length ? data.readUIntLE(at, bytes) : 0;
}

/**
 * Characters of each text, in their order.
 * @param parts the data of the table's record and of the records that go on with it
 */
export function sharedLengths(parts: readonly Buffer[]): number[] {
  const table = tableOf(parts);
  const { data } = table;
  const lengths: number[] = [];
  for (let at = FIRST_TEXT; at + 3 <= data.length; ) {
    const length = numberAt(data, at, 2);
    const flags = data[at + 2]!;
    const begin = at + 3 + (flags & RICH ? 2 : 0) + (flags & PHONETIC ? 4 : 0);
    const fonts = flags & RICH ? 4 * numberAt(data, at + 3, 2) : 0;
    const phonetic = flags & PHONETIC ? numberAt(data, begin - 4, 4) : 0;
    lengths.push(length);
    at = endOfText(table, { begin, length, flags }) + fonts + phonetic;
  }
  return lengths;
}

function tableOf(parts: readonly Buffer[]): Table {
  const ends: number[] = [];
  for (const { length } of parts) ends.push((ends.at(-1) ?? 0) + length);
  return { data: Buffer.concat(parts), ends, record: 0 };
}

/** In each further record that a text goes on in, its characters are wide or narrow anew, told by a byte before. */
function endOfText(
  table: Table,
  { begin, length, flags }: { begin: number; length: number; flags: number },
): number {
  let [at, left, width] = [begin, length, flags & WIDE ? 2 : 1];
  for (let end = recordEnd(table, at); left * width > end - at; end = recordEnd(table, at)) {
    left -= Math.floor((end - at) / width);
    width = table.data[end]! & WIDE ? 2 : 1;
    at = end + 1;
  }
  return at + left * width;
}

/** Where the record ends that this place lies in or right behind; no end is known beyond the last. */
function recordEnd(table: Table, at: number): number {
  while (table.ends[table.record]! < at) table.record++;
  return table.ends[table.record] ?? Number.POSITIVE_INFINITY;
}
