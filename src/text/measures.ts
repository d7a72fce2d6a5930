/** Counting words and the words around figures: `intents/lexicon/measures.yaml`, read once. */
import { z } from 'zod';
import { readDataFile } from './data-file.ts';

const words = z.array(z.string().min(1));

const schema = z.object({
  units: z.array(words),
  people: z.object({ unit: z.string(), from: z.number(), before: words, nouns: words }),
  same: z.array(words),
  alike: z.array(words),
  spelledBefore: words,
  idioms: words,
  notAfter: words,
  frequencies: words,
  frequencyUnits: words,
  onlyAfter: z.record(z.string(), words),
  notBefore: z.record(z.string(), words),
  approximate: z.object({ before: words, inside: words, after: words }),
  atLeast: z.object({ before: words, after: words, inside: words }),
  atMost: z.object({ before: words, after: words }),
  notApproximate: words,
});

/** The field's words for counting; nothing in it changes after reading. */
export const measures = readDataFile('lexicon/measures.yaml', schema);

/** Escaped alternatives for a regular expression, longest first so that 人次 is never read as 人. */
export function alternatives(list: readonly string[]): string {
  const escaped = [...new Set(list)].map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
  return escaped.sort((a, b) => b.length - a.length).join('|');
}

/** Every unit as one pattern. */
export const UNIT_PATTERN = alternatives(measures.units.flat());

/** Units before which a number written in characters counts, as one pattern. */
export const SPELLED_UNIT_PATTERN = alternatives(measures.spelledBefore);

const canonical = new Map(measures.same.flatMap((group) => group.map((unit) => [unit, group[0] ?? unit])));

/** One name for units that count alike: 名 → 人, 场次 → 场. A unit of its own comes back unchanged. */
export function canonicalUnit(unit: string): string {
  const whole = canonical.get(unit);
  if (whole) return whole;
  const [counted = unit, per] = unit.split('/');
  const name = canonical.get(counted) ?? counted;
  return per ? `${name}/${per}` : name;
}
