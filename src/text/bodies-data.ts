/** The shape of `intents/lexicon/bodies.yaml`: how government bodies and utilities are called. */
import { z } from 'zod';
import { readDataFile } from './data-file.ts';

/** From the whole country down to a street or township. */
export type BodyLevel = 'country' | 'province' | 'city' | 'district' | 'town';

const word = z.string().min(1);
const words = z.array(word).default([]);

const fieldSchema = z.strictObject({
  key: word,
  full: z.array(word).min(1),
  short: words,
  initial: z.string().length(1).optional(),
  bare: words,
  say: words,
  manages: words,
});

const namedSchema = z.strictObject({
  key: word,
  names: z.array(word).min(1),
  /** The level stands inside the name: 团区委. */
  inner: z.boolean().default(false),
  manages: words,
});

const levels = ['country', 'province', 'city', 'district', 'town'] as const satisfies readonly BodyLevel[];

const schema = z
  .strictObject({
    levels: z.record(z.enum(levels), z.array(word).min(1)),
    notLevels: z.array(word),
    /** Also places or general words: in running text they need a level before them to count. */
    weak: z.array(word),
    suffixes: z.array(word).min(1),
    usualSuffixes: z.array(word).min(1),
    notSuffix: z.array(word),
    places: z.array(z.array(word).min(2)),
    companies: z.array(z.array(word).min(2)),
    managed: z.array(z.string().includes('{x}')),
    fields: z.array(fieldSchema),
    named: z.array(namedSchema),
  })
  .superRefine((data, context) => {
    for (const message of repeats(data)) context.addIssue({ code: 'custom', message });
  });

/** A field of work that bureaus are named after: 卫生健康. */
export type BodyField = z.infer<typeof fieldSchema>;
/** A body with fixed names: 红十字会. */
export type NamedBody = z.infer<typeof namedSchema>;
export type BodyLexicon = z.infer<typeof schema>;

/** Reads the list of bodies; every fault at once. */
export function loadBodies(dir?: string): BodyLexicon {
  return readDataFile('lexicon/bodies.yaml', schema, dir);
}

function repeats(data: { fields: BodyField[]; named: NamedBody[] }): string[] {
  const owner = new Map<string, string>();
  const found: string[] = [];
  const claim = (name: string, key: string) => {
    const other = owner.get(name);
    if (other !== undefined) found.push(`「${name}」重复：${other} 和 ${key}`);
    owner.set(name, key);
  };
  for (const field of data.fields) {
    for (const name of new Set([...field.full, ...field.short, ...field.say])) claim(name, field.key);
  }
  for (const body of data.named) for (const name of body.names) claim(name, body.key);
  return found;
}
