/** What a question is about: its topic words, in every way that documents may put them, weighted by rarity. */
import type { Segmenter } from '../../text/segment.ts';
import { tokenise } from '../../text/tokens.ts';
import type { TopicFinder, TopicMatch } from '../../text/topics.ts';
import type { Cues } from '../cues.ts';
import type { ProjectReader } from '../ports.ts';
import type { Alternative, Concept, FocusWord } from '../question.ts';
import type { EverydayWords } from './everyday.ts';
import { type Focus, type FocusSpan, findFocus, NO_FOCUS } from './focus.ts';
import type { Span } from './span.ts';
import { topicWords, type Word } from './topic-words.ts';
import { type Fix, repairTypos } from './typos.ts';

export interface ConceptTools {
  segmenter: Segmenter;
  topics: TopicFinder;
  everyday: EverydayWords;
  cues: Cues;
  reader: Pick<ProjectReader, 'frequencies' | 'soundingLike'>;
}

/** What other documents call something that was named in official words. */
const SIBLING = 0.88;
/** A topic named in official words adds this much to the words themselves. */
const OFFICIAL = 0.6;
/** Beside a topic that is known, words that no document has are talk. */
const BESIDE_TOPIC = 0.2;
/** A longer match is a combination of words: it says the topic but does not use up what stands between. */
const LONGEST_SAID = 10;
const PEOPLE = 0.6;
/** No word at all, but the end of one and a verb. */
const GLUED = 0.2;
/** Lighter words that no document has are talk, not slips of the pen. */
const STRAY = 0.9;
const TYPO = 0.85;

/** What a question is about, and the words of it that a project may not lack. */
export interface Matter {
  /** In reading order. */
  concepts: Concept[];
  focus: FocusWord[];
}

/** The question as it was asked, and with everything blanked that is understood already. */
export interface AskedText {
  text: string;
  topicText: string;
}

/** `focused`: look for what the question hangs on. */
export async function findMatter(
  asked: AskedText,
  { projectCount, focused }: { projectCount: number; focused: boolean },
  tools: ConceptTools,
): Promise<Matter> {
  const text = asked.topicText;
  const words = topicWords(text, tools);
  const matches = tools.topics.find(text);
  const found = mergeOverlapping(matches);
  const counts = await countTerms(words, found, tools);
  const known = (term: string) => (counts.get(term) ?? 0) > 0;
  const topics = found.map((topic) => ({ ...topic, official: topic.official && known(topic.printed) }));
  const repaired = await repairTypos(
    text,
    words.filter((word) => !known(word.text) && (word.odd || isStray(word, matches))),
    tools,
  );
  const focus = focused
    ? findFocus(mend(asked.text, repaired.fixes), mend(text, repaired.fixes), tools)
    : NO_FOCUS;
  const rarity = (term: string) => rarityOf(counts.get(term) ?? repaired.counts.get(term) ?? 0, projectCount);
  const fixed = (word: Word) => repaired.fixes.some((fix) => fix.start < word.end && word.start < fix.end);
  const explained = topics.filter((topic) => !topic.official && topic.end - topic.start <= LONGEST_SAID);
  const covered = (word: Word) =>
    explained.some((topic) => topic.start <= word.start && word.end <= topic.end);
  const said = topics.map((topic) => ({
    ...topicConcept(topic, words, { known, rarity }),
    aside: isAside(topic, focus),
  }));
  const beside = said.some((concept) => concept.known && concept.weight > 0.4) ? BESIDE_TOPIC : 1;
  const concepts = [
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
      .map((word) => {
        const concept = wordConcept(word, tools, { known, rarity });
        const follows = topics.some(({ end }) => end === word.start);
        const share = beside * (word.glued && follows ? GLUED : 1);
        return concept.known ? concept : { ...concept, weight: concept.weight * share };
      }),
  ];
  const senses = { matches, fixes: repaired.fixes, clauseStart: focus.clause?.start ?? 0 };
  const sense = (span: FocusSpan) => focusWord(span, senses, tools);
  return { concepts, focus: focus.words.map(sense) };
}

/** The text with those slips put right that are as long as what they stand for, so that positions hold. */
function mend(text: string, fixes: readonly Fix[]): string {
  let mended = text;
  for (const { start, end, term } of fixes)
    if (term.length === end - start) mended = mended.slice(0, start) + term + mended.slice(end);
  return mended;
}

