/** General words that the segmenter's dictionary lacks. Words: `intents/lexicon/words.yaml`. */
import { z } from 'zod';
import { readDataFile } from './data-file.ts';

const schema = z.strictObject({ words: z.array(z.string().min(2)).min(1) });

/** For `Segmenter.learn`: what is stored and what is asked must be cut alike. */
export function loadWords(dir?: string): readonly string[] {
  return readDataFile('lexicon/words.yaml', schema, dir).words;
}
