/**
 * Words that mean something only together, in any order: 老人 + 吃饭. Written `甲|乙 + 丙|丁`; `@组` stands for a list
 * of `intents/lexicon/groups.yaml`, which may name other lists. Words are in the notation of word-patterns.ts. All parts
 * must lie in one sentence, within MAX_SPAN characters.
 */
import { createPatternScanner, expandPattern, type PatternHit } from './word-patterns.ts';

/** From the first word to the last of one combination, in characters. */
const MAX_SPAN = 26;
const SENTENCE_END = /[。！？；!?;\n]/;
/** A bar that is not one of a `(甲|乙)`. */
const BAR = /\|(?![^()]*\))/;
/** How deep lists may name other lists. */
const MAX_DEPTH = 4;

/** Lists of words by name. */
export type Groups = Readonly<Record<string, readonly string[]>>;

/** The words of each part, groups and alternatives written out. Unknown groups count as empty. */
export function combinationParts(combination: string, groups: Groups): string[][] {
  return combination.split('+').map((part) => [...new Set(writtenOut(part.trim().split(BAR), groups))]);
}

function writtenOut(words: readonly string[], groups: Groups, depth = 0): string[] {
  return words.flatMap((word) => {
    if (!word.startsWith('@')) return expandPattern(word);
    return depth < MAX_DEPTH ? writtenOut(groups[word.slice(1)] ?? [], groups, depth + 1) : [];
  });
}

/** What is wrong with a combination, in Chinese; null when nothing is. */
export function combinationFault(combination: string, groups: Groups): string | null {
  const parts = combinationParts(combination, groups);
  if (parts.length < 2) return `「${combination}」至少要两部分，用 + 连接`;
  const unknown = [...combination.matchAll(/@([^|+\s]+)/g)].find(([, name]) => !groups[name ?? '']);
  if (unknown)
    return `「${combination}」里没有「${unknown[0]}」这一组；已有：${Object.keys(groups).join('、')}`;
  if (parts.some((words) => words.length === 0 || words.includes(''))) return `「${combination}」有空的部分`;
  return null;
}

/** Finds every combination that a text holds, each at the place where its words stand closest. */
export function createCombinationFinder<T>(
  combinations: readonly { parts: string[][]; payload: T }[],
): (text: string) => PatternHit<T>[] {
  const parts = [
    ...new Map(combinations.flatMap((c) => c.parts.map((words) => [words.join('|'), words]))).values(),
  ];
  const numberOf = new Map(parts.map((words, index) => [words.join('|'), index]));
  const numbered = combinations.map((c) => ({
    payload: c.payload,
    parts: c.parts.map((words) => numberOf.get(words.join('|')) ?? 0),
  }));
  const scan = createPatternScanner(partsByWord(parts));
  return (text) => {
    const places = [...Map.groupBy(scan(text), (hit) => hit.payload)];
    const present = new Uint8Array(parts.length);
    for (const [partsOfWord] of places) for (const part of partsOfWord) present[part] = 1;
    const placesOf = (part: number) => places.flatMap(([of, hits]) => (of.has(part) ? hits : []));
    const whole = numbered.filter((combination) => combination.parts.every((part) => present[part] === 1));
    return whole.flatMap(({ parts: wanted, payload }) => {
      const span = closest(wanted.map(placesOf), text);
      return span ? [{ ...span, payload }] : [];
    });
  };
}

function partsByWord(parts: readonly string[][]): Map<string, Set<number>> {
  const found = new Map<string, Set<number>>();
  for (const [index, words] of parts.entries()) {
    for (const word of words) {
      const known = found.get(word);
      if (known) known.add(index);
      else found.set(word, new Set([index]));
    }
  }
  return found;
}

interface Span {
  start: number;
  end: number;
}

/** The shortest stretch that holds one hit of each list, none overlapping; null when they are too far apart. */
function closest(lists: readonly (readonly Span[])[], text: string): Span | null {
  let best: Span | null = null;
  const choose = (index: number, chosen: readonly Span[], span: Span) => {
    if (index === lists.length) {
      if (!SENTENCE_END.test(text.slice(span.start, span.end))) best = span;
      return;
    }
    for (const hit of lists[index] ?? []) {
      if (chosen.some((other) => hit.end > other.start && hit.start < other.end)) continue;
      const wider = { start: Math.min(span.start, hit.start), end: Math.max(span.end, hit.end) };
      if (isShorter(wider, best)) choose(index + 1, [...chosen, hit], wider);
    }
  };
  choose(0, [], { start: text.length, end: 0 });
  return best;
}

function isShorter(span: Span, best: Span | null): boolean {
  const length = span.end - span.start;
  return length <= MAX_SPAN && (!best || length < best.end - best.start);
}
