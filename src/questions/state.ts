/** What a conversation remembers between two messages, so that a follow-up may leave things out. */
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
};

/** A conversation is forgotten after half an hour of silence. */
export const STATE_MINUTES = 30;
