/** Alerts: their life, what was said of them to whom, silences, planned messages and groups that want them. */
import { type CreateTableBuilder, type Kysely, sql } from 'kysely';

const texts = <Name extends string>(table: CreateTableBuilder<Name>, ...columns: readonly string[]) =>
  columns.reduce<CreateTableBuilder<Name, string>>(
    (built, column) => built.addColumn(column, 'text', (c) => c.notNull()),
    table,
  );

/** Creates the tables of alerts. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createAlerts(db);
  await createNotices(db);
  await sql`insert into counter (name, value) values ('alerts', 0)`.execute(db);
}

async function createAlerts(db: Kysely<unknown>): Promise<void> {
  await texts(
    db.schema.createTable('alert').addColumn('fingerprint', 'text', (c) => c.primaryKey()),
    ...['kind', 'project', 'region', 'state', 'severity', 'step', 'opened_at'],
  )
    .addColumn('short_id', 'text', (c) => c.notNull().unique())
    .addColumn('round', 'integer', (c) => c.notNull())
    .addColumn('step_at', 'text')
    .addColumn('acknowledged_at', 'text')
    .addColumn('acknowledged_by', 'text')
    .addColumn('acknowledged_severity', 'text')
    .addColumn('resolved_at', 'text')
    .execute();
  await db.schema
    .createIndex('alert_region')
    .on('alert')
    .columns(['region', 'state', 'resolved_at'])
    .execute();
  await texts(
    db.schema.createTable('alert_silence').addColumn('id', 'integer', (c) => c.primaryKey()),
    ...['fingerprint', 'role', 'reason', 'silenced_by', 'starts_at', 'ends_at'],
  ).execute();
  await db.schema
    .createIndex('alert_silence_alert')
    .on('alert_silence')
    .columns(['fingerprint', 'ends_at'])
    .execute();
}

async function createNotices(db: Kysely<unknown>): Promise<void> {
  await texts(
    db.schema.createTable('alert_push').addColumn('key', 'text', (c) => c.primaryKey()),
    ...['platform', 'chat_id', 'day', 'at', 'expires_at'],
  )
    .addColumn('content', 'text')
    .execute();
  await db.schema.createIndex('alert_push_day').on('alert_push').column('day').execute();
  await sql`create index alert_push_waiting on alert_push (at) where content is not null`.execute(db);
  await texts(
    db.schema.createTable('alert_notice'),
    ...['push_key', 'fingerprint', 'platform', 'chat_id', 'occasion', 'step', 'severity', 'at'],
  )
    .addColumn('round', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('alert_notice_key', ['push_key', 'fingerprint'])
    .execute();
  await db.schema
    .createIndex('alert_notice_alert')
    .on('alert_notice')
    .columns(['fingerprint', 'at'])
    .execute();
  await db.schema
    .createIndex('alert_notice_chat')
    .on('alert_notice')
    .columns(['platform', 'chat_id', 'at'])
    .execute();
  await texts(db.schema.createTable('alert_group'), 'platform', 'chat_id', 'account', 'added_at', 'added_by')
    .addPrimaryKeyConstraint('alert_group_key', ['platform', 'chat_id'])
    .execute();
}
