/** What a question is about: its topic words, in every way that documents may put them, weighted by rarity. */
import type { Segmenter } from '../../text/segment.ts';
import { tokenise } from '../../text/tokens.ts';
import type { TopicFinder, TopicMatch } from '../../text/topics.ts';
import type { ProjectReader } from '../ports.ts';
import type { Alternative, Concept } from '../question.ts';
import type { EverydayWords } from './everyday.ts';
import { BLANK } from './span.ts';
import { repairTypos } from './typos.ts';

export interface ConceptTools {
  segmenter: Segmenter;
  topics: TopicFinder;
  everyday: EverydayWords;
  reader: Pick<ProjectReader, 'frequencies' | 'soundingLike'>;
}

/** One word of the question with its place. */
export interface Word {
  text: string;
  start: number;
  end: number;
  /** How much a word of its part of speech tells, 0–1. */
  weight: number;
  /** No word of the dictionary: a name, or a typo. */
  odd: boolean;
}

/** What other documents call something that was named in official words. */
const SIBLING = 0.88;
/** A topic named in official words adds this much to the words themselves. */
const OFFICIAL = 0.6;
/** Beside a topic that is known, words that no document has are talk. */
const BESIDE_TOPIC = 0.4;
/** A longer match is a combination of words: it says the topic but does not use up what stands between. */
const LONGEST_SAID = 10;
const PEOPLE = 0.6;
const TYPO = 0.85;
/** Boilerplate breaks ties, no more. */
const GENERIC = 0.35;

/** Concepts of a question whose scope words are blanked already, in reading order. */
export async function findConcepts(
  text: string,
  projectCount: number,
  tools: ConceptTools,
): Promise<Concept[]> {
  const words = topicWords(text, tools);
  const found = mergeOverlapping(tools.topics.find(text));
  const counts = await countTerms(words, found, tools);
  const known = (term: string) => (counts.get(term) ?? 0) > 0;
  const topics = found.map((topic) => ({ ...topic, official: topic.official && known(topic.printed) }));
  const repaired = await repairTypos(
    text,
    words.filter((word) => !known(word.text) && word.odd),
    tools,
  );
  const rarity = (term: string) => rarityOf(counts.get(term) ?? repaired.counts.get(term) ?? 0, projectCount);
  const fixed = (word: Word) => repaired.fixes.some((fix) => fix.start < word.end && word.start < fix.end);
  const explained = topics.filter((topic) => !topic.official && topic.end - topic.start <= LONGEST_SAID);
  const covered = (word: Word) =>
    explained.some((topic) => topic.start <= word.start && word.end <= topic.end);
  const said = topics.map((topic) => topicConcept(topic, words, { known, rarity }));
  const beside = said.some((concept) => concept.known && concept.weight > 0.4) ? BESIDE_TOPIC : 1;
  return [
    ...said,
    ...repaired.fixes.map((fix) => ({
      printed: fix.printed,
      weight: rarity(fix.term),
      alternatives: [{ term: fix.term, weight: TYPO }],
      known: true,
      topic: false,
    })),
    ...words
      .filter((word) => !covered(word) && !fixed(word))
      .map((word) => wordConcept(word, tools, { known, rarity }))
      .map((concept) => (concept.known ? concept : { ...concept, weight: concept.weight * beside })),
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
    const said = everyday.empty.has(word) || word.includes(BLANK) ? 0 : speechWeight(word, tag);
    const weight = everyday.generic.has(word) ? said * GENERIC : said;
    const odd = ODD.test(tag) || word.length === 1;
    if (weight > 0) words.push({ text: word.toLowerCase(), start, end, weight, odd });
    start = end;
  }
  return words;
}

/** Tags that jieba gives to what its dictionary lacks, or guesses to be names. */
const ODD = /^(x|nr|nrt|nz|eng|ng|vg|ag)/;
/** Pieces that segmentation glued together from words that only ask: 各是, 说办. */
const GLUE = /[是的了说有在么吗呢吧啊就都也不没还要会能被把给跟和与及或让使]/u;

/** Nouns and names tell most; verbs and adjectives little; the rest nothing. */
function speechWeight(word: string, tag: string): number {
  if (!/[\p{L}\p{N}]/u.test(word)) return 0;
  if (tag === 'x' && GLUE.test(word)) return 0;
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
  /** It was said in the very words of documents. */
  official: boolean;
  terms: Map<string, number>;
}

/** Expressions that overlap say one thing: their official words are alternatives of each other. */
function mergeOverlapping(matches: readonly TopicMatch[]): MergedTopic[] {
  const merged: MergedTopic[] = [];
  for (const match of [...matches].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = merged.at(-1);
    const into = last !== undefined && match.start < last.end ? last : null;
    const topic = into ?? newTopic(match);
    if (into === null) merged.push(topic);
    topic.end = Math.max(topic.end, match.end);
    topic.official ||= match.terms.includes(match.printed);
    for (const term of match.terms)
      topic.terms.set(term, Math.max(topic.terms.get(term) ?? 0, match.strength));
  }
  return merged;
}

const newTopic = ({ start, end, printed }: TopicMatch): MergedTopic => ({
  start,
  end,
  printed,
  official: false,
  terms: new Map(),
});

/**
 * Said in people's words, a topic stands for the official ones. Said in official words, those count by themselves and
 * the topic only adds what other documents call it.
 */
function topicConcept(topic: MergedTopic, words: readonly Word[], { known, rarity }: Lookup): Concept {
  const own = topic.official ? [] : ownWords(topic, words).filter((word) => known(word.text));
  const share = topic.official ? SIBLING : 1;
  const alternatives: Alternative[] = [
    ...own.map((word) => ({ term: word.text, weight: 1 })),
    ...[...topic.terms.keys()]
      .filter(known)
      .map((term) => ({ term, weight: term === topic.printed ? 1 : share })),
  ];
  const strongest = Math.max(...topic.terms.values()) * (topic.official ? OFFICIAL : 1);
  const rarest = Math.max(0.1, ...alternatives.map(({ term }) => rarity(term)));
  return {
    printed: topic.printed,
    weight: alternatives.length === 0 ? strongest : strongest * rarest,
    alternatives,
    known: alternatives.length > 0,
    topic: true,
  };
}

/** Words inside an expression that the official terms hold too: 停车 of 停车难, not 孩子 of 孩子没了. */
const ownWords = (topic: MergedTopic, words: readonly Word[]) =>
  words.filter(
    (word) =>
      topic.start <= word.start &&
      word.end <= topic.end &&
      word.weight >= 0.5 &&
      [...topic.terms.keys()].some((term) => term.includes(word.text)),
  );

function wordConcept(word: Word, tools: ConceptTools, { known, rarity }: Lookup): Concept {
  const own = known(word.text) ? [{ term: word.text, weight: 1 }] : [];
  const others = [
    ...tools.topics.siblings(word.text).map((term) => ({ term, weight: SIBLING })),
    ...(tools.everyday.people.get(word.text) ?? []).map((term) => ({ term, weight: PEOPLE })),
  ].filter(({ term }) => term !== word.text && known(term));
  const alternatives = [...own, ...others];
  const telling =
    own.length > 0 || others.length === 0 ? rarity(word.text) : rarity(others[0]!.term) * PEOPLE;
  return {
    printed: word.text,
    weight: word.weight * telling,
    alternatives,
    known: alternatives.length > 0,
    topic: false,
  };
}
