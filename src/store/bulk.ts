/** Writes of many rows, each engine in its own fastest way. Always inside the import's transaction. */
import type { Insertable } from 'kysely';
import type { Schema } from './schema.ts';
import type { TierCounts } from './terms.ts';
import type { Tier } from './tiers.ts';

/** Search tokens of one view by column. */
export interface SearchRow {
  viewId: number;
  /** Lowest tier that sees it: what residents do not see lies in an index of its own. */
  lowestTier: Tier;
  scope: readonly string[];
  name: readonly string[];
  goal: readonly string[];
  note: readonly string[];
}

export interface BulkWriter {
  insertMany<T extends keyof Schema>(table: T, rows: readonly Insertable<Schema[T]>[]): Promise<void>;
  /** Puts views into the search index. */
  index(rows: readonly SearchRow[]): Promise<void>;
  /** Takes views out of the search index. */
  unindex(views: readonly Pick<SearchRow, 'viewId' | 'lowestTier'>[]): Promise<void>;
  /** Joins what many imports left behind, a bounded amount a call: a search looks into fewer pieces. */
  tidyIndex(): Promise<void>;
  /** Adds to the numbers of projects that hold each token; negative takes away, all zero forgets the token. */
  addTerms(changes: ReadonlyMap<string, TierCounts>): Promise<void>;
}
