/** Budget and drafts of the language model, shared by all processes and kept over restarts. */
import type { Kysely } from 'kysely';
import type { IsoDate } from '../domain/project.ts';
import type { Schema } from './schema.ts';

export interface ModelStore {
  /** Takes one call of a day's budget; false when it is used up. */
  take(day: IsoDate, callsPerDay: number): Promise<boolean>;
  /** A kept draft; null when every try was rejected; undefined when not known. */
  get(key: string): Promise<string | null | undefined>;
  set(key: string, draft: string | null): Promise<void>;
  /** Forgets drafts and counts of before an instant. */
  forgetBefore(instant: string): Promise<void>;
}

/** @param now the time at which a draft is kept */
export function createModelStore(db: Kysely<Schema>, now: () => string): ModelStore {
  return {
    async take(day, callsPerDay) {
      if (callsPerDay <= 0) return false;
      const taken = await db
        .insertInto('model_day')
        .values({ day, calls: 1 })
        .onConflict((conflict) =>
          conflict
            .column('day')
            .doUpdateSet((eb) => ({ calls: eb('model_day.calls', '+', 1) }))
            .where('model_day.calls', '<', callsPerDay),
        )
        .executeTakeFirst();
      return Number(taken.numInsertedOrUpdatedRows ?? 0) > 0;
    },
    async get(key) {
      const row = await db
        .selectFrom('model_draft')
        .select('draft')
        .where('key', '=', key)
        .executeTakeFirst();
      return row?.draft;
    },
    async set(key, draft) {
      const kept = { draft, at: now() };
      await db
        .insertInto('model_draft')
        .values({ key, ...kept })
        .onConflict((conflict) => conflict.column('key').doUpdateSet(kept))
        .execute();
    },
    async forgetBefore(instant) {
      await db.deleteFrom('model_draft').where('at', '<', instant).execute();
      await db.deleteFrom('model_day').where('day', '<', instant.slice(0, 10)).execute();
    },
  };
}
