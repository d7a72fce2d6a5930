/** Everyday words: those that carry no topic, and what people call each other. */
import { z } from 'zod';
import { INTENTS_DIR, readDataFile } from '../../text/data-file.ts';

const words = z.array(z.string().min(1));
const schema = z.strictObject({
  fillers: words,
  generic: words,
  people: z.array(z.strictObject({ say: words, official: words })),
});

export interface Everyday {
  /** Words that tell nothing about which project is meant. */
  empty: ReadonlySet<string>;
  /** 爸妈 → 老年人, 老人 */
  people: ReadonlyMap<string, readonly string[]>;
}

export function loadEveryday(dir = INTENTS_DIR): Everyday {
  const data = readDataFile('lexicon/everyday.yaml', schema, dir);
  const cues = readDataFile('lexicon/cues.yaml', z.strictObject({ cues: words }), dir).cues;
  return {
    empty: new Set([...data.fillers, ...data.generic, ...cues]),
    people: new Map(data.people.flatMap(({ say, official }) => say.map((word) => [word, official] as const))),
  };
}
