/** A place and year that are stored each, but not together: no list of theirs. */
import { answerOf, say, source } from '../compose.ts';
import type { Outcome, QueryInput } from '../query.ts';
import { describeScope } from './lists.ts';

export function nothingStored(input: QueryInput): Outcome {
  const scope = describeScope([], input);
  const line = say('text', input.wording.no_match_scope, { scope }, source(scope));
  return { answer: answerOf('refuse', { reason: 'no_match', blocks: [line] }) };
}
