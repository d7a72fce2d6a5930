/** Questions to review: counted by their text, kept for a limited time and number. */
import { type Kysely, type Selectable, sql } from 'kysely';
import { type Audience, mayRead, type Role } from '../domain/access.ts';
import type { IsoDate } from '../domain/project.ts';
import type { ReviewCause, ReviewEntry, ReviewNote } from '../domain/review.ts';
import type { Schema } from './schema.ts';
import type { ReviewTable } from './schema-reviews.ts';

/** A note whose texts are masked already. */
export type MaskedNote = Omit<ReviewNote, 'heardBy'> & { audience: Audience };

/** Which entries; absent = any. */
export interface ReviewFilter {
  /** Slug. */
  region?: string;
  /** Asked on that day or later. */
  since?: IsoDate;
  limit: number;
}

export interface Reviews {
  /** Counts the question, or adds it. One that was dealt with and comes again is open again, counted from one. */
  record(note: MaskedNote): Promise<void>;
  /** Open ones that a role may know of, most frequent first. */
  list(role: Role, filter: ReviewFilter): Promise<ReviewEntry[]>;
  /** Marks entries as dealt with; gives the ids that were open. */
  close(ids: readonly number[]): Promise<number[]>;
  /** Forgets what was last asked before a day, and of the rest all but the newest `most`. */
  tidy(before: IsoDate, most: number): Promise<void>;
}

const AUDIENCES: readonly Audience[] = ['public', 'staff', 'leader'];

/** The questions to review in the database. */
export function createReviews(db: Kysely<Schema>): Reviews {
  return {
    record: (note) => record(db, note),
    async list(role, { region, since, limit }) {
      let query = db
        .selectFrom('review')
        .selectAll()
        .where('done', '=', 0)
        .where(
          'audience',
          'in',
          AUDIENCES.filter((audience) => mayRead(role, audience)),
        );
      if (region !== undefined) query = query.where('region', '=', region);
      if (since !== undefined) query = query.where('last_day', '>=', since);
      const rows = await query
        .orderBy('count', 'desc')
        .orderBy('last_day', 'desc')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(entryOf);
    },
    async close(ids) {
      const closed = await db
        .updateTable('review')
        .set({ done: 1 })
        .where('id', 'in', [...ids])
        .where('done', '=', 0)
        .returning('id')
        .execute();
      return closed.map(({ id }) => id);
    },
    async tidy(before, most) {
      await db.deleteFrom('review').where('last_day', '<', before).execute();
      const newest = db
        .selectFrom('review')
        .select('id')
        .orderBy('last_day', 'desc')
        .orderBy('id', 'desc')
        .limit(most);
      await db.deleteFrom('review').where('id', 'not in', newest).execute();
    },
  };
}

async function record(db: Kysely<Schema>, { day, known, region, ...note }: MaskedNote): Promise<void> {
  const row = {
    ...{ ...note, key: keyOf(note.text), region: region ?? '' },
    ...{ count: 1, first_day: day, last_day: day, done: 0 },
  };
  const more = known ? 0 : 1;
  await db
    .insertInto('review')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['key', 'region', 'audience']).doUpdateSet((eb) => ({
        cause: eb.ref('excluded.cause'),
        intent: eb.ref('excluded.intent'),
        year: eb.ref('excluded.year'),
        project: sql<string | null>`coalesce(excluded.project, review.project)`,
        reworded: sql<string | null>`coalesce(excluded.reworded, review.reworded)`,
        count: sql<number>`case review.done when 1 then 1 else review.count + ${more} end`,
        first_day: sql<string>`case review.done when 1 then excluded.first_day else review.first_day end`,
        last_day: eb.ref('excluded.last_day'),
        done: 0,
      })),
    )
    .execute();
}

/** Letters, digits and the marks of what was masked: blanks and punctuation make no other question. */
const keyOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}〔〕]/gu, '');

function entryOf(row: Selectable<ReviewTable>): ReviewEntry {
  const { id, text, intent, year, project, reworded, count } = row;
  return {
    ...{ id, text, intent, year, project, reworded, count },
    cause: row.cause as ReviewCause,
    region: row.region === '' ? null : row.region,
    audience: row.audience as Audience,
    firstDay: row.first_day,
    lastDay: row.last_day,
  };
}
