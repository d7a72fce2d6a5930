/** What is kept of a question once it is answered. Pure. */
import type { Intent } from './intents.ts';
import type { Outcome } from './query.ts';
import type { Question } from './question.ts';
import { causeOf } from './review-notes.ts';
import type { ScopeOutcome } from './scope.ts';
import type { Asked } from './state.ts';

/** A question as it was understood: for what, about where. */
export function askedOf(
  question: Question,
  intent: Intent | null,
  located: ScopeOutcome,
): NonNullable<Outcome['asked']> {
  const { regionSlugs, years } = located.ok ? located.scope : question.scope;
  return {
    text: question.text,
    intent: intent?.name ?? null,
    regionSlugs: regionSlugs === null ? null : [...regionSlugs],
    years: years === null ? null : [...years],
    words: question.concepts.map(({ printed }) => printed),
  };
}

/** The same with how it ended; null for small talk and for what was no question. */
export function askedNow({ asked, answer }: Outcome, at: string): Asked | null {
  if (asked === undefined || answer.kind === 'smalltalk') return null;
  const { kind, reason, projects } = answer;
  const project = kind === 'answer' && projects.length === 1 ? projects[0]! : null;
  const ended = { kind, reason, choices: answer.choices.length };
  return { ...asked, ...ended, at, project, noted: causeOf(ended) !== null };
}
