/** A text in its smallest citable pieces: sentences and sub-points, word for word. */

/** One piece of a text. */
export interface Piece {
  text: string;
  /** Pieces of one sentence (parted by ；) share it: a date at its head holds for all of them. */
  sentence: number;
}

/** Pieces shorter than this lean on the next one: `1.`, `其中`. */
const SHORTEST = 4;
/** A label such as 马路摊点治理： stays with what it labels. */
const LONGEST_LABEL = 16;
const OPENING = '（(“‘《「【';
const CLOSING = '）)”’》」】';
/** 一是, ①, （1） after a colon, comma or full stop begin a point of their own. */
const POINT =
  /(?<=[：:，,；;。])\s*(?=[一二三四五六七八九十]是(?!否)|[①-⑳]|[（(](?:[一二三四五六七八九十]{1,2}|\d{1,2})[）)])/g;

/** Sentences and sub-points in reading order; nothing is lost but blanks between them. */
export function splitClauses(text: string): Piece[] {
  const pieces: Piece[] = [];
  let sentence = 0;
  for (const line of text.split(/\r?\n/)) {
    for (const part of joinShort(splitLine(line).flatMap(splitPoints))) {
      pieces.push({ text: part, sentence });
      if (/[。！？!?]["”）)]?$/.test(part)) sentence++;
    }
    sentence++;
  }
  return pieces;
}

/** Parts of a line ending in 。；！？, those inside brackets and quotation marks left whole. */
function splitLine(line: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let depth = 0;
  for (let at = 0; at < line.length; at++) {
    const char = line[at] ?? '';
    if (OPENING.includes(char)) depth++;
    else if (CLOSING.includes(char)) depth = Math.max(0, depth - 1);
    else if (/[。；;！？!?]/.test(char) && (depth === 0 || !closesLater(line, at))) {
      parts.push(line.slice(start, at + 1));
      start = at + 1;
      depth = 0;
    }
  }
  return [...parts, line.slice(start)];
}

/** A bracket left open for good must not swallow the rest of the line. */
function closesLater(line: string, at: number): boolean {
  return [...line.slice(at + 1, at + 80)].some((char) => CLOSING.includes(char));
}

function splitPoints(part: string): string[] {
  const cuts = [...part.matchAll(POINT)].map((match) => match.index);
  const edges = [0, ...cuts.filter((cut) => cut > 0), part.length];
  return edges.slice(1).map((end, at) => part.slice(edges[at] ?? 0, end));
}

function joinShort(parts: readonly string[]): string[] {
  const joined: string[] = [];
  let waiting = '';
  for (const part of parts) {
    const text = waiting + part;
    waiting = '';
    if (text.trim() === '') continue;
    const label = /[：:]$/.test(text) && text.length <= LONGEST_LABEL;
    if (label || text.replace(/[^\p{L}\p{N}%]/gu, '').length < SHORTEST - 1) waiting = text;
    else joined.push(text.trim());
  }
  if (waiting.trim() === '') return joined;
  const last = joined.pop();
  return [...joined, last === undefined ? waiting.trim() : `${last}${waiting.trimEnd()}`];
}
