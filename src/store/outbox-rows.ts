/** One parcel as rows of the outbox, and back. */
import type { Kysely } from 'kysely';
import type { Parcel, Target } from '../domain/channel.ts';
import type { NewParcel } from '../domain/mail.ts';
import type { OutgoingFile } from '../domain/message.ts';
import type { Schema } from './schema.ts';
import type { OutboxTable } from './schema-delivery.ts';

type StoredParcel = Omit<Parcel, 'key' | 'target' | 'file' | 'kind'>;

/** Adds a parcel unless its key is there; true when it was added. */
export async function insertParcel(
  db: Kysely<Schema>,
  { parcel, dueAt, expiresAt }: NewParcel,
  { now, answers }: { now: string; answers: number | null },
): Promise<boolean> {
  const { key, target, file, kind, ...stored } = parcel;
  const added = await db
    .insertInto('outbox')
    .values({
      key,
      platform: target.platform,
      account: target.account,
      chat_id: target.chatId,
      chat_kind: target.chatKind,
      thread: target.thread,
      kind,
      answers,
      parcel: JSON.stringify(stored satisfies StoredParcel),
      file_id: null,
      state: 'waiting',
      created_at: now,
      due_at: dueAt,
      expires_at: expiresAt,
      attempts: 0,
      leased_until: null,
      sent_id: null,
      reason: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (added && file) await addFile(db, added.id, file);
  return added !== undefined;
}

async function addFile(db: Kysely<Schema>, outboxId: number, file: OutgoingFile): Promise<void> {
  const { name, kind, bytes } = file;
  const { id } = await db
    .insertInto('outbox_file')
    .values({ name, kind, bytes: Buffer.from(bytes) })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db.updateTable('outbox').set({ file_id: id }).where('id', '=', outboxId).execute();
}

type Row = Pick<
  OutboxTable,
  'key' | 'platform' | 'account' | 'chat_id' | 'chat_kind' | 'thread' | 'kind' | 'parcel' | 'file_id'
>;

/** The parcel of a row, with the bytes of its file. */
export async function readParcel(db: Kysely<Schema>, row: Row): Promise<Parcel> {
  const stored = JSON.parse(row.parcel) as StoredParcel;
  return {
    ...stored,
    key: row.key,
    target: targetOf(row),
    kind: row.kind === 'push' ? 'push' : 'reply',
    file: row.file_id === null ? null : await readFile(db, row.file_id),
  };
}

/** Where a row goes. */
export function targetOf(row: Omit<Row, 'key' | 'kind' | 'parcel' | 'file_id'>): Target {
  return {
    platform: row.platform,
    account: row.account,
    chatId: row.chat_id,
    chatKind: row.chat_kind === 'group' ? 'group' : 'private',
    thread: row.thread,
  };
}

async function readFile(db: Kysely<Schema>, id: number): Promise<OutgoingFile | null> {
  const row = await db
    .selectFrom('outbox_file')
    .select(['name', 'kind', 'bytes'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return null;
  return { name: row.name, kind: row.kind === 'image' ? 'image' : 'document', bytes: row.bytes };
}

/** What is kept of a sent parcel: its buttons and whom it was for, not what it said. */
export function keptOf(parcel: Parcel): string {
  const { key, target, file, kind, ...stored } = parcel;
  return JSON.stringify({ ...stored, text: '', replyContext: {} } satisfies StoredParcel);
}
