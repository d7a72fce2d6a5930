/** What a summary by a model is asked for and what comes of it. */
import type { Block } from '../domain/answer.ts';

/** What a note says: what is planned, what was reported, why something lags. */
export type NoteKind = 'goal' | 'progress' | 'reason';

/** One clause of a stored document. */
export interface SummaryNote {
  kind: NoteKind;
  /** Word for word. */
  text: string;
}

/** Clauses of one project that the reader may see. */
export interface SummaryRequest {
  title: string;
  /** In reading order. */
  notes: readonly SummaryNote[];
  /** Units, people and places known from the records; others are found in the texts. */
  names: readonly string[];
}

/** Why there is no summary. The caller then sends the clauses as they are. */
export type NoSummary =
  | 'nothing'
  | 'tooLong'
  | 'unsafe'
  | 'budget'
  | 'breaker'
  | 'busy'
  | 'timeout'
  | 'unreachable'
  | 'refused'
  | 'malformed'
  | 'rejected';

/** Sentences by a model, each backed by the clause it rewords; the first one begins with 〔AI生成〕. */
export type Summary = { text: Block[] } | { none: NoSummary };

/** `now` is an ISO instant; the budget goes by the day in China. Never throws for what a model or a network does. */
export type Summarise = (request: SummaryRequest, now: string) => Promise<Summary>;

/** A part of a text; `end` is exclusive. */
export interface TextSpan {
  start: number;
  end: number;
}

/** What is found in texts: the words of numbers and names are not this folder's business. */
export interface TextFinders {
  /** Figures with their units, dates and periods. */
  figures(text: string): TextSpan[];
  dates(text: string): TextSpan[];
  /** Names of places and government bodies. */
  names(text: string): TextSpan[];
}
