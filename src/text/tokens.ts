/**
 * Search tokens: what the index stores and what a question is looked up by. Words of two characters and more, and
 * where segmentation falls into single characters (光储充检, names of streets) the pairs across that run, so that
 * unknown words are found as well. Digits and Latin words stay whole, in lower case.
 */
import type { Segmenter } from './segment.ts';

const CJK = /^\p{Script=Han}+$/u;
const WORDLIKE = /^[\p{L}\p{N}]+$/u;

/** Tokens of a stored text or a question, in reading order, repeats kept. The text must be normalised. */
export function tokenise(text: string, segmenter: Segmenter): string[] {
  const tokens: string[] = [];
  let run = '';
  const flush = () => {
    if (run.length > 1) for (let i = 0; i + 1 < run.length; i++) tokens.push(run.slice(i, i + 2));
    else if (run) tokens.push(run);
    run = '';
  };
  for (const word of segmenter.searchWords(text)) {
    if (!WORDLIKE.test(word)) flush();
    else if (word.length === 1 && CJK.test(word)) run += word;
    else {
      flush();
      tokens.push(word.toLowerCase());
    }
  }
  flush();
  return tokens;
}
