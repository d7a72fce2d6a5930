/** The thesaurus: from residents' words to the words of official documents. Words: `intents/lexicon/topics/`. */
import { z } from 'zod';
import { InputError } from '../domain/errors.ts';
import { combinationFault, combinationParts, createCombinationFinder, type Groups } from './combinations.ts';
import { INTENTS_DIR, listDataFiles, readDataFile } from './data-file.ts';
import { createTopicProfiler, type TopicProfile } from './topic-profile.ts';
import { createPatternScanner, expandPattern, type PatternHit, patternFault } from './word-patterns.ts';

const expression = z.string().superRefine((text, context) => {
  const fault = patternFault(text);
  if (fault) context.addIssue({ code: 'custom', message: fault });
});
const term = z
  .string()
  .min(2, '至少两个字')
  .regex(/^[^…()|\s]+$/, '正式用语须是原词，不用「…」和括号');

/** A list, or its items in one line with commas between them: reading that is several times faster. */
const listOf = <T extends z.ZodType>(item: T) =>
  z.preprocess(
    (value) => (typeof value === 'string' ? value.split(',').map((text) => text.trim()) : value),
    z.array(item),
  );

const topicSchema = z.strictObject({
  topic: z.string().regex(/^[a-z][a-z0-9-]*$/, '只用小写英文、数字和连字符'),
  name: z.string().min(2),
  /** As documents print them. */
  official: listOf(term).refine((terms) => terms.length > 0, '至少一个正式用语'),
  /** As people say it, in the notation of word-patterns.ts. */
  say: listOf(expression).refine((ways) => ways.length > 0, '至少一个说法'),
  /** Words that say it only together, in the notation of combinations.ts. */
  both: z.array(z.string()).default([]),
  /** Says it only weakly. */
  hint: listOf(expression).default([]),
  /** Things, acts, people and places that it is told by; never recognised by themselves, they only make it likelier. */
  near: listOf(z.string().min(2, '至少两个字')).default([]),
});

const schema = z
  .array(topicSchema)
  .min(1)
  .superRefine((topics, context) => {
    for (const message of topics.flatMap(repeatedExpressions)) {
      context.addIssue({ code: 'custom', message });
    }
  });

const groupsSchema = z
  .record(z.string(), z.array(z.string().min(1)).min(1))
  .superRefine((groups, context) => {
    const named = Object.values(groups)
      .flat()
      .filter((word) => word.startsWith('@'));
    for (const word of named.filter((name) => !groups[name.slice(1)])) {
      context.addIssue({ code: 'custom', message: `没有「${word}」这一组` });
    }
  });

/** One matter that residents ask about; `both` holds the words of each part, groups written out. */
export type Topic = Omit<z.infer<typeof topicSchema>, 'both'> & { both: string[][][] };

/** Words of a text that point at a topic; `end` is exclusive. */
export interface TopicMatch {
  start: number;
  end: number;
  printed: string;
  topic: string;
  /** Official terms of the topic, the commonest first. */
  terms: string[];
  /** 0.5 for a hint. */
  strength: 1 | 0.5;
}

export interface TopicFinder {
  /** Matches in reading order; one topic never overlaps itself, and a word inside a longer literal one is left out. */
  find(text: string): TopicMatch[];
  /** Other official terms of the topics that print this one: 泊位 → 停车位 …; empty for an unknown term. */
  siblings(officialTerm: string): string[];
  /** Which matters a text sounds like, whether or not an expression of theirs fits. */
  profile(text: string): TopicProfile;
  /** Official terms of a topic; empty for an unknown one. */
  terms(topic: string): readonly string[];
}

interface Sense {
  topic: Topic;
  strength: 1 | 0.5;
  literal: boolean;
}

/** Reads the shipped thesaurus, or that of another folder of intents; every fault of a file at once. */
export function loadTopics(dir = INTENTS_DIR): Topic[] {
  const groups = readDataFile('lexicon/groups.yaml', groupsSchema, dir);
  const checked = schema.superRefine((topics, context) => {
    for (const message of topics.flatMap((topic) => combinationFaults(topic, groups))) {
      context.addIssue({ code: 'custom', message });
    }
  });
  const topics = listDataFiles(`${dir}/${FOLDER}`).flatMap((file) =>
    readDataFile(`${FOLDER}/${file}`, checked, dir),
  );
  const repeated = repeatedIds(topics);
  if (repeated.length > 0)
    throw new InputError(repeated.map((message) => ({ where: `intents/${FOLDER}`, message })));
  return topics.map((topic) => ({
    ...topic,
    both: topic.both.map((text) => combinationParts(text, groups)),
  }));
}

