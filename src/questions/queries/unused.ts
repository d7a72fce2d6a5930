/** Conditions that a query did not apply: they are said, so that an answer is not taken for what it is not. */
import type { Block } from '../../domain/answer.ts';
import { say, source } from '../compose.ts';
import type { Outcome, QueryInput, Usable, WideQuery } from '../query.ts';
import { topicOf } from './topic.ts';

/** An unknown word of this weight is a noun that means something. */
const NOUN = 0.9;
/** Words as short as this are too slight to be told. */
const SHORTEST = 2;

/** The answer with a line on what it leaves out of account; asking back and refusals speak for themselves. */
export function withUnused(outcome: Outcome, { uses }: WideQuery, input: QueryInput): Outcome {
  const { answer } = outcome;
  if (uses === undefined || (answer.kind !== 'answer' && answer.kind !== 'list')) return outcome;
  const words = unusedWords(uses, input);
  if (words.length === 0) return outcome;
  const told = words.join('、');
  const note: Block = say('note', input.wording.unused, { words: told }, source(told));
  return { ...outcome, answer: { ...answer, blocks: [...answer.blocks, note] } };
}

function unusedWords(uses: readonly Usable[], input: QueryInput): string[] {
  const { conditions, units, officials, concepts } = input.question;
  const said = conditions.said.filter(({ kind }) => !uses.includes(kind)).map(({ printed }) => printed);
  const topical = uses.includes('topic') ? topicOf(input) : [];
  const unknown = concepts.filter(
    (concept) =>
      !topical.includes(concept) &&
      concept.ofUnit !== true &&
      (concept.known ? !uses.includes('topic') && concept.topic : concept.weight >= NOUN) &&
      concept.printed.length >= SHORTEST,
  );
  return [
    ...said,
    ...(uses.includes('units') ? [] : units.map(({ printed }) => printed)),
    ...(uses.includes('officials') ? [] : officials),
    ...unknown.map(({ printed }) => printed),
  ];
}
