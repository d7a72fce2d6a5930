/** What the use of a language model leaves behind: calls of each day, drafts without figures and names. */
import type { Kysely } from 'kysely';

/** Adds the tables of the model. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('model_day')
    .addColumn('day', 'text', (c) => c.primaryKey())
    .addColumn('calls', 'integer', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('model_draft')
    .addColumn('key', 'text', (c) => c.primaryKey())
    .addColumn('draft', 'text')
    .addColumn('at', 'text', (c) => c.notNull())
    .execute();
}
