/** Which questions are worth a look afterwards: those that went unanswered, and those whose answer was not meant. */
import type { Answer } from '../domain/answer.ts';
import { LEARNABLE, type ReviewCause, type ReviewNote } from '../domain/review.ts';
import type { Asked } from './state.ts';

/** Within this time the next question may be the refused one in other words. */
const REPHRASED_WITHIN_MS = 2 * 60_000;

/** A message, the question before it, and the question that it is itself (null when it is none). */
export interface Heard {
  before: Asked | null;
  asked: Asked | null;
  /** It says that the answer before was wrong. */
  corrects: boolean;
}

type Found = Omit<ReviewNote, 'day' | 'heardBy'>;

/** What is to be noted of one message, the earlier question first. */
export function reviewNotes({ before, asked, corrects }: Heard): Found[] {
  const notes: Found[] = [];
  if (before !== null && corrects)
    notes.push({
      ...factsOf(before),
      cause: 'corrected',
      reworded: asked?.text ?? null,
      known: before.noted,
    });
  else if (before !== null && asked !== null && rephrases(asked, before))
    notes.push({
      ...factsOf(before),
      cause: 'rephrased',
      reworded: asked.text,
      project: asked.project,
      known: true,
    });
  const cause = asked === null ? null : causeOf(asked);
  if (asked !== null && cause !== null)
    notes.push({ ...factsOf(asked), cause, reworded: null, known: false });
  return notes;
}

/** Why a question went unanswered; null when it was answered, or declined for good. */
export function causeOf({
  kind,
  reason,
  choices,
}: Pick<Answer, 'kind' | 'reason'> & { choices: number }): ReviewCause | null {
  if (kind === 'clarify') return choices === 0 ? 'no_choice' : null;
  const learnable = LEARNABLE.find((one) => kind === 'refuse' && one === reason);
  return learnable === undefined ? null : (learnable as ReviewCause);
}

function factsOf({ text, intent, regionSlugs, years, project }: Asked) {
  const region = regionSlugs?.length === 1 ? regionSlugs[0]! : null;
  const year = years?.length === 1 ? years[0]! : null;
  return { text, intent, region, year, project };
}

/** Soon after a refusal, answered, and with a character of its topic: the same thing in other words. */
function rephrases(asked: Asked, before: Asked): boolean {
  const soon = Date.parse(asked.at) - Date.parse(before.at) <= REPHRASED_WITHIN_MS;
  const answered = asked.kind === 'answer' || asked.kind === 'list';
  if (!soon || !answered || causeOf(before) === null || asked.text === before.text) return false;
  const shown = new Set(before.words.join(''));
  return [...asked.words.join('')].some((character) => shown.has(character));
}
