/** Subscriptions, what each was last told, and the runs. */
import type { Kysely, Selectable, Transaction } from 'kysely';
import type { ChatKey } from '../domain/access-records.ts';
import type {
  DigestKind,
  DigestOutcome,
  DigestScope,
  NewSubscription,
  Snapshot,
  Subscription,
} from '../domain/digest.ts';
import type { Schema } from './schema.ts';
import type { SubscriptionTable } from './schema-digests.ts';

/** A run as it was prepared. `content` is a JSON value of the caller's own shape. */
export interface PreparedRun {
  subscriptionId: number;
  slot: string;
  content: unknown;
  snapshot: Snapshot;
}

/** What ends a due digest. */
export interface FinishedRun {
  subscriptionId: number;
  slot: string;
  outcome: DigestOutcome;
  reason: string | null;
  /** What the next digest compares with; null leaves it as it is. */
  snapshot: Snapshot | null;
  nextAt: string;
  now: string;
}

/** A run that is over, for operators. */
export interface DigestRunRecord {
  subscriptionId: number;
  slot: string;
  at: string;
  outcome: DigestOutcome;
  reason: string | null;
}

export interface DigestStore {
  /** A live one of the same kind and scope in the same chat gets the new time instead and keeps what it was told. */
  subscribe(
    asked: NewSubscription,
    start: { snapshot: Snapshot; nextAt: string; now: string },
  ): Promise<{ subscription: Subscription; renewed: boolean }>;
  /** Live ones of a chat, oldest first. */
  ofChat(chat: ChatKey): Promise<Subscription[]>;
  /** Live ones due at an instant, longest due first. */
  due(now: string): Promise<Subscription[]>;
  /** Ends those of the chat; returns how many were live. */
  end(chat: ChatKey, ids: readonly number[], ended: { by: string; at: string }): Promise<number>;
  /** What a subscription was last told. */
  snapshot(subscriptionId: number): Promise<Snapshot>;
  /** A run that was prepared and not finished; null when there is none. */
  prepared(subscriptionId: number, slot: string): Promise<PreparedRun | null>;
  /** Keeps what is about to be sent. */
  prepare(run: PreparedRun, now: string): Promise<void>;
  /** Ends a run and sets the subscription to its next one, all or nothing. False when it was finished before. */
  finish(run: FinishedRun): Promise<boolean>;
  /** Newest first. */
  runs(limit: number): Promise<DigestRunRecord[]>;
  /** Forgets finished runs and ended subscriptions before an instant. */
  forgetBefore(instant: string): Promise<void>;
}

/** Digests in the database. */
export function createDigestStore(db: Kysely<Schema>): DigestStore {
  return { ...subscriptionsOf(db), ...runsOf(db) };
}

const live = (db: Kysely<Schema> | Transaction<Schema>) =>
  db.selectFrom('subscription').selectAll().where('ended_at', 'is', null);

type Subscriptions = Pick<DigestStore, 'subscribe' | 'ofChat' | 'due' | 'end' | 'snapshot'>;

function subscriptionsOf(db: Kysely<Schema>): Subscriptions {
  return {
    subscribe: (asked, start) => db.transaction().execute((trx) => subscribe(trx, asked, start)),
    async ofChat({ platform, chatId }) {
      const rows = await live(db)
        .where('platform', '=', platform)
        .where('chat_id', '=', chatId)
        .orderBy('id')
        .execute();
      return rows.map(subscriptionOf);
    },
    async due(now) {
      const rows = await live(db).where('next_at', '<=', now).orderBy('next_at').orderBy('id').execute();
      return rows.map(subscriptionOf);
    },
    async end({ platform, chatId }, ids, { by, at }) {
      if (ids.length === 0) return 0;
      const ended = await db
        .updateTable('subscription')
        .set({ ended_at: at, ended_by: by })
        .where('platform', '=', platform)
        .where('chat_id', '=', chatId)
        .where('id', 'in', [...ids])
        .where('ended_at', 'is', null)
        .executeTakeFirst();
      return Number(ended.numUpdatedRows);
    },
    async snapshot(subscriptionId) {
      const row = await db
        .selectFrom('subscription')
        .select('snapshot')
        .where('id', '=', subscriptionId)
        .executeTakeFirstOrThrow();
      return JSON.parse(row.snapshot) as Snapshot;
    },
  };
}

