/** Takes out of a question what tells who asked: numbers, names, addresses. Patterns: `intents/lexicon/personal.yaml`. */
import { z } from 'zod';
import { InputError, type Problem } from '../domain/errors.ts';
import { INTENTS_DIR, readDataFile } from './data-file.ts';

const schema = z.strictObject({
  lists: z.record(z.string().regex(/^[a-z_]+$/), z.string().min(1)),
  masks: z
    .array(
      z.strictObject({
        mark: z.string().regex(/^〔[^\d\sA-Za-z〕]+〕$/u, '记号应写成〔…〕，里面不要数字和字母'),
        pattern: z.string().min(1),
        examples: z.array(z.string()).min(1),
        never: z.array(z.string()).min(1),
      }),
    )
    .min(1),
});

/** One kind of personal words: what it is found by and what stands in its place. */
export interface PersonalWords {
  mark: string;
  pattern: RegExp;
  /** Texts that must not stay as they are. */
  examples: readonly string[];
  /** Texts that must. */
  never: readonly string[];
}

/** A normalised text without what is personal; masking twice changes nothing more. */
export type MaskPersonal = (text: string) => string;

const FILE = 'lexicon/personal.yaml';

/** @throws InputError naming every pattern that is none */
export function loadPersonalWords(dir = INTENTS_DIR): PersonalWords[] {
  const { lists, masks } = readDataFile(FILE, schema, dir);
  const known = new Map<string, string>();
  const written = (pattern: string) =>
    pattern.replace(/\{([a-z_]+)\}/g, (whole, name: string) => known.get(name) ?? whole);
  for (const [name, pattern] of Object.entries(lists)) known.set(name, written(pattern));
  const problems: Problem[] = [];
  const compiled = masks.flatMap((mask) => {
    try {
      return [{ ...mask, pattern: new RegExp(written(mask.pattern), 'giu') }];
    } catch (error) {
      problems.push({ where: `intents/${FILE}`, message: `${mask.mark}：${(error as Error).message}` });
      return [];
    }
  });
  if (problems.length > 0) throw new InputError(problems);
  return compiled;
}

/** Applies the patterns one after the other, until none finds anything: what one took out may bare another. */
export function createMaskPersonal(words: readonly PersonalWords[]): MaskPersonal {
  const once = (text: string) =>
    words.reduce((masked, { pattern, mark }) => masked.replace(pattern, mark), text);
  return (text) => {
    let [before, masked] = [text, once(text)];
    while (masked !== before) [before, masked] = [masked, once(masked)];
    return masked;
  };
}
