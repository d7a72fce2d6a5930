/**
 * Which matters a text sounds like, where the words of people and of documents share nothing. 钢筋扎完了，领头的电话关机
 * holds 扎 and 电话关机, which hardly any entry but that of unpaid wages has: each character and each pair of characters
 * is a small sign, and many that agree tell the matter. Nothing but the entries of the thesaurus is learned from.
 */
import type { Topic } from './topics.ts';
import { expandPattern } from './word-patterns.ts';

/** How strongly a text tells of each matter, by its id. */
export type TopicProfile = ReadonlyMap<string, number>;

/** What an entry's lists tell of how people put it. */
const SAID = 1;
const OFFICIAL = 0.5;
const HINTED = 0.5;
/** Much of what is near to one matter is near to others as well. */
const NEAR = 0.8;
/** Longer lists of alternatives stand for whole groups of people or things and tell no matter. */
const LONGEST_CHOICE = 40;
/** A single character tells less than a pair. */
const SINGLE = 0.6;
/** A sign that is seen this little is not relied on. */
const DOUBT = 1;
/** Signs that tell less than this stand in most entries. */
const LEAST_TOLD = 0.5;
/** What an expression of the thesaurus adds to the signs. */
const RECOGNISED = 16;
/** Only the likeliest matters count. */
const KEPT = 12;
const REMEMBERED = 4096;

/** How much a sign tells of topics, by their places in the list. */
interface Told {
  topics: number[];
  amounts: number[];
}

/** Compiles the entries once. `find`: what the thesaurus recognises in a text, with its strength. */
export function createTopicProfiler(
  topics: readonly Topic[],
  find: (text: string) => readonly { topic: string; strength: number }[],
): (text: string) => TopicProfile {
  const signs = weighed(countSigns(topics), topics.length);
  return remembered((text) => {
    const sums = new Float64Array(topics.length);
    const heard = new Set<number>();
    eachSign(text, (sign) => heard.add(sign));
    let length = 0;
    for (const sign of heard) {
      if (sign < PAIR) length++;
      const told = signs.get(sign);
      for (let i = 0; i < (told?.topics.length ?? 0); i++) sums[told!.topics[i]!]! += told!.amounts[i]!;
    }
    const likeliest = [...sums.keys()].sort((a, b) => sums[b]! - sums[a]!).slice(0, KEPT);
    const profile = new Map(likeliest.map((at) => [topics[at]!.topic, sums[at]! ** 2 / Math.max(1, length)]));
    for (const { topic, strength } of find(text))
      profile.set(topic, (profile.get(topic) ?? 0) + RECOGNISED * strength);
    return profile;
  });
}

/** Texts of projects come again and again; when there are too many of them, all are forgotten. */
function remembered(make: (text: string) => TopicProfile): (text: string) => TopicProfile {
  const known = new Map<string, TopicProfile>();
  return (text) => {
    const profile = known.get(text) ?? make(text);
    if (known.size >= REMEMBERED) known.clear();
    known.set(text, profile);
    return profile;
  };
}

/** How far two texts tell of the same matters, 0–1: the cosine of their profiles. */
export function alikeness(a: TopicProfile, b: TopicProfile): number {
  let shared = 0;
  for (const [topic, amount] of a) shared += amount * (b.get(topic) ?? 0);
  return shared === 0 ? 0 : shared / (lengthOf(a) * lengthOf(b));
}

/** How much the likeliest matter is told; under 8 it is no more than chance. */
export const strengthOf = (profile: TopicProfile): number => Math.max(0, ...profile.values());

function lengthOf(profile: TopicProfile): number {
  let sum = 0;
  for (const amount of profile.values()) sum += amount * amount;
  return Math.sqrt(sum);
}

/** Calls back with each character and each pair of neighbours, as a number; what is no letter or digit parts them. */
function eachSign(text: string, hear: (sign: number) => void): void {
  let before = 0;
  for (let at = 0; at < text.length; at++) {
    const code = letterAt(text, at);
    if (code > 0) hear(code);
    if (code > 0 && before > 0) hear(before * PAIR + code);
    before = code;
  }
}

/** Pairs are numbered beyond all single characters. */
const PAIR = 0x10000;
const CASE = 32;

/** Its code, Latin letters in lower case; 0 for what is no letter or digit. */
function letterAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if ((code >= 0x4e00 && code <= 0x9fff) || (code >= 0x61 && code <= 0x7a)) return code;
  if (code >= 0x41 && code <= 0x5a) return code + CASE;
  return code >= 0x30 && code <= 0x39 ? code : 0;
}

/** How often each sign stands in each entry. */
function countSigns(topics: readonly Topic[]): Map<number, Told> {
  const counts = new Map<number, Told>();
  for (const [index, topic] of topics.entries()) {
    for (const [sign, amount] of signsOfEntry(topic)) {
      const told = counts.get(sign);
      if (told === undefined) counts.set(sign, { topics: [index], amounts: [amount] });
      else {
        told.topics.push(index);
        told.amounts.push(amount);
      }
    }
  }
  return counts;
}

/** A word of several alternatives counts less than one that stands by itself. */
function signsOfEntry({ official, say, hint, both, near }: Topic): Map<number, number> {
  const words = new Map<string, number>();
  const hear = (wordings: readonly string[], amount: number) => {
    for (const wording of wordings) words.set(wording, (words.get(wording) ?? 0) + amount);
  };
  hear(say.flatMap(expandPattern), SAID);
  hear(hint.flatMap(expandPattern), HINTED);
  hear(official, OFFICIAL);
  hear(near, NEAR);
  for (const choice of both.flat())
    if (choice.length <= LONGEST_CHOICE) hear(choice, SAID / Math.sqrt(choice.length));
  const signs = new Map<number, number>();
  for (const [word, amount] of words)
    eachSign(word, (sign) => signs.set(sign, (signs.get(sign) ?? 0) + amount));
  return signs;
}

/** A sign tells of an entry how much likelier it makes it than any other; what tells little is left out. */
function weighed(counts: ReadonlyMap<number, Told>, topicCount: number): Map<number, Told> {
  const signs = new Map<number, Told>();
  for (const [sign, { topics, amounts }] of counts) {
    const shares = amounts.map((amount) => Math.log(1 + amount));
    const total = shares.reduce((sum, share) => sum + share, DOUBT);
    const told: Told = { topics: [], amounts: [] };
    for (const [i, share] of shares.entries()) {
      const surprise = Math.log((share / total) * topicCount) * Math.min(1, share);
      const amount = surprise * (sign < PAIR ? SINGLE : 1);
      if (amount < LEAST_TOLD) continue;
      told.topics.push(topics[i]!);
      told.amounts.push(amount);
    }
    if (told.topics.length > 0) signs.set(sign, told);
  }
  return signs;
}
