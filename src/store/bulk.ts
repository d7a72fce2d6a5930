/** Writes of many rows, each engine in its own fastest way. Always inside the import's transaction. */
import type { Insertable } from 'kysely';
import type { Schema } from './schema.ts';

/** Search tokens of one project by column. */
export interface SearchRow {
  projectId: number;
  scope: readonly string[];
  name: readonly string[];
  goal: readonly string[];
  note: readonly string[];
}

export interface BulkWriter {
  insertMany<T extends keyof Schema>(table: T, rows: readonly Insertable<Schema[T]>[]): Promise<void>;
  /** Puts projects into the search index; those already there are replaced. */
  index(rows: readonly SearchRow[]): Promise<void>;
  /** Joins what many imports left behind, a bounded amount a call: a search looks into fewer pieces. */
  tidyIndex(): Promise<void>;
  /** Adds to the number of projects that hold each token; negative takes away, zero forgets the token. */
  addTerms(changes: ReadonlyMap<string, number>): Promise<void>;
}
