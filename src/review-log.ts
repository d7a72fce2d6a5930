/** Keeps what went unanswered or wrong for those who mind the words, without anything that tells who asked. */
import { type Audience, type Role, reaches } from './domain/access.ts';
import type { ReviewNote } from './domain/review.ts';
import type { Log } from './log.ts';
import type { Reviews } from './store/reviews.ts';
import { createMaskPersonal, loadPersonalWords } from './text/personal.ts';

/** Longest text that is kept, in characters. */
const LONGEST = 120;

/** What is kept is masked first. A failure is logged and hurts no answer. */
export function createReviewLog(
  reviews: Pick<Reviews, 'record'>,
  log: Log,
): (note: ReviewNote) => Promise<void> {
  const mask = createMaskPersonal(loadPersonalWords());
  const kept = (text: string) => [...mask(text)].slice(0, LONGEST).join('');
  return async ({ heardBy, text, reworded, ...note }) => {
    try {
      const texts = { text: kept(text), reworded: reworded === null ? null : kept(reworded) };
      await reviews.record({ ...note, ...texts, audience: audienceOf(heardBy) });
    } catch (error) {
      log.error({ err: error }, 'a question could not be kept for review');
    }
  };
}

/** Who may read it afterwards: the class that might have heard the answer. */
function audienceOf(heardBy: Role): Audience {
  if (heardBy === 'resident') return 'public';
  return reaches(heardBy, 'leader') ? 'leader' : 'staff';
}
