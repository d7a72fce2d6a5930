/** Bytes of a text file → text, whatever its encoding. */

export interface DecodedText {
  text: string;
  /** WHATWG name: `utf-8`, `gb18030`, `utf-16le` … */
  encoding: string;
  /** Places where bytes were unreadable; they stand as U+FFFD. */
  damaged: number;
}

const BOMS: readonly [encoding: string, mark: readonly number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** Damaged places per other non-ASCII character up to which a text still counts as UTF-8. */
const DAMAGE_TOLERATED = 0.05;

/**
 * A byte order mark decides first, then strict UTF-8, then the encoding the file names itself, then UTF-8 with a
 * little damage (a cut end, one bad byte), last gb18030. Valid UTF-8 wins over what a page claims: saved pages
 * keep the claim of the site they came from, and Chinese in GBK is practically never valid UTF-8.
 */
export function decodeText(bytes: Uint8Array, claimed: string | null = null): DecodedText {
  const marked = BOMS.find(([, mark]) => mark.every((byte, i) => bytes[i] === byte));
  if (marked) return decodeAs(marked[0], bytes);
  const utf8 = decodeAs('utf-8', bytes);
  if (utf8.damaged === 0) return utf8;
  const named = claimed === null ? null : decodeNamed(claimed, bytes);
  if (named?.damaged === 0) return named;
  const others = utf8.text.match(/[^\0-\x7f\ufffd]/g)?.length ?? 0;
  return utf8.damaged <= others * DAMAGE_TOLERATED ? utf8 : decodeAs('gb18030', bytes);
}

/** True when the bytes are no text at all: control characters that no text file holds. */
export function looksBinary(bytes: Uint8Array): boolean {
  const { text } = decodeText(bytes.subarray(0, 4096));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  const controls = text.match(/[\0-\x08\x0e-\x1a\x1c-\x1f]/g)?.length ?? 0;
  return controls > text.length * 0.01;
}

/** The Chinese note for a text with unreadable places; none when it is whole. */
export function damageNotes({ damaged, encoding }: DecodedText): string[] {
  return damaged === 0 ? [] : [`有 ${damaged} 处字节按 ${encoding} 编码无法识别，请核对原文`];
}

function decodeAs(encoding: string, bytes: Uint8Array): DecodedText {
  const text = new TextDecoder(encoding).decode(bytes);
  return { text, encoding, damaged: text.match(/\ufffd/g)?.length ?? 0 };
}

function decodeNamed(name: string, bytes: Uint8Array): DecodedText | null {
  const encoding = /^(gb|x-gbk|936)/i.test(name) ? 'gb18030' : name;
  try {
    return decodeAs(encoding, bytes);
  } catch {
    return null;
  }
}
