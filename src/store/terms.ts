/** Tokens of the index: how many projects hold each, and how it sounds. */
import { pinyinKey } from '../text/pinyin.ts';

const SOUNDING = /^\p{Script=Han}{2,}$/u;

/** Toneless pinyin of a token; null where sound says nothing (digits, Latin, one character). */
export function soundOf(token: string): string | null {
  return SOUNDING.test(token) ? pinyinKey(token) : null;
}

/** Collects changes of term counts over an import. */
export interface TermChanges {
  readonly changes: ReadonlyMap<string, number>;
  /** A project now holds these tokens (repeats count once) instead of those it held before. */
  replace(before: Iterable<string>, after: Iterable<string>): void;
}

/** Starts with no changes. */
export function createTermChanges(): TermChanges {
  const changes = new Map<string, number>();
  const add = (tokens: Iterable<string>, by: number) => {
    for (const token of new Set(tokens)) changes.set(token, (changes.get(token) ?? 0) + by);
  };
  return {
    changes,
    replace(before, after) {
      add(before, -1);
      add(after, 1);
    },
  };
}
