/** What a question wants of the figures of a project. */
import { clauseLikeness } from '../find/alike.ts';
import type { Wanted } from '../find/evidence.ts';
import { nearnessTo } from '../find/near.ts';
import type { QueryInput } from '../query.ts';
import type { Concept } from '../question.ts';

/** What was done of one side of a question, by the words of that side alone. */
export function wantedOfSide(concepts: readonly Concept[], input: QueryInput): Wanted {
  const text = concepts.map(({ printed }) => printed).join('');
  const near = nearnessTo({ text, told: text, at: text.length }, input.acts);
  return { ...wantedOf(input), concepts, side: 'actual', near };
}

/** Which matter, which side and which measure, and how the question itself words it. */
export function wantedOf({ question, intent, state, cues, acts, topics }: QueryInput): Wanted {
  const { text, told } = question;
  const followsTarget = intent.name === 'compare' && state.intent === 'target';
  const asksTarget = question.intents.some((i) => i.side === 'target') || cues.target_asked.test(text);
  const planned = intent.side ?? (asksTarget || followsTarget ? 'target' : null);
  const side = planned ?? (cues.actual_asked.test(text) ? 'actual' : null);
  const at = cues.how_many.exec(text)?.index ?? text.length;
  const inPeoplesWords = question.concepts.some((concept) => concept.inPeoplesWords === true);
  const likeness = inPeoplesWords ? clauseLikeness(told, topics) : null;
  return {
    concepts: question.concepts,
    side,
    measure: question.conditions.measure,
    near: nearnessTo({ text, told, at }, acts),
    ...(likeness === null ? {} : { likeness }),
  };
}
