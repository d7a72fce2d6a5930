/** What a conversation remembers between two messages, so that a follow-up may leave things out. */
import type { AnswerKind, RefuseReason } from '../domain/answer.ts';
import type { Choice } from '../domain/message.ts';
import type { Concept, Conditions, UnitMention } from './question.ts';

export interface ConversationState {
  version: typeof STATE_VERSION;
  regionSlugs: string[] | null;
  years: number[] | null;
  /** Regions spoken of lately, the last one first: 两边 means two of them. */
  recent: string[];
  /** Projects of the last answer, best first. */
  projects: string[];
  /** Projects spoken of one by one before the last answer, the last one first. */
  earlier: string[];
  /** The list last shown, whole, with how much of it was shown. */
  list: ShownList | null;
  /** A question that waits for a region or year. */
  pending: string | null;
  /** What was offered with it. */
  choices: Choice[];
  /** Name of the intent last answered. */
  intent: string | null;
  concepts: Concept[];
  /** 人 of the last 多少人. */
  measure: string | null;
  /** What the last answered question asked, for 那章丘呢; null before the first. */
  last: LastQuestion | null;
  /** The last question and what came of it; small talk is none. */
  asked: Asked | null;
}

/** The words of a question and what they put on projects; its place and topic are kept beside it. */
export interface LastQuestion {
  text: string;
  units: readonly UnitMention[];
  officials: readonly string[];
  conditions: Conditions;
}

/** A question as it was understood, and how it was answered. */
export interface Asked {
  text: string;
  /** ISO instant. */
  at: string;
  intent: string | null;
  regionSlugs: string[] | null;
  years: number[] | null;
  /** Its topic words. */
  words: string[];
  kind: AnswerKind;
  reason: RefuseReason | null;
  /** The one project that the answer was about; null when it was about none or many. */
  project: string | null;
  /** How many choices were offered. */
  choices: number;
  /** It was noted as unanswered or answered wrongly. */
  noted: boolean;
}

export interface ShownList {
  ids: string[];
  shown: number;
  /** Made by a bound or a state: another one replaces it instead of narrowing it. */
  bounded?: boolean;
  /** The first or last of others: another order is put on those. */
  ordered?: boolean;
  /** The list that it was picked from; absent when it was picked from everything in scope. */
  pool?: string[];
}

/** Changes with the shape of the state: what an older program left behind is dropped. */
export const STATE_VERSION = 3;

export const EMPTY_STATE: ConversationState = {
  version: STATE_VERSION,
  regionSlugs: null,
  years: null,
  recent: [],
  projects: [],
  earlier: [],
  list: null,
  pending: null,
  choices: [],
  intent: null,
  concepts: [],
  measure: null,
  last: null,
  asked: null,
};

/** A conversation is forgotten after half an hour of silence. */
export const STATE_MINUTES = 30;
