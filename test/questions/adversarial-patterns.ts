/** How long each pattern of the intents and cues takes on texts made to keep it busy. */
import { loadCues } from '../../src/questions/cues.ts';
import { LONGEST_QUESTION } from '../../src/questions/engine.ts';
import { loadIntents } from '../../src/questions/intents.ts';
import { QUERY_NAMES } from '../../src/questions/queries/registry.ts';

export interface Timed {
  name: string;
  /** What was repeated. */
  text: string;
  /** Up to this many characters. */
  length: number;
  ms: number;
}

const COMMON = [
  'a',
  '多少',
  '完成',
  '的',
  '没',
  '有哪些',
  '一',
  '9',
  '好的，',
  '比',
  '项目',
  '按',
  '说',
  ' ',
];
const KEPT = 12;

/** Each pattern's own words and a few common ones, repeated to the length that is still read; the slowest first. */
export function slowestPatterns(): Timed[] {
  const intents = loadIntents(QUERY_NAMES).flatMap(({ name, patterns }) =>
    patterns.map((pattern, i) => [`${name} ${i}`, pattern] as const),
  );
  const cues = Object.entries(loadCues());
  return [...intents, ...cues]
    .map(([name, pattern]) => worst(name, pattern))
    .sort((a, b) => b.ms - a.ms)
    .slice(0, KEPT);
}

function worst(name: string, pattern: RegExp): Timed {
  const own = [...new Set(pattern.source.match(/\p{Script=Han}{1,4}/gu) ?? [])];
  const words = [...own, ...COMMON];
  const pairs = own.slice(0, 6).flatMap((a) => own.slice(0, 6).map((b) => `${a}${b}`));
  return [...words, ...pairs]
    .map((word) => timed(name, pattern, word))
    .reduce((a, b) => (b.ms > a.ms ? b : a));
}

/** Grown step by step, so that a pattern that explodes is told instead of waited for. */
const STEPS = [16, 20, 24, 28, 40, 80, 150, 300, LONGEST_QUESTION];
const LONG_ENOUGH_MS = 8;

function timed(name: string, pattern: RegExp, word: string): Timed {
  let taken = { length: 0, ms: 0 };
  for (const length of STEPS) {
    const text = `${word.repeat(length).slice(0, length - 1)}!`;
    const start = performance.now();
    pattern.test(text);
    taken = { length, ms: Number((performance.now() - start).toFixed(2)) };
    if (taken.ms > LONG_ENOUGH_MS) break;
  }
  return { name, text: word, ...taken };
}
