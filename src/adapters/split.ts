/** Splits a long text for a channel that limits the length of a message. */
import type { Capabilities } from '../domain/message.ts';

type LengthUnit = Capabilities['lengthUnit'];

/** How much a message holds, and in which unit. */
interface Room {
  maxLength: number;
  lengthUnit: LengthUnit;
}

/** A number with its joints (dates, ranges, thousands, decimals) and a few characters of unit: never cut inside. */
const FIGURE =
  /[约近超达第]?[+\-−]?[\d０-９]+(?:[.．:：/\-—–~～至到年月日号时 ]{1,2}[\d０-９]+|[,，]\d{3}(?!\d))*(?:[%％‰]|[多余]?[万亿千百]?[\p{Script=Han}]{0,3})?|[零〇一二三四五六七八九十百千万亿两]{2,}/gu;
const SENTENCE_END = /[。！？；!?;…]+[”’」』）)]*/gu;
const CLAUSE_END = /[，、：,:）)」』”]\s*|\s+/gu;

/** Of a part that ends early at a sentence: at least this share must be filled, otherwise a nearer mark is taken. */
const LEAST_FILL = 0.4;

/** How far past the limit a figure is followed to see whether a cut would fall inside it. */
const LOOK_AHEAD = 60;
const CHARACTERS = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/**
 * Parts of at most `maxLength` UTF-16 units or bytes of UTF-8, cut at line ends, else sentence ends, else between figures. The line break at a cut is dropped,
 * nothing else is. Only a figure or a character that is itself too long is ever cut.
 */
export function splitText(text: string, maxLength: number, lengthUnit: LengthUnit = 'characters'): string[] {
  const room = { maxLength, lengthUnit };
  const parts: string[] = [];
  let part: string | null = null;
  for (const line of text.split('\n').flatMap((each) => breakLine(each, room))) {
    const joined: string = part === null ? line : `${part}\n${line}`;
    if (fits(joined, room)) {
      part = joined;
      continue;
    }
    if (part !== null) parts.push(part);
    part = line;
  }
  return [...parts, part ?? ''];
}

/** Length of a text in a channel's unit. */
export function lengthIn(text: string, unit: LengthUnit): number {
  return unit === 'bytes' ? Buffer.byteLength(text) : text.length;
}

function fits(text: string, { maxLength, lengthUnit }: Room): boolean {
  return lengthIn(text, lengthUnit) <= maxLength;
}

function breakLine(line: string, room: Room): string[] {
  const pieces: string[] = [];
  let rest = line;
  while (!fits(rest, room)) {
    const cut = cutPoint(rest, reach(rest, room));
    pieces.push(rest.slice(0, cut));
    rest = rest.slice(cut);
  }
  return rest === '' && pieces.length > 0 ? pieces : [...pieces, rest];
}

/** How many UTF-16 units from the start fit, at least one whole character. */
function reach(line: string, { maxLength, lengthUnit }: Room): number {
  if (lengthUnit === 'characters') return maxLength;
  let [at, bytes] = [0, 0];
  for (const character of line.slice(0, maxLength + 1)) {
    bytes += Buffer.byteLength(character);
    if (bytes > maxLength && at > 0) break;
    at += character.length;
  }
  return at;
}

/** Where to cut a line of which `longest` units fit: 1 … longest. */
function cutPoint(line: string, longest: number): number {
  const window = line.slice(0, longest + LOOK_AHEAD);
  const figures = [...window.matchAll(FIGURE)].map((match) => ({ start: match.index, end: endOf(match) }));
  const allowed = [...CHARACTERS.segment(window)]
    .map((character) => character.index)
    .filter((at) => at > 0 && at <= longest && !figures.some(({ start, end }) => start < at && at < end));
  const lastAfter = (marks: RegExp) => {
    const ends = new Set([...window.matchAll(marks)].map(endOf));
    return allowed.findLast((at) => ends.has(at)) ?? 0;
  };
  const atMark = [lastAfter(SENTENCE_END), lastAfter(CLAUSE_END)].find((at) => at >= longest * LEAST_FILL);
  return atMark ?? allowed.at(-1) ?? Math.max(1, longest - (splitsPair(line, longest) ? 1 : 0));
}

function endOf(match: RegExpExecArray): number {
  return match.index + match[0].length;
}

function splitsPair(text: string, at: number): boolean {
  return /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(at - 1, at + 1));
}
