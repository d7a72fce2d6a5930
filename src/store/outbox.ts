/** Messages on their way out, and the ledger of every attempt to send one. */
import { type Expression, type Kysely, type SqlBool, sql } from 'kysely';
import type { Target } from '../domain/channel.ts';
import type { AccountKey, DeadLetter, Lease, Outbox, Outcome, TakenParcel } from '../domain/mail.ts';
import type { Budget } from '../domain/message.ts';
import { insertParcel, keptOf, readParcel, targetOf } from './outbox-rows.ts';
import type { Schema } from './schema.ts';

/** The outbox with its housekeeping. */
export interface StoredOutbox extends Outbox {
  /** Forgets what was sent or dropped before an instant, with the ledger and files; returns how many messages. */
  forgetBefore(instant: string): Promise<number>;
}

/** The outbox in the database. */
export function createOutbox(db: Kysely<Schema>): StoredOutbox {
  return {
    add: (parcels, now) =>
      db.transaction().execute(async (trx) => {
        let added = 0;
        for (const parcel of parcels) if (await insertParcel(trx, parcel, { now, answers: null })) added++;
        return added;
      }),
    take: (account, lease, limit) => take(db, account, lease, limit),
    postpone: (taken, dueAt) => postpone(db, taken, dueAt),
    finish: (taken, outcome, durationMs) =>
      db.transaction().execute((trx) => finish(trx, taken, outcome, durationMs)),
    async expire(now) {
      const gone = await db
        .updateTable('outbox')
        .set({ state: 'dead', reason: 'expired before it could be sent', leased_until: null })
        .where('state', '=', 'waiting')
        .where('expires_at', '<=', now)
        .where(free(now))
        .executeTakeFirst();
      return Number(gone.numUpdatedRows);
    },
    nextFree: (target, budget, now, ledgerId) => nextFree(db, target, budget, { now, ledgerId }),
    lastHeard: (target) => lastHeard(db, target),
    figures: (now) => figures(db, now),
    deadLetters: (limit) => deadLetters(db, limit),
    async revive(outboxId, now, expiresAt) {
      const again = { state: 'waiting', attempts: 0, due_at: now, expires_at: expiresAt, reason: null };
      return changed(await db.updateTable('outbox').set(again).where(dead(outboxId)).executeTakeFirst());
    },
    async drop(outboxId) {
      return changed(
        await db.updateTable('outbox').set({ state: 'dropped' }).where(dead(outboxId)).executeTakeFirst(),
      );
    },
    forgetBefore: (instant) => forget(db, instant),
  };
}

const free = (now: string): Expression<SqlBool> =>
  sql<SqlBool>`(leased_until is null or leased_until <= ${now})`;

/** In one chat earlier replies go before later ones, replies before pushes, and pushes in their order once they are due. */
const isFirst = (now: string): Expression<SqlBool> =>
  sql<SqlBool>`not exists (
    select 1 from outbox as other
    where other.state = 'waiting' and other.platform = outbox.platform and other.account = outbox.account
      and other.chat_id = outbox.chat_id
      and ((other.kind = 'reply' and (outbox.kind = 'push' or other.id < outbox.id))
        or (outbox.kind = 'push' and other.id < outbox.id and other.due_at <= ${now})))`;

const dead = (outboxId: number): Expression<SqlBool> => sql<SqlBool>`id = ${outboxId} and state = 'dead'`;

const changed = (result: { numUpdatedRows: bigint }): boolean => result.numUpdatedRows > 0n;

async function take(
  db: Kysely<Schema>,
  { platform, account }: AccountKey,
  lease: Lease,
  limit: number,
): Promise<TakenParcel[]> {
  const due = await db
    .selectFrom('outbox')
    .select('outbox.id')
    .where('state', '=', 'waiting')
    .where('platform', '=', platform)
    .where('account', '=', account)
    .where('due_at', '<=', lease.now)
    .where(free(lease.now))
    .where(isFirst(lease.now))
    .orderBy((eb) => eb.case().when('kind', '=', 'reply').then(0).else(1).end())
    .orderBy('outbox.id')
    .limit(limit)
    .execute();
  if (due.length === 0) return [];
  const ids = due.map((row) => row.id);
  return db.transaction().execute((trx) => begin(trx, ids, lease));
}

/** Leases the rows that are still free and writes their attempts into the ledger. */
async function begin(trx: Kysely<Schema>, ids: readonly number[], lease: Lease): Promise<TakenParcel[]> {
  const rows = await trx
    .updateTable('outbox')
    .set((eb) => ({ leased_until: lease.until, attempts: eb('attempts', '+', 1) }))
    .where('id', 'in', ids)
    .where('state', '=', 'waiting')
    .where(free(lease.now))
    .returningAll()
    .execute();
  const taken: TakenParcel[] = [];
  for (const row of rows.sort((a, b) => a.id - b.id)) {
    const { platform, account, chat_id, chat_kind } = row;
    const entry = { outbox_id: row.id, platform, account, chat_id, chat_kind, at: lease.now };
    const { id } = await trx
      .insertInto('delivery')
      .values({ ...entry, outcome: 'sending', reason: null, duration_ms: 0 })
      .returning('id')
      .executeTakeFirstOrThrow();
    const parcel = await readParcel(trx, row);
    const earlierAttempts = row.attempts - 1;
    taken.push({ outboxId: row.id, ledgerId: id, parcel, earlierAttempts, createdAt: row.created_at });
  }
  return taken;
}

