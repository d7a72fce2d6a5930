/** Table of questions to review. */
import type { Generated } from 'kysely';

export interface ReviewTable {
  id: Generated<number>;
  /** Letters and digits of the masked text: the same question has the same key. */
  key: string;
  /** Slug; '' where no single region was meant. */
  region: string;
  /** `public`, `staff` or `leader`. */
  audience: string;
  /** Masked. */
  text: string;
  cause: string;
  intent: string | null;
  year: number | null;
  project: string | null;
  reworded: string | null;
  count: number;
  /** Days in China. */
  first_day: string;
  last_day: string;
  /** 1 when an operator has dealt with it. */
  done: number;
}

export interface ReviewSchema {
  review: ReviewTable;
}
