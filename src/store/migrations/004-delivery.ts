/** What coming and going messages need: the inbox keeps them until they are answered, the outbox until they are sent. */
import { type Kysely, sql } from 'kysely';

/** Replaces the list of seen messages; adds the outbox, its files, the ledger and the leases. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await inbox(db);
  await outbox(db);
  await ledger(db);
  await db.schema
    .createTable('lease')
    .addColumn('name', 'text', (c) => c.primaryKey())
    .addColumn('holder', 'text', (c) => c.notNull())
    .addColumn('until', 'text', (c) => c.notNull())
    .execute();
}

async function inbox(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('inbox').renameTo('inbox_seen').execute();
  await db.schema.dropIndex('inbox_received').execute();
  await db.schema
    .createTable('inbox')
    .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('platform', 'text', (c) => c.notNull())
    .addColumn('account', 'text', (c) => c.notNull())
    .addColumn('chat_id', 'text', (c) => c.notNull())
    .addColumn('message_id', 'text', (c) => c.notNull())
    .addColumn('received_at', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('message', 'text')
    .addColumn('text_hash', 'text', (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('leased_until', 'text')
    .addUniqueConstraint('inbox_key', ['platform', 'account', 'chat_id', 'message_id'])
    .execute();
  await db.schema.createIndex('inbox_received').on('inbox').column('received_at').execute();
  await sql`create index inbox_waiting on inbox (platform, account, chat_id, id) where state = 'waiting'`.execute(
    db,
  );
  await sql`insert into inbox (platform, account, chat_id, message_id, received_at, state, text_hash)
    select platform, '', chat_id, message_id, received_at, 'done', '' from inbox_seen`.execute(db);
  await db.schema.dropTable('inbox_seen').execute();
}

async function outbox(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('outbox_file')
    .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('bytes', 'blob', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('outbox')
    .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('key', 'text', (c) => c.notNull().unique())
    .addColumn('platform', 'text', (c) => c.notNull())
    .addColumn('account', 'text', (c) => c.notNull())
    .addColumn('chat_id', 'text', (c) => c.notNull())
    .addColumn('chat_kind', 'text', (c) => c.notNull())
    .addColumn('thread', 'text')
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('answers', 'integer')
    .addColumn('parcel', 'text', (c) => c.notNull())
    .addColumn('file_id', 'integer', (c) => c.references('outbox_file.id').onDelete('set null'))
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('due_at', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'text', (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('leased_until', 'text')
    .addColumn('sent_id', 'text')
    .addColumn('reason', 'text')
    .execute();
  await sql`create index outbox_waiting on outbox (platform, account, chat_id, id) where state = 'waiting'`.execute(
    db,
  );
  await db.schema.createIndex('outbox_answers').on('outbox').column('answers').execute();
  await db.schema.createIndex('outbox_state').on('outbox').columns(['state', 'created_at']).execute();
}

async function ledger(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('delivery')
    .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('outbox_id', 'integer', (c) => c.notNull())
    .addColumn('platform', 'text', (c) => c.notNull())
    .addColumn('account', 'text', (c) => c.notNull())
    .addColumn('chat_id', 'text', (c) => c.notNull())
    .addColumn('chat_kind', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('outcome', 'text', (c) => c.notNull())
    .addColumn('reason', 'text')
    .addColumn('duration_ms', 'integer', (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('delivery_account')
    .on('delivery')
    .columns(['platform', 'account', 'at'])
    .execute();
  await db.schema
    .createIndex('delivery_chat')
    .on('delivery')
    .columns(['platform', 'account', 'chat_id', 'at'])
    .execute();
}