async function postpone(
  db: Kysely<Schema>,
  { outboxId, ledgerId }: TakenParcel,
  dueAt: string,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await trx.deleteFrom('delivery').where('id', '=', ledgerId).execute();
    await trx
      .updateTable('outbox')
      .set((eb) => ({ due_at: dueAt, leased_until: null, attempts: eb('attempts', '-', 1) }))
      .where('id', '=', outboxId)
      .execute();
  });
}

async function finish(
  trx: Kysely<Schema>,
  { outboxId, ledgerId, parcel }: TakenParcel,
  outcome: Outcome,
  durationMs: number,
): Promise<void> {
  await trx
    .updateTable('delivery')
    .set({
      outcome: outcome.outcome,
      reason: outcome.outcome === 'sent' ? null : outcome.reason,
      duration_ms: Math.round(durationMs),
    })
    .where('id', '=', ledgerId)
    .execute();
  const row = await trx
    .updateTable('outbox')
    .set({ leased_until: null, ...endOf(outcome, keptOf(parcel)) })
    .where('id', '=', outboxId)
    .returning('file_id')
    .executeTakeFirst();
  if (outcome.outcome === 'sent' && row?.file_id)
    await trx.deleteFrom('outbox_file').where('id', '=', row.file_id).execute();
}

function endOf(outcome: Outcome, kept: string) {
  switch (outcome.outcome) {
    case 'sent':
      return { state: 'sent', sent_id: outcome.messageId, parcel: kept, reason: null };
    case 'again':
      return { due_at: outcome.dueAt, reason: outcome.reason };
    case 'never':
      return { state: 'dead', reason: outcome.reason };
    default:
      return outcome satisfies never;
  }
}

/** The attempts of the window that count for a target, oldest first; the bot's platform counts them the same way. */
async function nextFree(
  db: Kysely<Schema>,
  target: Target,
  { scope, count, windowMs }: Budget,
  { now, ledgerId }: { now: string; ledgerId: number },
): Promise<string | null> {
  if (scope === 'group' && target.chatKind !== 'group') return null;
  const since = new Date(Date.parse(now) - windowMs).toISOString();
  let attempts = db
    .selectFrom('delivery')
    .select('at')
    .where('platform', '=', target.platform)
    .where('account', '=', target.account)
    .where('id', '<', ledgerId)
    .where('at', '>', since);
  if (scope !== 'account') attempts = attempts.where('chat_id', '=', target.chatId);
  const [first] = await attempts
    .orderBy('at', 'desc')
    .offset(count - 1)
    .limit(1)
    .execute();
  return first ? new Date(Date.parse(first.at) + windowMs).toISOString() : null;
}

async function lastHeard(db: Kysely<Schema>, target: Target): Promise<string | null> {
  const row = await db
    .selectFrom('inbox')
    .select((eb) => eb.fn.max('received_at').as('at'))
    .where('platform', '=', target.platform)
    .where('account', '=', target.account)
    .where('chat_id', '=', target.chatId)
    .executeTakeFirst();
  return row?.at ?? null;
}

async function figures(db: Kysely<Schema>, now: string) {
  const counts = await db
    .selectFrom('outbox')
    .select((eb) => [
      eb.fn.count<number>('id').filterWhere('state', '=', 'waiting').as('waiting'),
      eb.fn.count<number>('id').filterWhere('state', '=', 'dead').as('dead'),
    ])
    .where('state', 'in', ['waiting', 'dead'])
    .executeTakeFirstOrThrow();
  const overdue = await db
    .selectFrom('outbox')
    .select((eb) => ['platform', 'account', eb.fn.min('due_at').as('dueAt')])
    .where('state', '=', 'waiting')
    .where('due_at', '<=', now)
    .where(isFirst(now))
    .groupBy(['platform', 'account'])
    .orderBy('dueAt')
    .execute();
  return { ...counts, oldestDueAt: overdue[0]?.dueAt ?? null, overdue };
}

async function deadLetters(db: Kysely<Schema>, limit: number): Promise<DeadLetter[]> {
  const rows = await db
    .selectFrom('outbox')
    .selectAll()
    .where('state', '=', 'dead')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    outboxId: row.id,
    target: targetOf(row),
    kind: row.kind === 'push' ? 'push' : 'reply',
    createdAt: row.created_at,
    attempts: row.attempts,
    reason: row.reason ?? 'unknown',
  }));
}

async function forget(db: Kysely<Schema>, instant: string): Promise<number> {
  const gone = await db
    .deleteFrom('outbox')
    .where('created_at', '<', instant)
    .where('state', 'in', ['sent', 'dropped'])
    .executeTakeFirst();
  await db.deleteFrom('delivery').where('at', '<', instant).execute();
  await db
    .deleteFrom('outbox_file')
    .where(
      'id',
      'not in',
      db
        .selectFrom('outbox')
        .select('file_id')
        .where('file_id', 'is not', null)
        .$castTo<{ file_id: number }>(),
    )
    .execute();
  return Number(gone.numDeletedRows);
}
