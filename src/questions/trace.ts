/** The steps on the way to an answer, told to whoever wants to know why. Costs nothing when nobody listens. */
import type { Answer } from '../domain/answer.ts';
import type { GuardHit } from '../text/guards.ts';
import type { TaggedWord } from '../text/segment.ts';
import type { Alike } from './find/alike.ts';
import type { Fit } from './find/fit.ts';
import type { PlanReason } from './plan/plan.ts';
import type { QueryName } from './queries/registry.ts';
import type { Question } from './question.ts';
import type { ScopeOutcome } from './scope.ts';

/** Hears every step at the moment when it is done. */
export type Trace = (step: TraceStep) => void;

/** One decision with what it was made of, in the order of the way. A step may be missing or come twice. */
export type TraceStep =
  /** The message in its normal spelling, cut into words. */
  | { step: 'read'; text: string; words: readonly TaggedWord[] }
  /** It is no question about projects. */
  | { step: 'guarded'; guard: GuardHit }
  /** It answers what was asked back: the question that waited is answered with it. */
  | { step: 'resumed'; pending: string; reply: string }
  | { step: 'understood'; question: Question }
  /** `fitting`: every intent whose patterns occur, most specific first. */
  | { step: 'intent'; intent: string | null; reason: PlanReason; fitting: readonly string[] }
  /** The topic was left out and comes from the conversation. */
  | { step: 'recalled'; words: readonly string[] }
  | { step: 'scope'; outcome: ScopeOutcome }
  /** Projects looked at, best first; under `least` coverage one is no match. */
  | { step: 'candidates'; fits: readonly Fit[]; least: number }
  /** Hardly a word is shared with the question: projects by how far they tell of the same matter, most alike first. */
  | { step: 'alike'; projects: readonly Alike[] }
  | { step: 'selected'; kind: 'one' | 'several' | 'none'; projects: readonly string[] }
  /** `project`: id of the one project it is about; null for many. */
  | { step: 'query'; query: QueryName; project: string | null }
  /** The answer as it leaves, and the lines that were taken out for want of evidence. */
  | { step: 'grounded'; answer: Answer; rejected: readonly { text: string; figures: readonly string[] }[] };