/**
 * It says what is meant beside the phrase that is asked about: in another part of the message, or in people's words and
 * around most of the phrase but what that hangs on.
 */
function isAside(topic: MergedTopic, { clause, words }: Focus): boolean {
  if (clause !== null && (topic.end <= clause.start || clause.end <= topic.start)) return true;
  if (topic.terms.has(topic.printed)) return false;
  const inside = words.filter((span) => topic.start <= span.start && span.end <= topic.end);
  return inside.length === 0
    ? !words.some((span) => span.head && overlap(span, topic) && span.start < topic.start)
    : inside.length > words.length / 2 && !inside.some(({ head }) => head);
}

const overlap = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

/**
 * In people's words a matter may be called anything that documents call it. Said in a document's own word, only that
 * word will do or one of the same kind: 断头路 is no 微循环, though both are about roads.
 */
function focusWord(span: FocusSpan, { matches, fixes, clauseStart }: Senses, tools: ConceptTools): FocusWord {
  const { topics, everyday, cues } = tools;
  const around = matches.filter((match) => match.start <= span.start && span.end <= match.end);
  const official = around.filter(({ terms, printed }) => terms.includes(printed));
  const exact = [span.text, ...(span.act ? [] : official.map(({ printed }) => printed))]
    .filter((term) => topics.siblings(term).length > 0 && !cues.complaint.test(term))
    .reduce((a, b) => (b.length > a.length ? b : a), '');
  const text = exact === '' ? span.text : exact;
  const tightest = Math.min(...around.map(({ start, end }) => end - start));
  const told = around.filter(({ start, end }) => end - start === tightest || start < clauseStart);
  const said = told.flatMap(({ terms }) => terms);
  const repaired = fixes.filter((fix) => overlap(fix, span)).map(({ term }) => term);
  const alike =
    exact === '' ? said : topics.siblings(exact).filter((other) => isKindred(exact, other, tools));
  const people = everyday.people.get(span.text) ?? [];
  const alternatives = [...new Set([...alike, ...repaired, ...people])];
  return { text, printed: span.text, head: span.head, act: span.act, exact: exact !== '', alternatives };
}

interface Senses {
  /** A matter that begins in an earlier part of the message counts whole. */
  clauseStart: number;
  matches: readonly TopicMatch[];
  fixes: readonly Fix[];
}

/**
 * Chinese names a thing by its last character: 停车位 and 泊位 are of one kind, 充电桩 and 换电站 are not. What is counted
 * of a thing is named by its first: 托位 of 托育.
 */
function isKindred(term: string, other: string, { everyday: { generic }, cues }: ConceptTools): boolean {
  if (cues.counted_noun.test(term) && other.startsWith(term[0]!)) return true;
  const tail = [...generic].find((word) => word.length === 2 && term.endsWith(word) && term.length > 3);
  const kind = (tail === undefined ? term : term.slice(0, -tail.length)).at(-1)!;
  return other.includes(kind);
}

/** A word of weight that the thesaurus has nothing to do with: written in place of another that sounds alike. */
const isStray = (word: Word, matches: readonly TopicMatch[]): boolean =>
  word.text.length > 1 && word.weight >= STRAY && !matches.some((match) => overlap(match, word));

interface Lookup {
  known(term: string): boolean;
  rarity(term: string): number;
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
  const literal = own.some((word) => isWhole(topic, word));
  const share = topic.official || literal ? SIBLING : 1;
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
    inPeoplesWords: ![...topic.terms.keys()].some((term) => topic.printed.includes(term)),
  };
}

/** Words inside an expression that the official terms hold too: 停车 of 停车难, not 孩子 of 孩子没了; all of it: 飞线. */
const ownWords = (topic: MergedTopic, words: readonly Word[]) =>
  words.filter(
    (word) =>
      topic.start <= word.start &&
      word.end <= topic.end &&
      word.weight >= 0.5 &&
      (isWhole(topic, word) || [...topic.terms.keys()].some((term) => term.includes(word.text))),
  );

const isWhole = (topic: MergedTopic, word: Word): boolean =>
  word.start === topic.start && word.end === topic.end;

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
