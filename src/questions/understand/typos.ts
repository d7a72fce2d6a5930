/**
 * Repairs words that no document has: those that sound like one of its words (白内章 → 白内障), and verbs with a particle
 * inside (供上暖 → 供暖).
 */
import { syllables } from '../../text/pinyin.ts';
import type { ConceptTools } from './concepts.ts';
import { BLANK, matchesOf } from './span.ts';
import type { Word } from './topic-words.ts';

export interface Fix {
  start: number;
  end: number;
  printed: string;
  term: string;
}

export interface Repairs {
  fixes: Fix[];
  /** In how many projects each repaired word occurs. */
  counts: Map<string, number>;
}

const LONGEST = 4;

/** Tries every stretch of two to four characters that holds part of an unknown word, longest first. */
export async function repairTypos(
  text: string,
  unknown: readonly Word[],
  tools: ConceptTools,
): Promise<Repairs> {
  if (unknown.length === 0) return { fixes: [], counts: new Map() };
  const parted = await partedWords(text, unknown, tools);
  const windows = windowsOver(text, unknown);
  const found = await tools.reader.soundingLike([...new Set(windows.map((window) => window.key))]);
  const fixes = [...parted];
  for (const window of windows) {
    const term = found.get(window.key)?.find((candidate) => isNear(candidate, window.printed));
    const taken = fixes.some((fix) => fix.start < window.end && window.start < fix.end);
    if (term !== undefined && !taken) fixes.push({ ...window, term });
  }
  return { fixes, counts: await tools.reader.frequencies(fixes.map((fix) => fix.term)) };
}

/** 供上暖, 看个病: a particle stands inside a word of two characters that some document has. */
async function partedWords(
  text: string,
  unknown: readonly Word[],
  { reader, cues }: Pick<ConceptTools, 'reader' | 'cues'>,
): Promise<Fix[]> {
  const found = matchesOf(text, cues.parted_word)
    .map(({ index, 1: verb, 2: object }) => ({ start: index, end: index + 3, term: `${verb}${object}` }))
    .filter(({ start, end }) => unknown.some((word) => word.start < end && start < word.end));
  if (found.length === 0) return [];
  const counts = await reader.frequencies(found.map(({ term }) => term));
  return found
    .filter(({ term }) => (counts.get(term) ?? 0) > 0)
    .map((fix) => ({ ...fix, printed: text.slice(fix.start, fix.end) }));
}

interface Window {
  start: number;
  end: number;
  printed: string;
  key: string;
}

function windowsOver(text: string, unknown: readonly Word[]): Window[] {
  const sounds = syllables(text);
  if (sounds.length !== text.length) return [];
  const windows: Window[] = [];
  for (let length = LONGEST; length >= 2; length--) {
    for (let start = 0; start + length <= text.length; start++) {
      const end = start + length;
      const printed = text.slice(start, end);
      const touches = unknown.some((word) => word.start < end && start < word.end);
      if (!touches || printed.includes(BLANK) || !/^\p{Script=Han}+$/u.test(printed)) continue;
      windows.push({ start, end, printed, key: sounds.slice(start, end).join(' ') });
    }
  }
  return windows;
}

/** A typo keeps a character, or is long enough that the sound alone convinces. */
function isNear(term: string, printed: string): boolean {
  if (term === printed || term.length !== printed.length) return false;
  return term.length > 2 || [...term].some((character, i) => character === printed[i]);
}
