/** How alike two indicators are, whatever verbs and fillers they are wrapped in. */
import { alternatives } from '../../text/measures.ts';
import { figureWords } from './words.ts';

const FILLER = new RegExp(alternatives(figureWords.filler), 'g');
const PUNCTUATION = /[^\p{L}\p{N}]/gu;

/** 0 (nothing in common) … 1 (the same words). Symmetric. */
export function similarity(first: string, second: string): number {
  const [a, b] = [core(first), core(second)];
  if (a === '' || b === '') return 0;
  if (a === b) return 1;
  return Math.max(dice(pairsOf(a), pairsOf(b)), 0.9 * containment(a, b), 0.8 * dice([...a], [...b]));
}

/** Share (0–1) of the characters that two indicators have in common, verbs included: tells 新建 from 改建. */
export function sharedCharacters(first: string, second: string): number {
  return dice([...first], [...second]);
}

/** Share (0–1) of an indicator's own words that another one holds in the same order: 护理型床位 of 新增护理型床位 is 1. */
export function coveredBy(indicator: string, other: string): number {
  const words = core(indicator);
  return words === '' ? 0 : commonLength(words, core(other)) / words.length;
}

/** Share (0–1) of an indicator's character pairs that a text holds anywhere; 0 for one too short to tell. */
export function occursIn(indicator: string, text: string): number {
  const words = core(indicator);
  if (words.length < 3) return 0;
  const pairs = pairsOf(words);
  return pairs.filter((pair) => text.includes(pair)).length / pairs.length;
}

/** The words that tell it apart; all of them when nothing else is left. */
function core(indicator: string): string {
  const plain = indicator.replace(PUNCTUATION, '');
  const bare = plain.replace(FILLER, '');
  return bare.length >= 2 ? bare : plain;
}

function pairsOf(text: string): string[] {
  if (text.length < 2) return [text];
  return [...text].slice(1).map((char, at) => `${text[at]}${char}`);
}

function dice(a: readonly string[], b: readonly string[]): number {
  const left = [...b];
  let shared = 0;
  for (const item of a) {
    const at = left.indexOf(item);
    if (at < 0) continue;
    left.splice(at, 1);
    shared++;
  }
  return (2 * shared) / (a.length + b.length);
}

/** Share of the shorter text's characters that the longer one holds in the same order. */
function containment(a: string, b: string): number {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return commonLength(short, long) / short.length;
}

/** Length of the longest common subsequence. */
function commonLength(a: string, b: string): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const char of a) {
    const next = [0];
    for (let at = 0; at < b.length; at++) {
      const carried = Math.max(row[at + 1] ?? 0, next[at] ?? 0);
      next.push(char === b[at] ? (row[at] ?? 0) + 1 : carried);
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
