/**
 * Search tokens: what the index stores and what a question is looked up by. Words of two characters and more, and
 * where segmentation falls into single characters (光储充检, names of streets) the pairs across that run, so that
 * unknown words are found as well. Digits and Latin words stay whole, in lower case.
 */
import type { Segmenter } from './segment.ts';

const CJK = /^\p{Script=Han}+$/u;
const LATIN = /^[a-z0-9]+$/i;
const WORDLIKE = /^[\p{L}\p{N}]+$/u;

/** Tokens of a stored text or a question, in reading order, repeats kept. The text must be normalised. */
export function tokenise(text: string, segmenter: Segmenter): string[] {
  const tokens: string[] = [];
  let singles = '';
  let latin = '';
  const flush = () => {
    if (singles.length > 1) for (let i = 0; i + 1 < singles.length; i++) tokens.push(singles.slice(i, i + 2));
    else if (singles) tokens.push(singles);
    if (latin) tokens.push(latin.toLowerCase());
    singles = '';
    latin = '';
  };
  for (const word of segmenter.searchWords(text)) {
    const kind = kindOf(word);
    if (kind !== 'latin' && latin) flush();
    if (kind !== 'single' && singles) flush();
    if (kind === 'single') singles += word;
    else if (kind === 'latin') latin += word;
    else if (kind === 'word') tokens.push(word.toLowerCase());
  }
  flush();
  return tokens;
}

/** Segmentation cuts digits and Latin letters one by one. */
function kindOf(word: string): 'single' | 'latin' | 'word' | 'mark' {
  if (LATIN.test(word)) return 'latin';
  if (word.length === 1 && CJK.test(word)) return 'single';
  return WORDLIKE.test(word) ? 'word' : 'mark';
}
