/** How much a library would build of the parts of a zipped document, told from their tags before it begins. */
import type { Entries } from './zip.ts';

/** Parts of one kind, the tag that is costly in them, and how many of it are borne. */
export interface TagLimit {
  part: RegExp;
  /** `<c` with whatever prefix. */
  tag: string;
  most: number;
}

/** True where any of the tags stands more often than is borne, in all parts of its kind together. */
export function hasTooMany(entries: Entries, limits: readonly TagLimit[]): boolean {
  return limits.some(({ part, tag, most }) => {
    const parts = Object.keys(entries).filter((name) => part.test(name));
    const pattern = new RegExp(`<(?:\\w{1,20}:)?${tag}(?=[\\s/>])`, 'g');
    return exceeds(
      parts.map((name) => entries[name]!),
      pattern,
      most,
    );
  });
}

/** Tags are plain characters: a byte is looked at as one. */
function exceeds(parts: readonly Uint8Array[], pattern: RegExp, most: number): boolean {
  let left = most;
  for (const data of parts) {
    const text = Buffer.from(data.buffer, data.byteOffset, data.length).toString('latin1');
    for (const _ of text.matchAll(pattern)) if (--left < 0) return true;
  }
  return false;
}
