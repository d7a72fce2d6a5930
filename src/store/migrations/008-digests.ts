/** Digests: subscriptions with what was last told, and the runs. */
import type { Kysely } from 'kysely';

/** Creates the tables of digests. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createSubscriptions(db);
  await db.schema
    .createTable('digest_run')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('subscription_id', 'integer', (c) => c.notNull().references('subscription.id'))
    .addColumn('slot', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('reason', 'text')
    .addColumn('content', 'text')
    .addColumn('snapshot', 'text')
    .addUniqueConstraint('digest_run_slot', ['subscription_id', 'slot'])
    .execute();
}

async function createSubscriptions(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('subscription')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('platform', 'text', (c) => c.notNull())
    .addColumn('account', 'text', (c) => c.notNull())
    .addColumn('chat_id', 'text', (c) => c.notNull())
    .addColumn('chat_kind', 'text', (c) => c.notNull())
    .addColumn('person_id', 'text')
    .addColumn('scope', 'text', (c) => c.notNull())
    .addColumn('time', 'text', (c) => c.notNull())
    .addColumn('weekday', 'integer')
    .addColumn('created_at', 'text', (c) => c.notNull())
    .addColumn('created_by', 'text', (c) => c.notNull())
    .addColumn('ended_at', 'text')
    .addColumn('ended_by', 'text')
    .addColumn('next_at', 'text', (c) => c.notNull())
    .addColumn('last_at', 'text', (c) => c.notNull())
    .addColumn('snapshot', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('subscription_due')
    .on('subscription')
    .columns(['ended_at', 'next_at'])
    .execute();
  await db.schema
    .createIndex('subscription_chat')
    .on('subscription')
    .columns(['platform', 'chat_id'])
    .execute();
}
