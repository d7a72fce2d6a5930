/** What a message takes from the conversation where it leaves something out. Pure. */
import type { Cues } from '../cues.ts';
import type { Intent } from '../intents.ts';
import { QUERIES, type QueryName } from '../queries/registry.ts';
import type { Conditions, Question } from '../question.ts';
import type { ConversationState, LastQuestion } from '../state.ts';
import { BARE } from './memory.ts';

/** A message this short that asks nothing repeats the last question for something else: 那章丘呢. */
const FRAGMENT = 16;
/** Words that weigh less name no topic. */
const TELLING = 0.4;

/** The last question asked again with what the message puts in its place; null when the message stands for itself. */
export function askedAgain(
  question: Question,
  state: ConversationState,
  { intentsOf, cues }: { intentsOf: (text: string) => readonly Intent[]; cues: Cues },
): Question | null {
  const { last } = state;
  if (last === null || !isFragment(question, cues)) return null;
  const intents = intentsOf(last.text);
  const named = namesMany(question);
  const topical = hasTopic(question);
  return {
    ...question,
    text: last.text,
    intents,
    units: named ? question.units : topical ? [] : [...last.units],
    officials: named ? question.officials : topical ? [] : [...last.officials],
    conditions: laidOver(question, last),
    concepts: topical || named ? question.concepts : [...state.concepts],
  };
}

/** It only names another region, year, unit, official, bound or thing and asks nothing by itself. */
export function isFragment(question: Question, cues: Cues): boolean {
  const { scope, intents, conditions } = question;
  if (conditions.measure !== null || conditions.positions.length > 1) return false;
  if (intents.length > 0 && (hasTopic(question) || !namesOnly(question, cues))) return false;
  if (question.text.length > FRAGMENT && !question.correction) return false;
  const another = scope.regionSlugs !== null || scope.years !== null || scope.everywhere;
  const bare = another && !hasTopic(question);
  return bare || question.refersBack || question.correction;
}

/** Words that would fit some question, yet only a place, time, unit, official or bound is named: 那10月底的呢. */
function namesOnly(question: Question, cues: Cues): boolean {
  const { scope, refersBack, text, intents } = question;
  const own = intents.some(({ query }) => OWN.includes(query));
  const named =
    namesMany(question) || scope.regionSlugs !== null || scope.years !== null || scope.span !== null;
  const asks = cues.asks_clause.test(text.replace(/呢?[？?。！!]*$/u, ''));
  return refersBack && named && !asks && !own;
}

/** An order or a mean is asked for by itself: 平均呢, 最慢的呢. */
const OWN: readonly string[] = ['rank', 'average', 'compare', 'count', 'lagging'];

const hasTopic = ({ concepts }: Question) =>
  concepts.some(({ weight, ofUnit }) => weight >= TELLING && !ofUnit);

const namesMany = ({ units, officials }: Question) => units.length + officials.length > 0;

/** Said anew, one of these takes the place of all of them. */
const BOUNDS: readonly string[] = ['rate', 'status', 'pace', 'due', 'exceeded'];

/** Conditions said now before those of the last question; another matter has a measure and a place of its own. */
function laidOver(question: Question, { conditions }: LastQuestion): Conditions {
  const { conditions: now } = question;
  const before = question.scope.span === null ? conditions : { ...conditions, due: null };
  const said = Object.entries(now).filter(([, value]) => isSaid(value));
  const rebound = said.some(([name]) => BOUNDS.includes(name));
  const unbound = Object.entries(now).filter(([name]) => rebound && BOUNDS.includes(name));
  const merged = { ...before, ...Object.fromEntries([...unbound, ...said]) };
  const another = hasTopic(question) || now.positions.length > 0;
  return another ? { ...merged, positions: now.positions, measure: now.measure } : merged;
}

const isSaid = (value: unknown) =>
  value !== null && value !== false && !(Array.isArray(value) && value.length === 0);

/** A question without a topic of its own is about what was spoken of last. */
export function recall(question: Question, intent: Intent | null, state: ConversationState): Question {
  if (intent === null || state.concepts.length === 0) return question;
  const bare = question.concepts.every(({ weight }) => weight < BARE);
  const newPlace = question.scope.regionSlugs !== null || question.scope.years !== null;
  const ofOne = QUERIES[intent.query as QueryName].about === 'project';
  const open = newPlace || (state.pending !== null && state.projects.length === 0);
  const inherits = bare && ((open && ofOne) || intent.name === 'compare' || intent.operation !== null);
  if (!inherits) return question;
  const conditions = { ...question.conditions, measure: question.conditions.measure ?? state.measure };
  return { ...question, conditions, concepts: [...state.concepts] };
}
