/** What a message takes from the conversation, and what it leaves there. Pure. */

import { parseNumeral } from '../text/numerals.ts';
import type { Intent } from './intents.ts';
import { QUERIES, type QueryName } from './queries/registry.ts';
import type { Outcome } from './query.ts';
import type { Question } from './question.ts';
import { type ConversationState, EMPTY_STATE } from './state.ts';

export interface Resumed {
  /** The question to answer. */
  text: string;
  /** The reply that should name its region or year; null when the message is a question of its own. */
  scopeText: string | null;
  /** It is one of the choices offered. */
  chosen: boolean;
}

const ORDINAL =
  /^(?:选|就|我?要|我?问的?是?|看)?第?([一二两三四五六七八九十\d]{1,2})(?:个|项|条|号|的)?(?:吧|呢|的)?[。！!.]?$/u;
const SCOPE_ONLY =
  /^(?:我?(?:问|说|要|想问)的?是?|是|就|看)?(.{2,24}?)(?:的|吧|呢|那个|这个|啊|呀)?[。！!]?$/u;
const QUESTION_WORDS =
  /多少|几[个人户家条]|谁|什么|啥|哪|怎|咋|如何|吗|呢[？?]|为何|完成|进展|责任|牵头|[？?]/u;

/** A number or a bare region after "which one?" answers that; everything else stands for itself. */
export function resume(text: string, state: ConversationState): Resumed {
  if (state.pending === null) return { text, scopeText: null, chosen: false };
  const chosen = chosenText(text, state);
  if (chosen !== null) return { text: state.pending, scopeText: chosen, chosen: true };
  const bare = SCOPE_ONLY.test(text) && !QUESTION_WORDS.test(text);
  return bare
    ? { text: state.pending, scopeText: text, chosen: false }
    : { text, scopeText: null, chosen: false };
}

function chosenText(text: string, { choices }: ConversationState): string | null {
  const number = ORDINAL.exec(text)?.[1];
  const index = number === undefined ? -1 : (parseNumeral(number) ?? 0) - 1;
  const choice = choices[index] ?? choices.find(({ label, text: own }) => label === text || own === text);
  return choice?.text ?? null;
}

/** Words that weigh less than this name no topic. */
export const BARE = 0.25;

/** A question without a topic of its own is about what was spoken of last. */
export function recall(question: Question, intent: Intent | null, state: ConversationState): Question {
  if (intent === null || state.concepts.length === 0) return question;
  const bare = question.concepts.every(({ weight }) => weight < BARE);
  const newPlace = question.scope.regionSlugs !== null || question.scope.years !== null;
  const ofOne = QUERIES[intent.query as QueryName].about === 'project';
  const inherits = bare && ((newPlace && ofOne) || intent.name === 'compare' || intent.operation !== null);
  if (!inherits) return question;
  const conditions = { ...question.conditions, measure: question.conditions.measure ?? state.measure };
  return { ...question, conditions, concepts: [...state.concepts] };
}

/** How many regions are remembered beside the current one. */
const RECENT = 3;

/** The state after an answer; the same object when nothing is to be kept. */
export function remember(state: ConversationState, { answer, remember: kept }: Outcome): ConversationState {
  if (kept === undefined) return state;
  if (kept === EMPTY_STATE) return EMPTY_STATE;
  const waiting = answer.kind === 'clarify';
  const regions = [...(kept.regionSlugs ?? []), ...state.recent];
  return {
    ...state,
    pending: null,
    choices: [],
    recent: [...new Set(regions)].slice(0, RECENT),
    ...(waiting ? {} : { projects: [...answer.projects].slice(0, 50), list: null }),
    ...kept,
  };
}

const NTH = /第([一二两三四五六七八九十\d]{1,2})(个|条)(?!月|季|项目)/u;

/** 第二个怎么样了 after a list: the second one shown. Null when no list was shown or none is counted off. */
export function nthShown(text: string, { list }: ConversationState): string | null {
  const number = NTH.exec(text)?.[1];
  if (list === null || number === undefined) return null;
  return list.ids[(parseNumeral(number) ?? 0) - 1] ?? null;
}
