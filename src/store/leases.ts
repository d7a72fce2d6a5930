/** What only one process may do at a time: the holder renews, others take over when it is gone. */
import type { Kysely } from 'kysely';
import type { Leases } from '../domain/mail.ts';
import type { Schema } from './schema.ts';

/** Leases in the database. */
export function createLeases(db: Kysely<Schema>): Leases {
  return {
    take: (name, holder, { now, until }, mayTakeOver) =>
      db.transaction().execute(async (trx) => {
        const lease = { name, holder, until };
        const added = await trx
          .insertInto('lease')
          .values(lease)
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        if (Number(added.numInsertedOrUpdatedRows ?? 0) > 0) return true;
        const present = await trx
          .selectFrom('lease')
          .selectAll()
          .where('name', '=', name)
          .executeTakeFirstOrThrow();
        const free = present.holder === holder || present.until <= now || mayTakeOver(present.holder);
        if (free) await trx.updateTable('lease').set(lease).where('name', '=', name).execute();
        return free;
      }),
    async release(name, holder) {
      await db.deleteFrom('lease').where('name', '=', name).where('holder', '=', holder).execute();
    },
  };
}
