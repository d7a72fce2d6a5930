/** Opens zipped formats safely: every entry counted, checked and capped before any Office library sees it. */
import { crc32 } from 'node:zlib';
import { unzipSync, zipSync } from 'fflate';
import { type ReaderLimits, refusal, type SourceFile } from './reader.ts';
import { REFUSALS } from './wording.ts';

/** Unpacked entries by name. */
export type Entries = Record<string, Uint8Array>;

/** Pictures, fonts and embedded files: never needed for text, so never unpacked. */
const NOT_NEEDED =
  /(^|\/)(media|embeddings|fonts|Pictures|Thumbnails|activeX|printerSettings|vbaProject\.bin)(\/|$)/;

const END_MARK = Buffer.from('PK\x05\x06', 'latin1');
const ENTRY_MARK = 0x02014b50;
/** Flag of an entry whose name is UTF-8; other names are taken byte by byte, as fflate does. */
const UTF8_NAMES = 0x800;

/**
 * The entries that hold text and structure. Sizes are those the archive declares, and an entry that does not unpack
 * to exactly what is declared (a lying size, a damaged or cut file) is refused.
 */
export function unpack(file: SourceFile, limits: ReaderLimits): Entries {
  const checksums = declaredChecksums(file);
  let declared = 0;
  const wanted = (entry: { name: string; originalSize: number }) => {
    if (entry.name.endsWith('/') || NOT_NEEDED.test(entry.name)) return false;
    declared += entry.originalSize;
    if (declared > limits.expandedBytes) throw refusal(file, REFUSALS.expands(limits.expandedBytes));
    return true;
  };
  const entries = unzipOrRefuse(file, wanted);
  for (const [name, data] of Object.entries(entries))
    if (crc32(data) !== checksums.get(name)) throw refusal(file, REFUSALS.broken);
  return entries;
}

/** The entries as an archive again, without compression: it cannot grow when a library opens it. */
export function repack(entries: Entries): Buffer {
  return Buffer.from(zipSync(entries, { level: 0 }));
}

/** UTF-8 text of an entry; null when there is none of that name. */
export function entryText(entries: Entries, name: string): string | null {
  const data = entries[name];
  return data ? new TextDecoder().decode(data) : null;
}

function unzipOrRefuse(
  file: SourceFile,
  filter: (entry: { name: string; originalSize: number }) => boolean,
): Entries {
  try {
    return unzipSync(file.bytes, { filter });
  } catch (error) {
    if (error instanceof Error && error.name === 'InputError') throw error;
    throw refusal(file, REFUSALS.broken);
  }
}

/** CRC-32 of every entry by name, from the directory at the archive's end. */
function declaredChecksums(file: SourceFile): Map<string, number> {
  const raw = Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.length);
  const end = raw.lastIndexOf(END_MARK);
  const checksums = new Map<string, number>();
  if (end < 0 || end + 20 > raw.length) throw refusal(file, REFUSALS.broken);
  let at = raw.readUInt32LE(end + 16);
  while (at + 46 <= end && raw.readUInt32LE(at) === ENTRY_MARK) {
    const nameEnd = at + 46 + raw.readUInt16LE(at + 28);
    const encoding = raw.readUInt16LE(at + 8) & UTF8_NAMES ? 'utf8' : 'latin1';
    checksums.set(raw.toString(encoding, at + 46, nameEnd), raw.readUInt32LE(at + 16));
    at = nameEnd + raw.readUInt16LE(at + 30) + raw.readUInt16LE(at + 32);
  }
  return checksums;
}
