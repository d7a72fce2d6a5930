/** The least that a search over the same index costs: the question's content words joined by OR, best 20 by bm25. */
import Database from 'better-sqlite3';
import { normaliseText } from '../../src/text/normalise.ts';
import type { Segmenter } from '../../src/text/segment.ts';

/** Nouns, names, verbs, adjectives and what the dictionary lacks. */
const CONTENT = /^(n|v|a|j|l|i|x|eng|s|b|z)/;
const LIMIT = 20;

export interface PlainSearch {
  /** Ids of the rows found. */
  find(words: readonly string[]): number[];
  close(): void;
}

/** Content words of a question, each once, as the general segmentation gives them. */
export function contentWords(text: string, segmenter: Segmenter): string[] {
  const tagged = segmenter.tagged(normaliseText(text));
  return [...new Set(tagged.filter(({ word, tag }) => CONTENT.test(tag) && /\p{L}/u.test(word)).map(wordOf))];
}

const wordOf = ({ word }: { word: string }): string => word;

/** One statement, prepared once, on a handle of its own. */
export function openPlainSearch(path: string): PlainSearch {
  const database = new Database(path, { readonly: true });
  const statement = database
    .prepare<[string, number], number>(
      'select rowid from project_search where project_search match ? order by bm25(project_search) limit ?',
    )
    .pluck();
  return {
    find: (words) =>
      words.length === 0
        ? []
        : (statement.all(words.map((word) => `"${word}"`).join(' OR '), LIMIT) as number[]),
    close: () => database.close(),
  };
}
