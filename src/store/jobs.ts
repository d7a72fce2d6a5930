/** What is done by the clock: one process at a time takes what is due, and a lease tells when it was cut off. */
import { type Expression, type Kysely, type Selectable, type SqlBool, sql } from 'kysely';
import type { JobRecord, Jobs } from '../domain/jobs.ts';
import type { Lease } from '../domain/mail.ts';
import type { Schema } from './schema.ts';
import type { JobTable } from './schema-jobs.ts';

/** The jobs in the database. */
export function createJobs(db: Kysely<Schema>): Jobs {
  return {
    async all() {
      const rows = await db.selectFrom('job').selectAll().orderBy('name').execute();
      return rows.map(recordOf);
    },
    async plan(name, rule, nextDue) {
      const row = { name, rule, next_due: nextDue, failures: 0 };
      await db
        .insertInto('job')
        .values(row)
        .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
        .execute();
    },
    take: (name, holder, lease, isGone) => take(db, { name, holder, lease }, isGone),
    async renew(name, holder, until) {
      const kept = await db
        .updateTable('job')
        .set({ leased_until: until })
        .where('name', '=', name)
        .where('holder', '=', holder)
        .executeTakeFirst();
      return kept.numUpdatedRows > 0n;
    },
    async finish(name, holder, end) {
      const failed = end.outcome === 'failed';
      const ended = await db
        .updateTable('job')
        .set((eb) => ({
          next_due: end.nextDue,
          holder: null,
          leased_until: null,
          finished_at: end.at,
          outcome: end.outcome,
          reason: failed ? end.reason : null,
          failures: failed ? eb('failures', '+', 1) : 0,
        }))
        .where('name', '=', name)
        .where('holder', '=', holder)
        .executeTakeFirst();
      return ended.numUpdatedRows > 0n;
    },
  };
}

/** Swaps the holder only while it is still the one that was looked at, so that of two processes one gets the job. */
async function take(
  db: Kysely<Schema>,
  { name, holder, lease }: { name: string; holder: string; lease: Lease },
  isGone: (holder: string) => boolean,
): Promise<boolean> {
  const due = await db
    .selectFrom('job')
    .select(['holder', 'leased_until'])
    .where('name', '=', name)
    .where('next_due', '<=', lease.now)
    .executeTakeFirst();
  if (!due) return false;
  const held = due.holder !== null && due.leased_until !== null && due.leased_until > lease.now;
  if (held && (due.holder === holder || !isGone(due.holder!))) return false;
  const taken = await db
    .updateTable('job')
    .set({ holder, leased_until: lease.until, started_at: lease.now })
    .where('name', '=', name)
    .where('next_due', '<=', lease.now)
    .where(unchanged(due))
    .executeTakeFirst();
  return taken.numUpdatedRows > 0n;
}

const unchanged = (seen: Pick<JobTable, 'holder' | 'leased_until'>): Expression<SqlBool> =>
  sql<SqlBool>`holder is ${seen.holder} and leased_until is ${seen.leased_until}`;

function recordOf(row: Selectable<JobTable>): JobRecord {
  return {
    name: row.name,
    rule: row.rule,
    nextDue: row.next_due,
    failures: row.failures,
    holder: row.holder,
    leasedUntil: row.leased_until,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    outcome: row.outcome === 'done' || row.outcome === 'failed' ? row.outcome : null,
    reason: row.reason,
  };
}
