/** Messages taken in: kept whole until they are answered, then only as known, so that nobody is answered twice. */
import { createHash } from 'node:crypto';
import { type Expression, type Kysely, type SqlBool, sql, type Transaction } from 'kysely';
import type {
  AccountKey,
  FinishedMessage,
  Inbox,
  KnownMessage,
  Lease,
  TakenMessage,
} from '../domain/mail.ts';
import type { IncomingMessage, OutgoingMessage } from '../domain/message.ts';
import { insertParcel, readParcel } from './outbox-rows.ts';
import type { Schema } from './schema.ts';
import type { InboxTable } from './schema-delivery.ts';

/** The inbox with its housekeeping. */
export interface StoredInbox extends Inbox {
  /** Forgets answered messages received before an instant, and replies no longer worth keeping; returns how many. */
  forgetBefore(instant: string, now: string): Promise<number>;
}

/** The inbox in the database. */
export function createInbox(db: Kysely<Schema>): StoredInbox {
  return {
    accept: (message, now, leasedUntil) => accept(db, message, now, leasedUntil),
    known: (message, id) => known(db, message, id),
    take: (accounts, lease, limit) => take(db, accounts, lease, limit),
    async takeOne(inboxId, lease) {
      const taken = await leaseRows(db, [inboxId], lease);
      return taken[0] ?? null;
    },
    async renew(inboxIds, until) {
      if (inboxIds.length === 0) return;
      await db
        .updateTable('inbox')
        .set({ leased_until: until })
        .where('id', 'in', inboxIds)
        .where('state', '=', 'waiting')
        .execute();
    },
    finish: (finished) => db.transaction().execute((trx) => finish(trx, finished)),
    async handedOver(inboxId) {
      const row = await db
        .selectFrom('outbox')
        .select('parcel')
        .where('answers', '=', inboxId)
        .where('kind', '=', HANDED_OVER)
        .executeTakeFirst();
      return row ? (JSON.parse(row.parcel) as OutgoingMessage[]) : null;
    },
    async sentParcel(key) {
      const row = await db
        .selectFrom('outbox')
        .selectAll()
        .where('key', '=', key)
        .where('kind', '!=', HANDED_OVER)
        .executeTakeFirst();
      return row ? readParcel(db, row) : null;
    },
    forgetBefore: (instant, now) => forget(db, instant, now),
  };
}

/** Kind of an outbox row whose messages the channel handed over itself. */
const HANDED_OVER = 'handed_over';

const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url');

async function accept(
  db: Kysely<Schema>,
  message: IncomingMessage,
  now: string,
  leasedUntil: string | null,
): Promise<number | null> {
  const added = await db
    .insertInto('inbox')
    .values({
      platform: message.platform,
      account: message.account ?? '',
      chat_id: message.chatId,
      message_id: message.id,
      received_at: now,
      state: 'waiting',
      message: JSON.stringify(message),
      text_hash: hashOf(message.text),
      attempts: leasedUntil === null ? 0 : 1,
      leased_until: leasedUntil,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return added?.id ?? null;
}

async function known(db: Kysely<Schema>, message: IncomingMessage, id: string): Promise<KnownMessage | null> {
  const row = await db
    .selectFrom('inbox')
    .select(['id', 'state', 'text_hash'])
    .where('platform', '=', message.platform)
    .where('account', '=', message.account ?? '')
    .where('chat_id', '=', message.chatId)
    .where('message_id', '=', id)
    .executeTakeFirst();
  if (!row) return null;
  const sent = await db
    .selectFrom('outbox')
    .select('sent_id')
    .where('answers', '=', row.id)
    .where('sent_id', 'is not', null)
    .orderBy('id')
    .execute();
  return {
    inboxId: row.id,
    state: row.state === 'waiting' ? 'waiting' : 'done',
    sameText: row.text_hash === hashOf(message.text),
    sentIds: sent.flatMap((one) => one.sent_id ?? []),
  };
}

/** The oldest waiting message of each chat, unless it is being worked on: a chat is answered in its order. */
async function take(
  db: Kysely<Schema>,
  accounts: readonly AccountKey[],
  lease: Lease,
  limit: number,
): Promise<TakenMessage[]> {
  if (accounts.length === 0) return [];
  const rows = await db
    .selectFrom('inbox')
    .select('inbox.id')
    .where('state', '=', 'waiting')
    .where((eb) => eb.or(accounts.map(({ platform, account }) => eb.and({ platform, account }))))
    .where(free(lease.now))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('inbox as earlier')
            .select('earlier.id')
            .where('earlier.state', '=', 'waiting')
            .whereRef('earlier.platform', '=', 'inbox.platform')
            .whereRef('earlier.account', '=', 'inbox.account')
            .whereRef('earlier.chat_id', '=', 'inbox.chat_id')
            .whereRef('earlier.id', '<', 'inbox.id'),
        ),
      ),
    )
    .orderBy('inbox.id')
    .limit(limit)
    .execute();
  return leaseRows(
    db,
    rows.map((row) => row.id),
    lease,
  );
}

