/** What a question about many projects is about: its topic words, and whether it means the list just shown. */
import type { QueryInput } from '../query.ts';
import type { Question } from '../question.ts';
import type { ConversationState } from '../state.ts';

/** A word of the topic must tell at least this much to narrow a list. */
const TELLING = 0.4;
/** An unknown word of this weight is a noun that no document has. */
const UNKNOWN_NOUN = 0.9;

type Heard = Pick<QueryInput, 'question' | 'state'>;

/** Whether the question is about the list just shown: 其中…, or a condition by itself: 最慢的是哪个, 平均多少. */
export const isWithinList = (input: Heard): boolean => listMeant(input) !== null;

/** The projects of the list that the question is about, as far as they are remembered; null when it is about none. */
export function listMeant({ question, state }: Heard): readonly string[] | null {
  const base = baseOf(question, state);
  if (question.withinList) return base ?? state.list?.ids ?? state.projects;
  const { scope, units, officials } = question;
  const ownScope = scope.regionSlugs !== null || scope.everywhere || scope.years !== null;
  const own = ownScope || units.length + officials.length > 0 || topicOf({ question }).length > 0;
  return own || base === null || base.length < 2 ? null : base;
}

/** Another bound or order is put on what the list was picked from; null when that was everything in scope. */
function baseOf({ conditions }: Question, { list }: ConversationState): readonly string[] | null {
  if (list === null) return null;
  const pool = list.pool ?? null;
  if (conditions.order !== null) return list.ordered ? pool : list.ids;
  if (conditions.rate === null && conditions.status === null && conditions.pace === null) return list.ids;
  if (list.bounded) return pool;
  return list.ordered && list.ids.length < 2 ? pool : list.ids;
}

/** Topic words of a list: known ones; an unknown noun only where nothing else says which projects are meant. */
export function topicOf({ question }: Pick<QueryInput, 'question'>) {
  const { units, officials, conditions } = question;
  const other = units.length + officials.length + conditions.positions.length > 0;
  const bounded = other || conditions.said.length > 0;
  return question.concepts.filter(
    ({ weight, known, topic }) =>
      weight >= TELLING && (known || (!bounded && (topic || weight >= UNKNOWN_NOUN))),
  );
}
