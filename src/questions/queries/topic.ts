/** What a question about many projects is about: its topic words, and whether it means the list just shown. */
import type { QueryInput } from '../query.ts';

/** A word of the topic must tell at least this much to narrow a list. */
const TELLING = 0.4;
/** An unknown word of this weight is a noun that no document has. */
const UNKNOWN_NOUN = 0.9;

/** 其中…, or a condition by itself right after a list: 最慢的是哪个, 平均多少. */
export function isWithinList({ question, state }: QueryInput): boolean {
  if (question.withinList) return true;
  const { scope, units, officials } = question;
  const bounds = question.conditions.rate !== null || question.conditions.status !== null;
  if (state.list?.bounded && bounds) return false;
  const ownScope = scope.regionSlugs !== null || scope.everywhere || scope.years !== null;
  return (
    state.list !== null &&
    state.list.ids.length > 1 &&
    !ownScope &&
    units.length + officials.length === 0 &&
    topicOf({ question }).length === 0
  );
}

/** Topic words of a list: known ones; an unknown noun only where nothing else says which projects are meant. */
export function topicOf({ question }: Pick<QueryInput, 'question'>) {
  const { units, officials, conditions } = question;
  const other = units.length + officials.length + conditions.positions.length > 0;
  const bounded =
    other || conditions.rate !== null || conditions.status !== null || conditions.order !== null;
  return question.concepts.filter(
    ({ weight, known, topic }) =>
      weight >= TELLING && (known || (!bounded && (topic || weight >= UNKNOWN_NOUN))),
  );
}
