/** Who may do what where: bindings, codes, settings of chats, switches, drafts; places in the audit trail. */
import { type CreateTableBuilder, type Kysely, sql } from 'kysely';

/** Creates the tables of access and widens the audit trail. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createRights(db);
  await createSettings(db);
  await createTransient(db);
  await db.schema.alterTable('audit').addColumn('place', 'text').execute();
  await db.schema
    .alterTable('audit')
    .addColumn('outcome', 'text', (c) => c.notNull().defaultTo('done'))
    .execute();
  await db.schema.createIndex('audit_action').on('audit').columns(['action', 'id']).execute();
  await db.schema.createIndex('audit_time').on('audit').column('at').execute();
}

const withId = <Name extends string>(table: CreateTableBuilder<Name>) =>
  table.addColumn('id', 'integer', (c) => c.primaryKey());

const withRights = <Name extends string, Column extends string>(table: CreateTableBuilder<Name, Column>) =>
  table
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('unit', 'text')
    .addColumn('official', 'text')
    .addColumn('region', 'text');

async function createRights(db: Kysely<unknown>): Promise<void> {
  await withRights(withId(db.schema.createTable('binding')))
    .addColumn('platform', 'text', (c) => c.notNull())
    .addColumn('person_id', 'text', (c) => c.notNull())
    .addColumn('account', 'text', (c) => c.notNull())
    .addColumn('chat_id', 'text', (c) => c.notNull())
    .addColumn('bound_at', 'text', (c) => c.notNull())
    .addColumn('bound_by', 'text', (c) => c.notNull())
    .addColumn('revoked_at', 'text')
    .addColumn('revoked_by', 'text')
    .execute();
  await sql`create unique index binding_live on binding (platform, person_id) where revoked_at is null`.execute(
    db,
  );
  await withRights(withId(db.schema.createTable('binding_code')))
    .addColumn('prefix', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .addColumn('salt', 'text', (c) => c.notNull())
    .addColumn('issued_at', 'text', (c) => c.notNull())
    .addColumn('issued_by', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'text', (c) => c.notNull())
    .addColumn('used_at', 'text')
    .addColumn('used_by', 'text')
    .execute();
  await db.schema.createIndex('binding_code_prefix').on('binding_code').column('prefix').execute();
  await withId(db.schema.createTable('code_attempt'))
    .addColumn('platform', 'text', (c) => c.notNull())
    .addColumn('person_id', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('code_attempt_time').on('code_attempt').columns(['platform', 'at']).execute();
}

async function createSettings(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('chat_setting')
    .addColumn('platform', 'text', (c) => c.notNull())
    .addColumn('chat_id', 'text', (c) => c.notNull())
    .addColumn('audience', 'text', (c) => c.notNull())
    .addColumn('region', 'text')
    .addColumn('set_at', 'text', (c) => c.notNull())
    .addColumn('set_by', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('chat_setting_key', ['platform', 'chat_id'])
    .execute();
  await withId(db.schema.createTable('switch'))
    .addColumn('scope', 'text', (c) => c.notNull())
    .addColumn('platform', 'text', (c) => c.notNull())
    .addColumn('target', 'text', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('off_at', 'text', (c) => c.notNull())
    .addColumn('off_by', 'text', (c) => c.notNull())
    .addColumn('ends_at', 'text')
    .addColumn('on_at', 'text')
    .addColumn('on_by', 'text')
    .execute();
  await db.schema
    .createTable('switch_notice')
    .addColumn('switch_id', 'integer', (c) => c.notNull().references('switch.id').onDelete('cascade'))
    .addColumn('platform', 'text', (c) => c.notNull())
    .addColumn('chat_id', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('switch_notice_key', ['switch_id', 'platform', 'chat_id'])
    .execute();
}

async function createTransient(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('answerer')
    .addColumn('platform', 'text', (c) => c.notNull())
    .addColumn('chat_id', 'text', (c) => c.notNull())
    .addColumn('said', 'text', (c) => c.notNull())
    .addColumn('account', 'text', (c) => c.notNull())
    .addColumn('until', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('answerer_key', ['platform', 'chat_id', 'said'])
    .execute();
  await db.schema
    .createTable('draft')
    .addColumn('platform', 'text', (c) => c.notNull())
    .addColumn('chat_id', 'text', (c) => c.notNull())
    .addColumn('person_id', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('bytes', 'blob')
    .addColumn('expires_at', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('draft_key', ['platform', 'chat_id', 'person_id'])
    .execute();
}
