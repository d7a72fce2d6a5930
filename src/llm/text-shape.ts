/** How drafts and notes are taken apart: sentences, chunks between marks, what a place in a text is said to be. */
import type { Rules } from './rules.ts';

/** What is said of a place in a text: done or being done, planned, or not done. */
export type Modality = 'plain' | 'future' | 'negative';

/** A run of words between marks and placeholders. */
export interface Chunk {
  text: string;
  start: number;
}

const MARKS = /⟦[ndu]\d{1,3}⟧|[，。；：、！？,;:!?（）()“”‘’"《》「」\s]/;

/** Runs of words in reading order. */
export function chunksOf(text: string): Chunk[] {
  const chunks: Chunk[] = [];
  let start = 0;
  for (const mark of text.matchAll(new RegExp(MARKS, 'gu'))) {
    if (mark.index > start) chunks.push({ text: text.slice(start, mark.index), start });
    start = mark.index + mark[0].length;
  }
  if (start < text.length) chunks.push({ text: text.slice(start), start });
  return chunks;
}

/** Sentences without the marks that end them. */
export function sentencesOf(text: string): string[] {
  return text
    .split(/[。；！？;!?\n]/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}

/** A text whose harmless words are blotted out, at the same length. */
export function blotted(text: string, harmless: RegExp): string {
  return text.replace(harmless, (word) => '＿'.repeat(word.length));
}

/** Tells what is said of the places of one text; `base` holds until a word says otherwise. */
export function modalityOf(text: string, base: Modality, rules: Rules): (position: number) => Modality {
  const plain = blotted(text, rules.notMarkers);
  return (position) => {
    const before = plain.slice(0, position);
    const sentence = before.slice(lastOf(before, /[。；！？]/gu) + 1);
    const clause = sentence.slice(lastOf(sentence, /[，：]/gu) + 1);
    if (lastOf(clause, rules.negative) > lastOf(clause, rules.plain)) return 'negative';
    const future = lastOf(sentence, rules.future);
    const done = lastOf(sentence, rules.plain);
    if (future < 0 && done < 0) return base;
    return future > done ? 'future' : 'plain';
  };
}

function lastOf(text: string, pattern: RegExp): number {
  return [...text.matchAll(pattern)].at(-1)?.index ?? -1;
}

/** Pairs of neighbouring characters; a text of one character gives that one. */
export function pairsOf(text: string): Set<string> {
  const chars = [...text];
  if (chars.length === 1) return new Set(chars);
  return new Set(chars.slice(1).map((char, index) => `${chars[index]}${char}`));
}