async function subscribe(
  trx: Transaction<Schema>,
  asked: NewSubscription,
  { snapshot, nextAt, now }: { snapshot: Snapshot; nextAt: string; now: string },
): Promise<{ subscription: Subscription; renewed: boolean }> {
  const scope = JSON.stringify(asked.scope);
  const same = await live(trx)
    .where('platform', '=', asked.platform)
    .where('chat_id', '=', asked.chatId)
    .where('kind', '=', asked.kind)
    .where('scope', '=', scope)
    .executeTakeFirst();
  if (same) {
    const { account, time, weekday } = asked;
    const values = { account, time, weekday, next_at: nextAt };
    await trx.updateTable('subscription').set(values).where('id', '=', same.id).execute();
    return { subscription: subscriptionOf({ ...same, ...values }), renewed: true };
  }
  const row = await trx
    .insertInto('subscription')
    .values({
      kind: asked.kind,
      platform: asked.platform,
      account: asked.account,
      chat_id: asked.chatId,
      chat_kind: asked.chatKind,
      person_id: asked.personId,
      scope,
      time: asked.time,
      weekday: asked.weekday,
      created_at: now,
      created_by: asked.by,
      ended_at: null,
      ended_by: null,
      next_at: nextAt,
      last_at: snapshot.at,
      snapshot: JSON.stringify(snapshot),
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return { subscription: subscriptionOf(row), renewed: false };
}

function subscriptionOf(row: Selectable<SubscriptionTable>): Subscription {
  return {
    id: row.id,
    kind: row.kind as DigestKind,
    platform: row.platform,
    account: row.account,
    chatId: row.chat_id,
    chatKind: row.chat_kind as Subscription['chatKind'],
    personId: row.person_id,
    scope: JSON.parse(row.scope) as DigestScope,
    time: row.time,
    weekday: row.weekday,
    by: row.created_by,
    createdAt: row.created_at,
    nextAt: row.next_at,
    lastAt: row.last_at,
  };
}

type Runs = Pick<DigestStore, 'prepared' | 'prepare' | 'finish' | 'runs' | 'forgetBefore'>;

function runsOf(db: Kysely<Schema>): Runs {
  return {
    async prepared(subscriptionId, slot) {
      const row = await db
        .selectFrom('digest_run')
        .select(['content', 'snapshot'])
        .where('subscription_id', '=', subscriptionId)
        .where('slot', '=', slot)
        .where('state', '=', PREPARED)
        .executeTakeFirst();
      if (!row) return null;
      const snapshot = JSON.parse(row.snapshot ?? 'null') as Snapshot;
      return { subscriptionId, slot, content: JSON.parse(row.content ?? 'null') as unknown, snapshot };
    },
    async prepare({ subscriptionId, slot, content, snapshot }, now) {
      const run = { subscription_id: subscriptionId, slot, at: now, state: PREPARED, reason: null };
      await db
        .insertInto('digest_run')
        .values({ ...run, content: JSON.stringify(content), snapshot: JSON.stringify(snapshot) })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    finish: (run) => db.transaction().execute((trx) => finish(trx, run)),
    async runs(limit) {
      const rows = await db
        .selectFrom('digest_run')
        .select(['subscription_id as subscriptionId', 'slot', 'at', 'state', 'reason'])
        .where('state', '<>', PREPARED)
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.map(({ state, ...row }) => ({ ...row, outcome: state as DigestOutcome }));
    },
    async forgetBefore(instant) {
      await db.deleteFrom('digest_run').where('at', '<', instant).where('state', '<>', PREPARED).execute();
      const ended = db.selectFrom('subscription').select('id').where('ended_at', '<', instant);
      await db.deleteFrom('digest_run').where('subscription_id', 'in', ended).execute();
      await db.deleteFrom('subscription').where('ended_at', '<', instant).execute();
    },
  };
}

const PREPARED = 'prepared';

/** The slot is finished once: a second process that did the same work changes nothing. */
async function finish(trx: Transaction<Schema>, run: FinishedRun): Promise<boolean> {
  const moved = await trx
    .updateTable('subscription')
    .set({
      next_at: run.nextAt,
      ...(run.snapshot ? { snapshot: JSON.stringify(run.snapshot), last_at: run.snapshot.at } : {}),
    })
    .where('id', '=', run.subscriptionId)
    .where('next_at', '=', run.slot)
    .executeTakeFirst();
  if (moved.numUpdatedRows === 0n) return false;
  const over = { at: run.now, state: run.outcome, reason: run.reason, content: null, snapshot: null };
  await trx
    .insertInto('digest_run')
    .values({ subscription_id: run.subscriptionId, slot: run.slot, ...over })
    .onConflict((conflict) => conflict.columns(['subscription_id', 'slot']).doUpdateSet(over))
    .execute();
  return true;
}
