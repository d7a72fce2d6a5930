/** Questions that words are to be learned from: what could not be answered, and what was answered wrongly. */
import type { Audience, Role } from './access.ts';
import type { RefuseReason } from './answer.ts';
import type { IsoDate } from './project.ts';

/**
 * Why a question is to be looked at: nothing fits, nothing stored, not understood; asked back without anything to
 * choose; the person said that the answer was wrong; the person asked again in other words and was answered.
 */
export const REVIEW_CAUSES = [
  'no_match',
  'no_data',
  'not_understood',
  'no_choice',
  'corrected',
  'rephrased',
] as const;

export type ReviewCause = (typeof REVIEW_CAUSES)[number];

/** Refusals that better words could have spared. */
export const LEARNABLE: readonly RefuseReason[] = ['no_match', 'no_data', 'not_understood'];

/** One question as it was heard, its text still as the person wrote it. Nothing says who asked, or in which chat. */
export interface ReviewNote {
  text: string;
  cause: ReviewCause;
  /** Name of the intent it was taken for; null when for none. */
  intent: string | null;
  /** Slug, where one region was meant. */
  region: string | null;
  year: number | null;
  /** The wrong answer's project, or that of the better wording's answer. */
  project: string | null;
  /** The words that were answered in the end. */
  reworded: string | null;
  /** Who may hear of it: whoever might have heard the answer. */
  heardBy: Role;
  day: IsoDate;
  /** It was noted before, for another cause: that entry is changed, not counted again. */
  known: boolean;
}

/** Everything that people asked alike, without personal data. */
export interface ReviewEntry extends Omit<ReviewNote, 'heardBy' | 'day' | 'known'> {
  id: number;
  audience: Audience;
  count: number;
  firstDay: IsoDate;
  lastDay: IsoDate;
}
