/** The words that a draft is held against, and the words a model is told: the shape of `intents/prompts/`. */
import { z } from 'zod';

const words = z.array(z.string().min(1));
const patterns = z.array(z.string().refine((source) => compiles(source), { error: '不是正确的正则表达式' }));

/** `intents/prompts/summary.yaml` */
export const PROMPTS = z.strictObject({
  system: z.string().includes('{maxChars}'),
  user: z.string().includes('{title}').includes('{notes}'),
  retry: z.string().includes('{problems}'),
  kinds: z.strictObject({ goal: z.string(), progress: z.string(), reason: z.string() }),
  must: z.string(),
});

/** `intents/prompts/words.yaml` */
export const WORDS = z.strictObject({
  neutral: words,
  goalWords: words,
  claims: words,
  notClaims: words,
  modality: z.strictObject({ negative: words, future: words, plain: words, notMarkers: words }),
  troubles: words,
  qualifiers: words,
  bound: words,
  numerals: patterns,
  limits: z.strictObject({ before: words, after: words }),
  commands: patterns,
});

export type Prompts = z.infer<typeof PROMPTS>;
export type Words = z.infer<typeof WORDS>;

/** The word lists as patterns, compiled once. */
export interface Rules {
  words: Words;
  /** A neutral word at a place; longest first. For goals with their own words. */
  neutral: { goal: RegExp; other: RegExp };
  claims: RegExp;
  notClaims: RegExp;
  negative: RegExp;
  future: RegExp;
  plain: RegExp;
  notMarkers: RegExp;
  troubles: RegExp;
  /** Words that limit what is said; those that say how a figure was counted. */
  qualifiers: RegExp;
  bound: RegExp;
  numerals: RegExp;
  limitBefore: RegExp;
  limitAfter: RegExp;
  commands: readonly RegExp[];
}

export function compileRules(words: Words): Rules {
  const { modality, limits } = words;
  return {
    words,
    neutral: {
      goal: new RegExp(oneOf([...words.neutral, ...words.goalWords]), 'y'),
      other: new RegExp(oneOf(words.neutral), 'y'),
    },
    claims: new RegExp(oneOf(words.claims), 'g'),
    notClaims: new RegExp(oneOf(words.notClaims), 'g'),
    negative: new RegExp(oneOf(modality.negative), 'g'),
    future: new RegExp(oneOf(modality.future), 'g'),
    plain: new RegExp(oneOf(modality.plain), 'g'),
    notMarkers: new RegExp(oneOf(modality.notMarkers), 'g'),
    troubles: new RegExp(oneOf(words.troubles), 'g'),
    qualifiers: new RegExp(oneOf(words.qualifiers), 'g'),
    bound: new RegExp(oneOf(words.bound), 'g'),
    numerals: new RegExp(words.numerals.join('|'), 'g'),
    limitBefore: new RegExp(`(?:${oneOf(limits.before)})$`),
    limitAfter: new RegExp(`^(?:${oneOf(limits.after)})`),
    commands: words.commands.map(compile),
  };
}

/** `(?i)` at the beginning: letters of either case. */
function compile(source: string): RegExp {
  return source.startsWith('(?i)') ? new RegExp(source.slice(4), 'i') : new RegExp(source);
}

function compiles(source: string): boolean {
  try {
    return Boolean(compile(source));
  } catch {
    return false;
  }
}

function oneOf(list: readonly string[]): string {
  const escaped = [...new Set(list)].map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
  return escaped.sort((a, b) => b.length - a.length).join('|');
}
