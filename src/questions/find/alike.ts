/**
 * Where question and documents share no word: the project of the list that tells of the same matter. Only within a list
 * or two, where few projects stand to choose from, and only where one of them is clearly meant.
 */
import type { Dossier } from '../../domain/records.ts';
import { alikeness, strengthOf, type TopicProfile } from '../../text/topic-profile.ts';
import type { TopicFinder } from '../../text/topics.ts';
import type { ProjectReader } from '../ports.ts';
import type { Alternative, Concept, FocusWord } from '../question.ts';
import type { Scope } from '../scope.ts';
import type { Snapshot } from '../snapshot.ts';
import type { Trace } from '../trace.ts';
import type { Fit } from './fit.ts';
import { prepare } from './prepared.ts';
import type { Selection } from './select.ts';

/** A project that is less alike is another matter. */
const LEAST_ALIKE = 0.46;
/** … and so is one that another project of its list comes near to, unless it is surely alike. */
const AHEAD = 1.4;
const SURELY = 0.8;
const SURELY_AHEAD = 1.15;
/** What the projects of other lists are to reach of the best one. */
const NEAR = 0.8;
/** A message that tells less than this tells no matter. */
const LEAST_TOLD = 8;
const MOST_REGIONS = 2;
const MOST_READ = 120;
/** Matters told less than this beside the first one are left out of what is looked for. */
const BESIDE = 0.3;
const WEIGHT = 0.8;
/** A document's own word that takes up this share of the message is what it is about. */
const NAMED = 0.3;
/** Shorter words of documents may stand for much. */
const LONG_WORD = 3;
/** A message of so few characters. */
const SHORT = 4;

export interface Told {
  /** What the message tells, scope and asking words blanked. */
  told: string;
  focus: readonly FocusWord[];
  concepts: readonly Concept[];
  scope: Scope;
}

/** A project with how alike it is, 0–1. */
export interface Alike {
  dossier: Dossier;
  alikeness: number;
}

export interface AlikeTools {
  reader: ProjectReader;
  topics: TopicFinder;
  snapshot: Pick<Snapshot, 'regions'>;
  trace?: Trace | undefined;
}

export interface AlikeSelection {
  selection: Selection;
  /** What the message tells, in words of documents. */
  matter: Concept;
}

/** The project, or one of each list, with the matter in words of documents; null where none is clearly meant. */
export async function selectAlike(asked: Told, tools: AlikeTools): Promise<AlikeSelection | null> {
  const { told, scope } = asked;
  const { years } = scope;
  const regionSlugs = scope.regionSlugs ?? tools.snapshot.regions.map(({ slug }) => slug);
  if (regionSlugs.length > MOST_REGIONS) return null;
  const profile = tools.topics.profile(told);
  if (strengthOf(profile) < LEAST_TOLD) return null;
  const listed = await tools.reader.list({ regionSlugs, ...(years === null ? {} : { years }) });
  const dossiers = await tools.reader.dossiers(listed.slice(0, MOST_READ).map(({ id }) => id));
  const ranked = rankAlike(profile, dossiers, tools.topics);
  tools.trace?.({ step: 'alike', projects: ranked });
  const fits = bestOfLists(ranked).filter((fit) => !isNamed(asked, fit) && !isTooShort(asked, fit));
  const [best] = fits;
  if (best === undefined) return null;
  const selection: Selection =
    fits.length > 1 ? { kind: 'several', fits } : { kind: 'one', fit: best, others: [] };
  return { selection, matter: matterOf(told, profile, tools.topics) };
}

/** Most alike first; ties keep the order given. */
export function rankAlike(profile: TopicProfile, dossiers: readonly Dossier[], topics: TopicFinder): Alike[] {
  return dossiers
    .map((dossier) => ({ dossier, alikeness: closest(profile, dossier, topics) }))
    .sort((a, b) => b.alikeness - a.alikeness);
}

