/** Lines of an answer: wording with its slots filled, and what backs the figures in them. */
import type { Block, Evidence } from './answer.ts';

/** What fills a slot, with what backs the figures in it. */
export interface Said {
  text: string;
  evidence: Evidence;
}

/** Words of a stored document. */
export const quoted = (text: string): Said => ({ text, evidence: { kind: 'source', text } });

/** What the person wrote. */
export const echoed = (text: string): Said => ({ text, evidence: { kind: 'echo', text } });

/** What the program itself made: a time, an id, a code. */
export const own = (text: string): Said => ({ text, evidence: { kind: 'fixed', text } });

/** How many there are. */
export const counted = (count: number): Said => ({
  text: String(count),
  evidence: { kind: 'computed', text: `count = ${count}` },
});

/** A plain text fills a slot without backing any figure in it. */
export type Slots = Readonly<Record<string, Said | string>>;

/**
 * A template with its `{slots}` filled; the template's own figures are the product's.
 * @throws RangeError when the template names a slot that is not given
 */
export function say(role: Block['role'], template: string, slots: Slots = {}): Block {
  const evidence: Evidence[] = [{ kind: 'fixed', text: template.replace(/\{\w+\}/g, ' ') }];
  const text = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const slot = slots[name];
    if (slot === undefined) throw new RangeError(`"${template}": no slot "${name}"`);
    if (typeof slot === 'string') return slot;
    evidence.push(slot.evidence);
    return slot.text;
  });
  return { role, text, evidence };
}

/** A line that is one filled slot. */
export const lineOf = (role: Block['role'], { text, evidence }: Said): Block => ({
  role,
  text,
  evidence: [evidence],
});

/** 0.4312 → 43.1% */
export function percent(rate: number): string {
  return `${Number((rate * 100).toFixed(1))}%`;
}
