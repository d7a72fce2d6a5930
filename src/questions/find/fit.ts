/** How well a project and its clauses fit what a question is about. Pure: the same on every database. */
import type { Dossier } from '../../domain/records.ts';
import type { Concept } from '../question.ts';
import { prepare } from './prepared.ts';

export interface Fit {
  dossier: Dossier;
  /** Compares projects for one question; 0–1. */
  score: number;
  /** Share of the question's weight found anywhere in the project, 0–1. */
  coverage: number;
  /** Share of the question's weight found in the project's name, 0–1. */
  inName: number;
  /** It holds a matter that the thesaurus recognised in the question. */
  onTopic: boolean;
  /** … that was told in people's words. */
  saidTopic: boolean;
  /** The question writes out its title, or a place that gives it its name. */
  named: boolean;
}

const FIELD = { name: 1, goal: 0.86, note: 0.74 } as const;
const TOGETHER = 0.3;
const AS_PLACE = 0.6;
/** What most of a longer word is worth beside the whole. */
const PAIRS = 0.6;
/** A topic that weighs less than this is only a hint. */
export const CORE = 0.5;
/** Shortest run of a title that says which project is meant, in characters, and as a share of the title. */
const TITLE_RUN = 5;
const TITLE_SHARE = 0.45;
/** Shortest name of a place. */
const PLACE_RUN = 3;
const TITLE_BONUS = 0.25;

/** Fits every dossier, best first; ties keep the order given. */
export function rankFits(dossiers: readonly Dossier[], asked: Asked): Fit[] {
  return dossiers
    .map((dossier) => byTitle(fitProject(dossier, asked.concepts), asked))
    .sort((a, b) => b.score - a.score);
}

/** What projects are fitted to. */
export interface Asked {
  /** Normalised question: a title written out in it counts as a whole. */
  text: string;
  concepts: readonly Concept[];
  /** Ends the name of a place, where projects may be named after one. */
  placeName?: RegExp;
}

/** A title that the question writes out, most of it, or the place that it is named after, is what is meant. */
function byTitle(fit: Fit, { text, placeName }: Asked): Fit {
  const { name } = prepare(fit.dossier);
  const shared = longestShared(name, text);
  const isTitle = shared.length >= TITLE_RUN && shared.length >= name.length * TITLE_SHARE;
  if (!isTitle && !(shared.length >= PLACE_RUN && placeName?.test(shared))) return fit;
  const written = Math.min(1, 0.6 + shared.length / 25);
  return {
    ...fit,
    score: Math.max(fit.score, written) + (isTitle ? TITLE_BONUS : 0),
    coverage: Math.max(fit.coverage, written),
    inName: Math.max(fit.inName, written),
    named: true,
  };
}

/** The longest run of characters that two texts share. */
function longestShared(a: string, b: string): string {
  let longest = '';
  let previous = new Array<number>(b.length + 1).fill(0);
  for (let i = 1; i <= a.length; i++) {
    const row = new Array<number>(b.length + 1).fill(0);
    for (let j = 1; j <= b.length; j++) {
      if (a[i - 1] !== b[j - 1]) continue;
      row[j] = previous[j - 1]! + 1;
      if (row[j]! > longest.length) longest = a.slice(i - row[j]!, i);
    }
    previous = row;
  }
  return longest;
}

export function fitProject(dossier: Dossier, concepts: readonly Concept[]): Fit {
  const texts = prepare(dossier);
  const total = totalWeight(concepts);
  if (total === 0)
    return { dossier, score: 0, coverage: 0, inName: 0, onTopic: false, saidTopic: false, named: false };
  const here = concepts.flatMap((concept) => narrow(texts.whole, concept));
  let score = 0;
  let covered = 0;
  let inName = 0;
  let onTopic = false;
  let saidTopic = false;
  for (const concept of here) {
    const name = holdThing(texts.name, texts.things.name, concept);
    const goal = holdThing(texts.goal, texts.things.goal, concept);
    const note = holdThing(texts.note, texts.things.note, concept);
    const best = Math.max(name, goal, note);
    score += concept.weight * Math.max(name * FIELD.name, goal * FIELD.goal, note * FIELD.note);
    covered += concept.weight * best;
    inName += concept.weight * name;
    const core = concept.topic && concept.weight > CORE && best > 0;
    onTopic ||= core;
    saidTopic ||= core && concept.inPeoplesWords === true;
  }
  const together = here.length === 0 ? 0 : bestTogether(dossier, here);
  return {
    dossier,
    score: (score * (1 - TOGETHER) + Math.max(together, inName) * TOGETHER) / total,
    coverage: covered / total,
    inName: inName / total,
    onTopic,
    saidTopic,
    named: false,
  };
}

/** The greatest weight that one clause holds. */
function bestTogether(dossier: Dossier, concepts: readonly Concept[]): number {
  let best = 0;
  for (const { plain } of dossier.clauses) best = Math.max(best, clauseWeight(plain, concepts));
  return best;
}

/**
 * The concept with only those ways of putting it that a text holds, best first; nothing when it holds none. Looking
 * closer at parts of the text is cheap afterwards.
 */
export function narrow(text: string, concept: Concept): Concept[] {
  const held = concept.alternatives
    .filter(({ term }) => text.includes(term))
    .sort((a, b) => b.weight - a.weight);
  if (held.length > 0) return [{ ...concept, alternatives: held }];
  return pairShare(text, concept.printed) > 0 ? [{ ...concept, alternatives: [] }] : [];
}

/** The weight that a project could reach, what no document has included. */
export function totalWeight(concepts: readonly Concept[]): number {
  return concepts.reduce((sum, concept) => sum + concept.weight, 0);
}

/** Weight of the concepts that a text holds. */
export function clauseWeight(text: string, concepts: readonly Concept[]): number {
  return concepts.reduce((sum, concept) => sum + concept.weight * hold(text, concept), 0);
}

/** How far a text holds a concept: its best alternative whole, or most of a longer word's pairs. */
export function hold(text: string, concept: Concept): number {
  let best = 0;
  for (const { term, weight } of concept.alternatives)
    if (weight > best && text.includes(term)) best = weight;
  return best > 0 ? best : pairShare(text, concept.printed) * PAIRS;
}

/** What is only told as a place is hardly what a project is about. */
function holdThing(text: string, things: string, concept: Concept): number {
  const anywhere = hold(text, concept);
  return anywhere === 0 ? 0 : Math.max(anywhere * AS_PLACE, hold(things, concept));
}

/** Share of a longer word's character pairs that the text holds, 0 when under two thirds. */
function pairShare(text: string, word: string): number {
  if (word.length < 3) return 0;
  const pairs = word.length - 1;
  let missing = 0;
  for (let i = 0; i < pairs; i++)
    if (!text.includes(word.slice(i, i + 2)) && ++missing > pairs * 0.34) return 0;
  return (pairs - missing) / pairs;
}
