/** Alerts in the database: their life, what was said of them, silences, and messages on their way to the outbox. */
import type { Kysely } from 'kysely';
import type { Alert, AlertStore, Instant, PlannedPush } from '../domain/alerts.ts';
import { createAlertLog } from './alerts-log.ts';
import { alertRow, alertsBy, alertsById } from './alerts-rows.ts';
import type { Schema } from './schema.ts';

/** The alerts' own store, and what only housekeeping asks for. */
export interface StoredAlerts extends AlertStore {
  /** Forgets what was over before an instant; returns how many alerts. */
  forgetBefore(instant: Instant): Promise<number>;
}

/** The part of the store that alerts use. */
export function createAlertStore(db: Kysely<Schema>): StoredAlerts {
  return {
    ...createAlertLog(db),
    version: () => versionOf(db),
    alerts: (filter) => alertsBy(db, filter),
    byIds: (ids) => alertsById(db, ids),
    async ids() {
      const rows = await db.selectFrom('alert').select('short_id').execute();
      return new Set(rows.map(({ short_id }) => short_id));
    },
    save: ({ alerts, pushes }, version) =>
      db.transaction().execute(async (trx) => {
        const moved = await trx
          .updateTable('counter')
          .set({ value: version + 1 })
          .where('name', '=', COUNTER)
          .where('value', '=', version)
          .executeTakeFirst();
        if (moved.numUpdatedRows === 0n) return false;
        for (const alert of alerts) await upsert(trx, alert);
        for (const push of pushes) await addPush(trx, push);
        return true;
      }),
    forgetBefore: (instant) => forgetBefore(db, instant),
  };
}

const COUNTER = 'alerts';

async function versionOf(db: Kysely<Schema>): Promise<number> {
  const row = await db.selectFrom('counter').select('value').where('name', '=', COUNTER).executeTakeFirst();
  return Number(row?.value ?? 0);
}

async function upsert(db: Kysely<Schema>, alert: Alert): Promise<void> {
  const { fingerprint, ...changed } = alertRow(alert);
  await db
    .insertInto('alert')
    .values({ fingerprint, ...changed })
    .onConflict((conflict) => conflict.column('fingerprint').doUpdateSet(changed))
    .execute();
}

/** A message that was planned before stays as it is. */
async function addPush(db: Kysely<Schema>, push: PlannedPush): Promise<void> {
  const { key, to, answer, audience, at, day, expiresAt, notices } = push;
  const added = await db
    .insertInto('alert_push')
    .values({
      key,
      platform: to.platform,
      chat_id: to.chatId,
      day,
      at,
      expires_at: expiresAt,
      content: JSON.stringify({ to, answer, audience }),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .executeTakeFirst();
  if (added === undefined) return;
  for (const { chatId, ...notice } of notices)
    await db
      .insertInto('alert_notice')
      .values({ ...notice, chat_id: chatId, push_key: key })
      .execute();
}

async function forgetBefore(db: Kysely<Schema>, instant: string): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const gone = await trx
      .deleteFrom('alert')
      .where('state', '=', 'resolved')
      .where('resolved_at', '<', instant)
      .executeTakeFirst();
    const kept = trx.selectFrom('alert').select('fingerprint');
    await trx.deleteFrom('alert_notice').where('fingerprint', 'not in', kept).execute();
    await trx.deleteFrom('alert_silence').where('fingerprint', 'not in', kept).execute();
    await trx.deleteFrom('alert_push').where('at', '<', instant).where('content', 'is', null).execute();
    return Number(gone.numDeletedRows);
  });
}
