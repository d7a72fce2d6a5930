/** What a conversation remembers between two messages, so that a follow-up may leave things out. */
import type { AnswerKind, RefuseReason } from '../domain/answer.ts';
import type { Choice } from '../domain/message.ts';
import type { Concept } from './question.ts';

export interface ConversationState {
  regionSlugs: string[] | null;
  years: number[] | null;
  /** Regions spoken of lately, the last one first: 两边 means two of them. */
  recent: string[];
  /** Projects of the last answer, best first. */
  projects: string[];
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
  /** The last question and what came of it; small talk is none. */
  asked: Asked | null;
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

/** `bounded`: it was made by a bound or a state, so another bound replaces it instead of narrowing it. */
export interface ShownList {
  ids: string[];
  shown: number;
  bounded?: boolean;
}

export const EMPTY_STATE: ConversationState = {
  regionSlugs: null,
  years: null,
  recent: [],
  projects: [],
  list: null,
  pending: null,
  choices: [],
  intent: null,
  concepts: [],
  measure: null,
  asked: null,
};

/** A conversation is forgotten after half an hour of silence. */
export const STATE_MINUTES = 30;
