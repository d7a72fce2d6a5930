/** Everyday words: those that carry no topic, those that every document holds, and what groups of people are called. */
import { z } from 'zod';
import { readDataFile } from './data-file.ts';
import { patternFault } from './word-patterns.ts';

const words = z
  .array(z.string().min(1))
  .min(1)
  .superRefine((list, context) => {
    const repeated = list.filter((word, index) => list.indexOf(word) !== index);
    for (const word of repeated) context.addIssue({ code: 'custom', message: `「${word}」重复` });
  });

const schema = z.strictObject({
  fillers: words,
  generic: words,
  people: z.array(z.strictObject({ say: words, official: words })),
});

/** `fillers` and `generic` say nothing about which project is meant; `people` leads to the documents' word for a group. */
export type Everyday = z.infer<typeof schema>;

const checked = schema.superRefine((data, context) => {
  for (const said of data.people.flatMap((group) => group.say)) {
    const fault = said.length > 1 ? patternFault(said) : null;
    if (fault) context.addIssue({ code: 'custom', message: fault });
  }
});

/** Reads the shipped list, or that of another folder of intents. */
export function loadEveryday(dir?: string): Everyday {
  return readDataFile('lexicon/everyday.yaml', checked, dir);
}
