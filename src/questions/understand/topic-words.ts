/** The words of a question that may tell what it is about, each with how much it tells. */
import type { Segmenter } from '../../text/segment.ts';
import type { EverydayWords } from './everyday.ts';
import { BLANK } from './span.ts';

/** One word of the question with its place. */
export interface Word {
  text: string;
  start: number;
  end: number;
  /** How much a word of its part of speech tells, 0–1. */
  weight: number;
  /** No word of the dictionary: a name, or a typo. */
  odd: boolean;
  /** Guessed, and ends in a verb by what follows: 口装 of 充电口装了几个. */
  glued: boolean;
}

/** Boilerplate breaks ties, no more. */
const GENERIC = 0.35;

/** Content words outside blanks; words that only ask, fillers and boilerplate are left out. */
export function topicWords(
  text: string,
  { segmenter, everyday }: { segmenter: Segmenter; everyday: EverydayWords },
): Word[] {
  const words: Word[] = [];
  let start = 0;
  for (const { word, tag } of segmenter.tagged(text)) {
    const end = start + word.length;
    const said = everyday.empty.has(word) || word.includes(BLANK) ? 0 : speechWeight(word, tag);
    const weight = everyday.generic.has(word) ? said * GENERIC : said;
    const odd = ODD.test(tag) || word.length === 1;
    const glued = tag === GUESSED && ASPECT.test(text[end] ?? '');
    if (weight > 0) words.push({ text: word.toLowerCase(), start, end, weight, odd, glued });
    start = end;
  }
  return words;
}

/** jieba's tag of what it puts together itself. */
const GUESSED = 'x';
/** Behind a verb. */
const ASPECT = /[了过完好]/u;
/** Tags that jieba gives to what its dictionary lacks, or guesses to be names. */
const ODD = /^(x|nr|nrt|nz|eng|ng|vg|ag)/;
/** Pieces that segmentation glued together from words that only ask: 各是, 说办. */
const GLUE = /[是的了说有在么吗呢吧啊就都也不没还要会能被把给跟和与及或让使]/u;

/** Nouns and names tell most; verbs and adjectives little; the rest nothing. */
function speechWeight(word: string, tag: string): number {
  if (!/[\p{L}\p{N}]/u.test(word)) return 0;
  if (tag === 'x' && GLUE.test(word)) return 0;
  const one = word.length === 1;
  if (/^(nr|ns|nt|nz|n|j|vn|l|i|x|eng|an)/.test(tag)) return one ? 0.3 : 1;
  if (/^v/.test(tag)) return one ? 0.1 : 0.55;
  if (/^(a|b|z|s)/.test(tag)) return one ? 0.1 : 0.45;
  return /^(t|f|d|m|q|r|p|c|u|y|e|o|k|h)/.test(tag) ? 0 : 0.4;
}