const free = (now: string): Expression<SqlBool> =>
  sql<SqlBool>`(leased_until is null or leased_until <= ${now})`;

async function leaseRows(
  db: Kysely<Schema>,
  ids: readonly number[],
  { now, until }: Lease,
): Promise<TakenMessage[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .updateTable('inbox')
    .set((eb) => ({ leased_until: until, attempts: eb('attempts', '+', 1) }))
    .where('id', 'in', ids)
    .where('state', '=', 'waiting')
    .where(free(now))
    .returning(['id', 'message', 'attempts'])
    .execute();
  return rows.sort((a, b) => a.id - b.id).flatMap(takenOf);
}

function takenOf({ id, message, attempts }: Pick<InboxTable, 'message' | 'attempts'> & { id: number }) {
  if (message === null) return [];
  return { inboxId: id, message: JSON.parse(message) as IncomingMessage, earlierAttempts: attempts - 1 };
}

async function finish(
  trx: Transaction<Schema>,
  { inboxId, replies, conversation, now, expiresAt }: FinishedMessage,
): Promise<boolean> {
  const done = await trx
    .updateTable('inbox')
    .set({ state: 'done', message: null, leased_until: null })
    .where('id', '=', inboxId)
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  if (Number(done.numUpdatedRows) === 0) return false;
  if ('send' in replies) {
    for (const parcel of replies.send)
      await insertParcel(trx, { parcel, dueAt: now, expiresAt }, { now, answers: inboxId });
  } else {
    await keepHandedOver(trx, { inboxId, messages: replies.handOver, now, expiresAt });
  }
  if (conversation) await saveConversation(trx, conversation);
  return true;
}

async function keepHandedOver(
  trx: Transaction<Schema>,
  given: { inboxId: number; messages: readonly OutgoingMessage[]; now: string; expiresAt: string },
): Promise<void> {
  const { inboxId, messages, now, expiresAt } = given;
  await trx
    .insertInto('outbox')
    .values((eb) => ({
      key: `handed-over-${inboxId}`,
      platform: eb.selectFrom('inbox').select('platform').where('id', '=', inboxId).$asScalar().$notNull(),
      account: '',
      chat_id: '',
      chat_kind: 'private',
      thread: null,
      kind: HANDED_OVER,
      answers: inboxId,
      parcel: JSON.stringify(messages),
      file_id: null,
      state: 'sent',
      created_at: now,
      due_at: now,
      expires_at: expiresAt,
      leased_until: null,
      sent_id: null,
      reason: null,
      attempts: 0,
    }))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

async function saveConversation(
  trx: Transaction<Schema>,
  { key, state, expiresAt }: NonNullable<FinishedMessage['conversation']>,
): Promise<void> {
  const kept = { state: JSON.stringify(state), expires_at: expiresAt };
  await trx
    .insertInto('conversation')
    .values({ platform: key.platform, chat_id: key.chatId, person_id: key.personId, ...kept })
    .onConflict((conflict) => conflict.columns(['platform', 'chat_id', 'person_id']).doUpdateSet(kept))
    .execute();
}

async function forget(db: Kysely<Schema>, instant: string, now: string): Promise<number> {
  const gone = await db
    .deleteFrom('inbox')
    .where('received_at', '<', instant)
    .where('state', '=', 'done')
    .executeTakeFirst();
  await db.deleteFrom('outbox').where('kind', '=', HANDED_OVER).where('expires_at', '<', now).execute();
  return Number(gone.numDeletedRows);
}
