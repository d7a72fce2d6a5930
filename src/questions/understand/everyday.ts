/** Everyday words as the question path needs them: what to leave out, and what people call each other. */
import { z } from 'zod';
import { INTENTS_DIR, readDataFile } from '../../text/data-file.ts';
import { loadEveryday } from '../../text/everyday.ts';

const askingSchema = z.strictObject({ asking: z.array(z.string().min(1)).min(1) });

export interface EverydayWords {
  /** Words that tell nothing about which project is meant. */
  empty: ReadonlySet<string>;
  /** Boilerplate that is in nearly every document: 新增, 建设, 服务. */
  generic: ReadonlySet<string>;
  /** 爸妈 → 老年人, 老人 */
  people: ReadonlyMap<string, readonly string[]>;
}

export function loadEverydayWords(dir = INTENTS_DIR): EverydayWords {
  const { fillers, generic, people } = loadEveryday(dir);
  const { asking } = readDataFile('lexicon/asking-words.yaml', askingSchema, dir);
  return {
    empty: new Set([...fillers, ...asking]),
    generic: new Set(generic),
    people: new Map(people.flatMap(({ say, official }) => say.map((word) => [word, official] as const))),
  };
}
