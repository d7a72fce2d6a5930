/** Whether words come from a source: every word of a draft is a piece of it or a word that adds nothing. */

/** A piece of a chunk: taken over from the source, or neutral. */
export interface Piece {
  text: string;
  /** Offset within the chunk. */
  start: number;
  neutral: boolean;
}

interface CoverSources {
  /** The texts that words may be taken from. */
  sources: readonly string[];
  /** Matches a neutral word at its `lastIndex`. */
  neutral: RegExp;
}

const SHORTEST_PIECE = 2;

/** The chunk as the fewest pieces that cover it; null when something in it has no source. */
export function cover(chunk: string, { sources, neutral }: CoverSources): Piece[] | null {
  const best: (readonly Piece[] | null)[] = [[], ...Array.from(chunk, () => null)];
  for (let start = 0; start < chunk.length; start += 1) {
    const before = best[start];
    if (!before) continue;
    for (const piece of piecesAt(chunk, start, { sources, neutral })) {
      const end = start + piece.text.length;
      const known = best[end];
      if (!known || known.length > before.length + 1) best[end] = [...before, piece];
    }
  }
  const whole = best[chunk.length];
  return whole ? [...whole] : null;
}

/** Source pieces of every length, so that the neutral word behind one is not swallowed, and neutral words. */
function piecesAt(chunk: string, start: number, { sources, neutral }: CoverSources): Piece[] {
  const pieces: Piece[] = [];
  for (let end = start + SHORTEST_PIECE; end <= chunk.length; end += 1) {
    const text = chunk.slice(start, end);
    if (!sources.some((source) => source.includes(text))) break;
    pieces.push({ text, start, neutral: false });
  }
  neutral.lastIndex = start;
  const word = neutral.exec(chunk)?.[0];
  return word ? [{ text: word, start, neutral: true }, ...pieces] : pieces;
}

/** A text without its neutral words, read from left to right. */
export function withoutNeutral(text: string, neutral: RegExp): string {
  let rest = '';
  for (let at = 0; at < text.length; ) {
    neutral.lastIndex = at;
    const word = neutral.exec(text)?.[0];
    if (!word) rest += text[at];
    at += word?.length ?? 1;
  }
  return rest;
}
