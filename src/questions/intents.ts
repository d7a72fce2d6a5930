/** Intents: what a person may want, one YAML file each. Loading checks everything and fails once. */
import { z } from 'zod';
import { InputError, type Problem } from '../domain/errors.ts';
import { INTENTS_DIR, listDataFiles, readDataFile } from '../text/data-file.ts';

/** A condition on what else the question holds: an intent without its needs is not taken. */
export const NEEDS = ['twoSides', 'noTopic'] as const;
export type Need = (typeof NEEDS)[number];

const schema = z.strictObject({
  intent: z.string().regex(/^[a-z]+$/),
  query: z.string(),
  priority: z.number().int().min(1).max(99),
  about: z.string().min(10),
  patterns: z.array(z.string().min(1)).min(1),
  needs: z.array(z.enum(NEEDS)).default([]),
  side: z.enum(['target', 'actual']).nullable().default(null),
  operation: z.enum(['remaining', 'excess', 'share', 'sum']).nullable().default(null),
  examples: z.array(z.string()).min(2),
  never: z.array(z.string()).min(2),
  reply: z.record(z.string(), z.string()),
});

export interface Intent extends Omit<z.infer<typeof schema>, 'patterns' | 'intent'> {
  name: string;
  patterns: readonly RegExp[];
}

/** Alternatives that patterns name as `{list}`, compiled to one group each. */
export type Phrases = ReadonlyMap<string, string>;

const phraseSchema = z.record(z.string(), z.array(z.string().min(1)).min(1));

/** Reads the named lists; a list may use those above it. */
export function loadPhrases(dir = INTENTS_DIR): Phrases {
  const lists = new Map<string, string>();
  for (const [name, words] of Object.entries(readDataFile('lexicon/phrases.yaml', phraseSchema, dir)))
    lists.set(name, `(?:${words.map((word) => expand(word, lists)).join('|')})`);
  return lists;
}

/** @throws InputError naming every problem of every intent file */
export function loadIntents(queries: readonly string[], dir = INTENTS_DIR): Intent[] {
  const phrases = loadPhrases(dir);
  const problems: Problem[] = [];
  const intents: Intent[] = [];
  for (const file of listDataFiles(dir)) {
    try {
      intents.push(readIntent(file, dir, phrases, queries));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new InputError(problems);
  return intents.sort((a, b) => b.priority - a.priority || (a.name < b.name ? -1 : 1));
}

function readIntent(file: string, dir: string, phrases: Phrases, queries: readonly string[]): Intent {
  const where = `intents/${file}`;
  const { intent, patterns, ...rest } = readDataFile(file, schema, dir);
  const problems: Problem[] = [];
  if (`${intent}.yaml` !== file) problems.push({ where, message: `intent 应与文件名一致，现为 ${intent}` });
  if (!queries.includes(rest.query))
    problems.push({ where, message: `没有名为 ${rest.query} 的查询；可用：${queries.join('、')}` });
  const compiled = patterns.flatMap((pattern) => {
    try {
      return [new RegExp(expand(pattern, phrases), 'u')];
    } catch (error) {
      problems.push({ where, message: `句式 ${pattern} 不对：${(error as Error).message}` });
      return [];
    }
  });
  if (problems.length > 0) throw new InputError(problems);
  return { ...rest, name: intent, patterns: compiled };
}

/** Puts the named lists into a pattern: `{when}能` → `(?:什么时候|啥时候…)能`. */
export function expand(pattern: string, phrases: Phrases): string {
  return pattern.replace(/\{([a-z_]+)\}/g, (_, name: string) => {
    const list = phrases.get(name);
    if (list === undefined) throw new SyntaxError(`没有名为 ${name} 的词表`);
    return list;
  });
}

/** The intents whose patterns occur in a normalised question, most specific first. */
export function matchIntents(text: string, intents: readonly Intent[]): Intent[] {
  const talk = talkOf(text, intents);
  const fitting = intents.filter((intent) => intent !== talk && fits(intent, text));
  return talk === null ? fitting : [talk, ...fitting];
}

const fits = ({ patterns }: Intent, text: string): boolean => patterns.some((pattern) => pattern.test(text));

/** Marks between the parts of a message, and blanks beside Chinese. */
const PART_END = /[，,。.!！?？~～…、；;：:\n]+|(?<=\p{Script=Han})\s+|\s+(?=\p{Script=Han})/u;

/** What a message means that is small talk in every part: the part that asks most. Null when any part is more. */
export function talkOf(text: string, intents: readonly Intent[]): Intent | null {
  const talks = intents.filter(({ query }) => query === 'smalltalk');
  const meaning = (part: string) => talks.find((intent) => fits(intent, part)) ?? null;
  const whole = meaning(text);
  if (whole !== null) return whole;
  const parts = text.split(PART_END).filter((part) => part.trim() !== '');
  const meant = parts.flatMap((part) => meaning(part.trim()) ?? []);
  if (meant.length < parts.length) return null;
  return meant.toSorted((one, other) => one.priority - other.priority)[0] ?? null;
}
