/** Whether the packed streams of a .pdf unpack to more than a document holds; told before anything is built of them. */
import { constants, inflateSync } from 'node:zlib';

/** The dictionary before a stream is looked for this far back. */
const DICTIONARY_BYTES = 400;

/** Pictures are never unpacked when text is read, so they do not count. */
const PICTURE = /\/Subtype\s*\/Image/;

/** @param most bytes of all streams together; a stream packed twice counts as unpacked once */
export function expandsBeyond(bytes: Uint8Array, most: number): boolean {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let left = most;
  for (let at = raw.indexOf('stream'); at >= 0 && left >= 0; ) {
    const end = raw.indexOf('endstream', at + 6);
    if (end < 0) break;
    const before = raw.toString('latin1', Math.max(0, at - DICTIONARY_BYTES), at);
    const dictionary = before.slice(before.lastIndexOf(' obj') + 1);
    if (dictionary.includes('/FlateDecode') && !PICTURE.test(dictionary))
      left -= unpackedSize(raw.subarray(at + (raw[at + 6] === 13 ? 8 : 7), end), left);
    at = raw.indexOf('stream', end + 9);
  }
  return left < 0;
}

/** More than `most` when it is larger; 0 for what cannot be unpacked here, such as encrypted streams. */
function unpackedSize(packed: Buffer, most: number): number {
  try {
    const limits = { maxOutputLength: most + 1, finishFlush: constants.Z_SYNC_FLUSH };
    return inflateSync(packed, limits).length;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? most + 1 : 0;
  }
}
