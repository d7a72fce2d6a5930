/** An answer before it is worded for a channel: what kind, about what, with which evidence. */
import type { Choice } from './message.ts';
import type { IsoDate } from './project.ts';

export type AnswerKind = 'answer' | 'list' | 'clarify' | 'refuse' | 'smalltalk';

/** Why a question was refused. */
export type RefuseReason = 'no_match' | 'out_of_scope' | 'no_data' | 'not_allowed' | 'not_understood';

/**
 * What backs the figures of a line: `source` is text of a stored document (a clause, a title, a name, a stated
 * rate), `computed` states arithmetic on such figures (`4600 - 3216 = 1384`, `计数 20`), `echo` repeats what the
 * person wrote, `fixed` is wording of the product itself.
 */
export type Evidence =
  | { kind: 'source'; text: string }
  | { kind: 'computed'; text: string }
  | { kind: 'echo'; text: string }
  | { kind: 'fixed'; text: string };

/** One line of an answer, with what backs every figure in it. */
export interface Block {
  role: 'head' | 'text' | 'quote' | 'item' | 'note' | 'source';
  text: string;
  evidence: readonly Evidence[];
}

/** Document and day an answer rests on. */
export interface SourceRef {
  document: string;
  /** End of the reported period, null for a plan without progress. */
  asOf: IsoDate | null;
}

export interface Answer {
  kind: AnswerKind;
  /** Only for `refuse`. */
  reason: RefuseReason | null;
  /** Ids of the projects it is about, best first. */
  projects: readonly string[];
  blocks: readonly Block[];
  choices: readonly Choice[];
  sources: readonly SourceRef[];
}
