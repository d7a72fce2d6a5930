/** Tokens of the index: how many projects hold each, and how it sounds. */
import { pinyinKey } from '../text/pinyin.ts';
import type { TierRange } from './tiers.ts';

const SOUNDING = /^\p{Script=Han}{2,}$/u;

/** Toneless pinyin of a token; null where sound says nothing (digits, Latin, one character). */
export function soundOf(token: string): string | null {
  return SOUNDING.test(token) ? pinyinKey(token) : null;
}

/** Changes of one token's count, by tier: residents, staff, leaders. */
export type TierCounts = [number, number, number];

/** Collects changes of term counts over an import. */
export interface TermChanges {
  readonly changes: ReadonlyMap<string, TierCounts>;
  /** A project as these tiers see it holds the tokens now (`by` 1) or no longer (-1); repeats count once. */
  count(tokens: Iterable<string>, tiers: TierRange, by: 1 | -1): void;
}

/** Starts with no changes. */
export function createTermChanges(): TermChanges {
  const changes = new Map<string, TierCounts>();
  return {
    changes,
    count(tokens, { from, to }, by) {
      for (const token of new Set(tokens)) {
        const counts = changes.get(token) ?? [0, 0, 0];
        for (let tier = from; tier <= to; tier++) counts[tier] = (counts[tier] ?? 0) + by;
        changes.set(token, counts);
      }
    },
  };
}
