/** What is to be done about a question: which intent is meant, and by which rule. */
import type { Cues } from '../cues.ts';
import type { Intent } from '../intents.ts';
import type { Question } from '../question.ts';
import type { ConversationState } from '../state.ts';
import { factsOf } from './facts.ts';
import { needsMet } from './needs.ts';
import { type PlanReason, RULES } from './rules.ts';

export type { PlanReason } from './rules.ts';

/** What a plan depends on beside the question. */
export interface PlanInput {
  intents: ReadonlyMap<string, Intent>;
  cues: Cues;
  state: ConversationState;
}

/** The intent that is meant, null when none is, and the rule that found it. */
export interface Plan {
  intent: Intent | null;
  reason: PlanReason;
}

/**
 * The first rule that fits decides. What the question names (units, officials, bounds, states, dates, an order) comes
 * before the shape of its sentence; a matter of its own comes before both.
 */
export function makePlan(question: Question, input: PlanInput): Plan {
  const fitting = question.intents.filter((intent) => needsMet(intent, question, input));
  const facts = factsOf(question, { ...input, fitting });
  for (const { reason, choose } of RULES) {
    const name = choose(facts);
    if (name !== null) return { intent: input.intents.get(name) ?? null, reason };
  }
  return { intent: null, reason: 'nothing' };
}
