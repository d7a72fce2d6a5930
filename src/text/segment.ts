/** Chinese words. The only home of nodejieba: its dictionary takes about a second and 258 MB, once a process. */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

interface Jieba {
  load(): void;
  cut(text: string): string[];
  cutForSearch(text: string): string[];
  tag(text: string): { word: string; tag: string }[];
  insertWord(word: string): void;
}

/** A word with its part of speech (`n`, `v`, `r` … as jieba names them). */
export interface TaggedWord {
  word: string;
  tag: string;
}

export interface Segmenter {
  /** Words in reading order, none overlapping. */
  words(text: string): string[];
  /** Words for search: long ones also in their parts. */
  searchWords(text: string): string[];
  tagged(text: string): TaggedWord[];
  /** Keeps these whole from now on: names of projects, units, places. */
  learn(words: Iterable<string>): void;
}

/** Loads the dictionary. Call once a process; lone surrogates become U+FFFD. */
export function createSegmenter(): Segmenter {
  const jieba = require('nodejieba') as Jieba;
  jieba.load();
  const known = new Set<string>();
  return {
    words: (text) => jieba.cut(text.toWellFormed()),
    searchWords: (text) => jieba.cutForSearch(text.toWellFormed()),
    tagged: (text) => jieba.tag(text.toWellFormed()),
    learn(words) {
      for (const word of words) {
        if (word.length < 2 || word.length > 20 || known.has(word)) continue;
        known.add(word);
        jieba.insertWord(word);
      }
    },
  };
}