/** How far a project tells of the same matter as a message, 0–1; 0 for all where the message tells none. */
export function createLikeness(told: string, topics: TopicFinder): (dossier: Dossier) => number {
  const profile = topics.profile(told);
  return strengthOf(profile) < LEAST_TOLD ? () => 0 : (dossier) => closest(profile, dossier, topics);
}

/** How far a clause tells of the same matter as a message, 0–1; null where the message tells none. */
export function clauseLikeness(told: string, topics: TopicFinder): ((text: string) => number) | null {
  const profile = topics.profile(told);
  if (strengthOf(profile) < LEAST_TOLD) return null;
  return (text) => alikeness(profile, topics.profile(text.toLowerCase()));
}

/** A project is as alike as the best of its parts: it may hold several matters. */
function closest(profile: TopicProfile, dossier: Dossier, topics: TopicFinder): number {
  return Math.max(0, ...partsOf(dossier).map((part) => alikeness(profile, topics.profile(part))));
}

const PARTS = /[，。；、：\n]/u;
const SHORTEST = 3;

/** What it sets out to do; how it went is told only where nothing else is. */
function partsOf(dossier: Dossier): string[] {
  const { name, goal, note } = prepare(dossier);
  const aims = `${name}\n${goal}`.trim();
  return [...new Set((aims === '' ? note : aims).split(PARTS))].filter((part) => part.length >= SHORTEST);
}

/** The best of each list, where it is alike enough and no other of the list comes near. */
function bestOfLists(ranked: readonly Alike[]): Fit[] {
  const lists = Map.groupBy(ranked, ({ dossier }) => `${dossier.regionSlug}-${dossier.year}`);
  const leading = [...lists.values()].filter(([best, next]) =>
    isAhead(best!.alikeness, next?.alikeness ?? 0),
  );
  const least = Math.max(...leading.map(([best]) => best!.alikeness)) * NEAR;
  return leading.flatMap(([best]) => (best!.alikeness >= least ? [fitOf(best!)] : []));
}

const isAhead = (best: number, next: number): boolean =>
  best >= LEAST_ALIKE && best >= next * (best >= SURELY ? SURELY_AHEAD : AHEAD);

const fitOf = ({ dossier, alikeness: share }: Alike): Fit => ({
  ...{ dossier, score: share, coverage: share, inName: 0 },
  ...{ onTopic: true, saidTopic: true, named: false },
});

/** 换电站呢, 农村路修得怎么样: it says hardly more than a word of documents that this project lacks: nothing else stands for it. */
function isNamed({ told, focus, concepts }: Told, { dossier }: Fit): boolean {
  const { whole } = prepare(dossier);
  const least = sizeOf(told) * NAMED;
  const isMeant = (word: string) => !whole.includes(word) && word.length >= least;
  const written = concepts.filter(
    ({ topic, printed, alternatives }) => !topic && alternatives.some(isLiteral(printed)),
  );
  return (
    focus.some(({ text, exact }) => exact && isMeant(text)) ||
    written.some(({ printed }) => printed.length >= LONG_WORD && isMeant(printed))
  );
}

const isLiteral =
  (printed: string) =>
  ({ term, weight }: Alternative) =>
    term === printed && weight === 1;

/** Few characters that no entry explains are alike to much by chance: 限购取消. */
const isTooShort = ({ told, concepts }: Told, { score }: Fit): boolean =>
  score < SURELY && sizeOf(told) <= SHORT && !concepts.some(({ topic }) => topic);

const sizeOf = (text: string): number => text.replace(/[^\p{L}\p{N}]/gu, '').length;

/** The likeliest matters in words of documents, to find the clause and figure that are asked for. */
function matterOf(told: string, profile: TopicProfile, topics: TopicFinder): Concept {
  const most = strengthOf(profile);
  const likely = [...profile].filter(([, amount]) => amount >= most * BESIDE);
  const alternatives = likely.flatMap(([topic, amount]) =>
    topics.terms(topic).map((term) => ({ term, weight: amount / most })),
  );
  return { printed: told, weight: WEIGHT, alternatives, known: true, topic: true, inPeoplesWords: true };
}
