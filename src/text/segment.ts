/** Chinese words. The only home of nodejieba: its dictionary takes about a second and 258 MB, once a process. */
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);

interface Jieba {
  load(dictionaries: { userDict: string; idfDict: string }): void;
  cut(text: string): string[];
  cutForSearch(text: string): string[];
  tag(text: string): { word: string; tag: string }[];
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
  searchWords(text: string): readonly string[];
  tagged(text: string): TaggedWord[];
}

/** General words that jieba's dictionary lacks: a word, how common it is, its part of speech. No names. */
const WORDS = fileURLToPath(new URL('../../intents/lexicon/words.dict', import.meta.url));
/** jieba's table for picking keywords is not used: a table of one line in its place saves 0.2 s and 20 MB. */
const NO_RARITIES = fileURLToPath(new URL('../../intents/lexicon/idf.dict', import.meta.url));

/** Single words come again and again: terms of the thesaurus, words of questions. */
const SHORT = 8;
const REMEMBERED = 4096;

/** Cuts of short texts are kept until there are too many of them. */
function rememberShort(cut: (text: string) => readonly string[]): (text: string) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return (text) => {
    if (text.length > SHORT) return cut(text);
    const words = known.get(text) ?? cut(text);
    if (known.size >= REMEMBERED) known.clear();
    known.set(text, words);
    return words;
  };
}

/** nodejieba has one dictionary for the whole process: it is loaded when first needed, and never again. */
let loaded: Segmenter | undefined;

/**
 * Words by the dictionary of the process; lone surrogates become U+FFFD. Words of the database are not added: what is
 * stored and what is asked must be cut alike, today and after the next import.
 */
export function theSegmenter(): Segmenter {
  loaded ??= loadSegmenter();
  return loaded;
}

function loadSegmenter(): Segmenter {
  const jieba = require('nodejieba') as Jieba;
  jieba.load({ userDict: WORDS, idfDict: NO_RARITIES });
  return {
    words: (text) => jieba.cut(text.toWellFormed()),
    searchWords: rememberShort((text) => jieba.cutForSearch(text.toWellFormed())),
    tagged: (text) => jieba.tag(text.toWellFormed()),
  };
}