/** One file a field of life. */
const FOLDER = 'lexicon/topics';

function combinationFaults({ topic, both }: z.infer<typeof topicSchema>, groups: Groups): string[] {
  return both.flatMap((text) => {
    const fault = combinationFault(text, groups);
    return fault ? [`主题 ${topic}：${fault}`] : [];
  });
}

/** Compiles the thesaurus once; texts are expected normalised. */
export function createTopicFinder(topics: readonly Topic[]): TopicFinder {
  const scan = createPatternScanner(topics.flatMap(senses));
  const combine = createCombinationFinder(topics.flatMap(combinedSenses));
  const byTerm = new Map<string, Set<string>>();
  for (const { official } of topics) {
    for (const one of official) byTerm.set(one, new Set([...(byTerm.get(one) ?? []), ...official]));
  }
  const find = (text: string) =>
    outermost([...scan(text), ...combine(text)]).map((hit) => toMatch(hit, text));
  const termsOf = new Map(topics.map(({ topic, official }) => [topic, official]));
  let profiler: ReturnType<typeof createTopicProfiler> | null = null;
  const profile = (text: string) => {
    profiler ??= createTopicProfiler(topics, find);
    return profiler(text);
  };
  return {
    find,
    siblings: (officialTerm) =>
      [...(byTerm.get(officialTerm) ?? [])].filter((other) => other !== officialTerm),
    profile,
    terms: (topic) => termsOf.get(topic) ?? [],
  };
}

function senses(topic: Topic): [string, Sense][] {
  const strong = [...topic.official, ...topic.say].flatMap(expandPattern);
  const weak = topic.hint.flatMap(expandPattern);
  const sense = (wording: string, strength: 1 | 0.5): [string, Sense] => [
    wording,
    { topic, strength, literal: !wording.includes('…') },
  ];
  return [...strong.map((wording) => sense(wording, 1)), ...weak.map((wording) => sense(wording, 0.5))];
}

function combinedSenses(topic: Topic): { parts: string[][]; payload: Sense }[] {
  return topic.both.map((parts) => ({ parts, payload: { topic, strength: 1, literal: false } }));
}

/** Longest and strongest first; what another topic's longer literal word holds does not count. */
function outermost(hits: PatternHit<Sense>[]): PatternHit<Sense>[] {
  const kept: PatternHit<Sense>[] = [];
  const order = (a: PatternHit<Sense>, b: PatternHit<Sense>) =>
    b.payload.strength - a.payload.strength || b.end - b.start - (a.end - a.start);
  for (const hit of hits.sort(order)) {
    if (kept.every((other) => !hides(other, hit))) kept.push(hit);
  }
  return kept.sort((a, b) => a.start - b.start || b.end - a.end);
}

function hides(other: PatternHit<Sense>, hit: PatternHit<Sense>): boolean {
  if (other.payload.topic === hit.payload.topic) return other.start < hit.end && hit.start < other.end;
  const longer = other.end - other.start > hit.end - hit.start;
  return longer && other.payload.literal && other.start <= hit.start && hit.end <= other.end;
}

function toMatch({ start, end, payload }: PatternHit<Sense>, text: string): TopicMatch {
  const { topic, official } = payload.topic;
  const printed = text.slice(start, end);
  return { start, end, printed, topic, terms: official, strength: payload.strength };
}

function repeatedIds(topics: readonly { topic: string }[]): string[] {
  const ids = topics.map(({ topic }) => topic);
  return ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `主题 ${id} 重复`);
}

function repeatedExpressions({ topic, official, say, hint }: z.infer<typeof topicSchema>): string[] {
  const seen = new Set<string>();
  return [...official, ...say, ...hint].flatMap((text) => {
    if (seen.has(text)) return [`主题 ${topic} 里「${text}」重复`];
    seen.add(text);
    return [];
  });
}
