/** What was said of alerts and to whom, silences, messages on their way, and groups that want them. */
import type { Kysely } from 'kysely';
import type { Role } from '../domain/access.ts';
import type { AlertStore, Notice, PlannedPush } from '../domain/alerts.ts';
import { inBatches } from './alerts-rows.ts';
import type { Schema } from './schema.ts';

/** The part of the store that holds what was said and what is to be said. */
export type AlertLog = Pick<
  AlertStore,
  | 'notices'
  | 'lastTold'
  | 'silences'
  | 'addSilences'
  | 'sentOn'
  | 'waiting'
  | 'accepted'
  | 'takeBack'
  | 'groups'
  | 'addGroup'
  | 'removeGroup'
>;

/** The log of alerts in the database. */
export function createAlertLog(db: Kysely<Schema>): AlertLog {
  return { ...sayings(db), ...messages(db), ...groups(db) };
}

function sayings(db: Kysely<Schema>): Pick<AlertLog, 'notices' | 'lastTold' | 'silences' | 'addSilences'> {
  return {
    async notices(fingerprints) {
      const rows = await inBatches(fingerprints, (some) =>
        db
          .selectFrom('alert_notice')
          .select([
            'fingerprint',
            'round',
            'platform',
            'chat_id as chatId',
            'occasion',
            'step',
            'severity',
            'at',
          ])
          .where('fingerprint', 'in', some)
          .execute(),
      );
      return (rows as Notice[]).sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)));
    },
    async lastTold({ platform, chatId }) {
      const ofChat = db
        .selectFrom('alert_notice')
        .where('platform', '=', platform)
        .where('chat_id', '=', chatId);
      const rows = await ofChat
        .innerJoin('alert', 'alert.fingerprint', 'alert_notice.fingerprint')
        .select('alert.short_id')
        .where('alert_notice.push_key', '=', ofChat.select('push_key').orderBy('at', 'desc').limit(1))
        .orderBy('alert.short_id')
        .execute();
      return rows.map(({ short_id }) => short_id);
    },
    async silences(fingerprints, endedSince) {
      const rows = await inBatches(fingerprints, (some) =>
        db
          .selectFrom('alert_silence')
          .select([
            'fingerprint',
            'role',
            'reason',
            'silenced_by as by',
            'starts_at as from',
            'ends_at as until',
          ])
          .where('fingerprint', 'in', some)
          .where('ends_at', '>', endedSince)
          .orderBy('id')
          .execute(),
      );
      return rows.map((row) => ({ ...row, role: row.role as Role }));
    },
    addSilences: (silences) =>
      db.transaction().execute(async (trx) => {
        for (const { by, from, until, ...silence } of silences)
          await trx
            .insertInto('alert_silence')
            .values({ ...silence, silenced_by: by, starts_at: from, ends_at: until })
            .execute();
        await trx
          .updateTable('counter')
          .set((eb) => ({ value: eb('value', '+', 1) }))
          .where('name', '=', 'alerts')
          .execute();
      }),
  };
}

function messages(db: Kysely<Schema>): Pick<AlertLog, 'sentOn' | 'waiting' | 'accepted' | 'takeBack'> {
  return {
    async sentOn(day) {
      const rows = await db
        .selectFrom('alert_push')
        .select(['platform', 'chat_id', (eb) => eb.fn.countAll<number>().as('count')])
        .where('day', '=', day)
        .groupBy(['platform', 'chat_id'])
        .execute();
      return new Map(rows.map((row) => [`${row.platform}:${row.chat_id}`, Number(row.count)]));
    },
    async waiting() {
      const rows = await db
        .selectFrom('alert_push')
        .select(['key', 'at', 'day', 'expires_at as expiresAt', 'content'])
        .where('content', 'is not', null)
        .orderBy('at')
        .orderBy('key')
        .execute();
      return rows.map(({ content, ...row }) => ({
        ...row,
        ...(JSON.parse(content ?? '') as Pick<PlannedPush, 'to' | 'answer' | 'audience'>),
        notices: [],
      }));
    },
    async accepted(key) {
      await db.updateTable('alert_push').set({ content: null }).where('key', '=', key).execute();
    },
    takeBack: (key) =>
      db.transaction().execute(async (trx) => {
        await trx.deleteFrom('alert_notice').where('push_key', '=', key).execute();
        await trx.deleteFrom('alert_push').where('key', '=', key).execute();
      }),
  };
}

function groups(db: Kysely<Schema>): Pick<AlertLog, 'groups' | 'addGroup' | 'removeGroup'> {
  return {
    groups: () =>
      db
        .selectFrom('alert_group')
        .select(['platform', 'chat_id as chatId', 'account', 'added_at as at', 'added_by as by'])
        .orderBy('platform')
        .orderBy('chat_id')
        .execute(),
    async addGroup({ platform, chatId, account, at, by }) {
      const added = await db
        .insertInto('alert_group')
        .values({ platform, chat_id: chatId, account, added_at: at, added_by: by })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return (added.numInsertedOrUpdatedRows ?? 0n) > 0n;
    },
    async removeGroup({ platform, chatId }) {
      const gone = await db
        .deleteFrom('alert_group')
        .where('platform', '=', platform)
        .where('chat_id', '=', chatId)
        .executeTakeFirst();
      return gone.numDeletedRows > 0n;
    },
  };
}
