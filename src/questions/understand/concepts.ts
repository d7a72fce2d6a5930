/** What a question is about: its topic words, in every way that documents may put them, weighted by rarity. */
import type { Segmenter } from '../../text/segment.ts';
import { tokenise } from '../../text/tokens.ts';
import type { TopicFinder, TopicMatch } from '../../text/topics.ts';
import type { ProjectReader } from '../ports.ts';
import type { Alternative, Concept } from '../question.ts';
import type { Everyday } from './everyday.ts';
import { BLANK } from './span.ts';
import { repairTypos } from './typos.ts';

export interface ConceptTools {
  segmenter: Segmenter;
  topics: TopicFinder;
  everyday: Everyday;
  reader: Pick<ProjectReader, 'frequencies' | 'soundingLike'>;
}

/** One word of the question with its place. */
export interface Word {
  text: string;
  start: number;
  end: number;
  /** How much a word of its part of speech tells, 0–1. */
  weight: number;
}

const SYNONYM = 0.85;
const PEOPLE = 0.6;
const TYPO = 0.85;

/** Concepts of a question whose scope words are blanked already, in reading order. */
export async function findConcepts(
  text: string,
  projectCount: number,
  tools: ConceptTools,
): Promise<Concept[]> {
  const words = topicWords(text, tools);
  const topics = mergeOverlapping(tools.topics.find(text));
  const counts = await countTerms(words, topics, tools);
  const known = (term: string) => (counts.get(term) ?? 0) > 0;
  const repaired = await repairTypos(
    text,
    words.filter((word) => !known(word.text) && word.weight > 0),
    tools,
  );
  const rarity = (term: string) => rarityOf(counts.get(term) ?? repaired.counts.get(term) ?? 0, projectCount);
  const covered = (word: Word) => topics.some((topic) => topic.start <= word.start && word.end <= topic.end);
  const fixed = (word: Word) => repaired.fixes.some((fix) => fix.start < word.end && word.start < fix.end);
  return [
    ...topics.map((topic) => topicConcept(topic, words, { known, rarity })),
    ...repaired.fixes.map((fix) => ({
      printed: fix.printed,
      weight: rarity(fix.term),
      alternatives: [{ term: fix.term, weight: TYPO }],
      known: true,
    })),
    ...words
      .filter((word) => !covered(word) && !fixed(word))
      .map((word) => wordConcept(word, tools, { known, rarity })),
  ];
}

interface Lookup {
  known(term: string): boolean;
  rarity(term: string): number;
}

/** Content words outside blanks; words that only ask, fillers and boilerplate are left out. */
function topicWords(text: string, { segmenter, everyday }: ConceptTools): Word[] {
  const words: Word[] = [];
  let start = 0;
  for (const { word, tag } of segmenter.tagged(text)) {
    const end = start + word.length;
    const weight = everyday.empty.has(word) || word.includes(BLANK) ? 0 : speechWeight(word, tag);
    if (weight > 0) words.push({ text: word.toLowerCase(), start, end, weight });
    start = end;
  }
  return words;
}

/** Nouns and names tell most; verbs and adjectives little; the rest nothing. */
function speechWeight(word: string, tag: string): number {
  if (!/[\p{L}\p{N}]/u.test(word)) return 0;
  const one = word.length === 1;
  if (/^(nr|ns|nt|nz|n|j|vn|l|i|x|eng|an)/.test(tag)) return one ? 0.3 : 1;
  if (/^v/.test(tag)) return one ? 0.1 : 0.55;
  if (/^(a|b|z|s)/.test(tag)) return one ? 0.1 : 0.45;
  return /^(t|f|d|m|q|r|p|c|u|y|e|o|k|h)/.test(tag) ? 0 : 0.4;
}

async function countTerms(
  words: readonly Word[],
  topics: readonly MergedTopic[],
  tools: ConceptTools,
): Promise<Map<string, number>> {
  const terms = new Set<string>();
  for (const word of words) {
    terms.add(word.text);
    for (const sibling of tools.topics.siblings(word.text)) terms.add(sibling);
    for (const official of tools.everyday.people.get(word.text) ?? []) terms.add(official);
  }
  for (const topic of topics) for (const term of topic.terms.keys()) terms.add(term);
  const tokens = new Map([...terms].map((term) => [term, tokenise(term, tools.segmenter)] as const));
  const found = await tools.reader.frequencies([...new Set([...tokens.values()].flat())]);
  const rarest = (term: string) =>
    Math.min(...(tokens.get(term) ?? []).map((token) => found.get(token) ?? 0));
  return new Map([...terms].map((term) => [term, tokens.get(term)?.length ? rarest(term) : 0]));
}

/** 1 for what one project has, towards 0.1 for what all have; what none has is as telling as the rarest. */
function rarityOf(count: number, total: number): number {
  if (count === 0) return 1;
  return Math.max(0.1, Math.log((total + 1) / count) / Math.log(total + 1));
}

interface MergedTopic {
  start: number;
  end: number;
  printed: string;
  terms: Map<string, number>;
}

/** Expressions that overlap say one thing: their official words are alternatives of each other. */
function mergeOverlapping(matches: readonly TopicMatch[]): MergedTopic[] {
  const merged: MergedTopic[] = [];
  for (const match of [...matches].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1);
    const into = last !== undefined && match.start < last.end ? last : null;
    const topic = into ?? { start: match.start, end: match.end, printed: match.printed, terms: new Map() };
    if (into === null) merged.push(topic);
    else {
      topic.end = Math.max(topic.end, match.end);
    }
    for (const term of match.terms)
      topic.terms.set(term, Math.max(topic.terms.get(term) ?? 0, match.strength * SYNONYM));
  }
  return merged;
}

function topicConcept(topic: MergedTopic, words: readonly Word[], { known, rarity }: Lookup): Concept {
  const own = words.filter((word) => topic.start <= word.start && word.end <= topic.end && known(word.text));
  const terms = [...topic.terms].filter(([term]) => known(term));
  const alternatives: Alternative[] = [
    ...own.filter((word) => word.weight >= 0.5).map((word) => ({ term: word.text, weight: 1 })),
    ...terms.map(([term, weight]) => ({ term, weight })),
  ];
  const strongest = Math.max(0.3, ...topic.terms.values());
  const weights = alternatives.map(({ term }) => rarity(term));
  return {
    printed: topic.printed,
    weight: alternatives.length === 0 ? strongest : strongest * Math.max(...weights),
    alternatives,
    known: alternatives.length > 0,
  };
}

function wordConcept(word: Word, tools: ConceptTools, { known, rarity }: Lookup): Concept {
  const own = known(word.text) ? [{ term: word.text, weight: 1 }] : [];
  const others = [
    ...tools.topics.siblings(word.text).map((term) => ({ term, weight: SYNONYM * 0.8 })),
    ...(tools.everyday.people.get(word.text) ?? []).map((term) => ({ term, weight: PEOPLE })),
  ].filter(({ term }) => term !== word.text && known(term));
  const alternatives = [...own, ...others];
  const telling =
    own.length > 0 || others.length === 0 ? rarity(word.text) : rarity(others[0]!.term) * PEOPLE;
  return { printed: word.text, weight: word.weight * telling, alternatives, known: alternatives.length > 0 };
}
