/** Questions that went unanswered or were answered wrongly, without anything that tells who asked. */
import type { Kysely } from 'kysely';

/** Adds the table of questions to review. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('review')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('region', 'text', (c) => c.notNull())
    .addColumn('audience', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('cause', 'text', (c) => c.notNull())
    .addColumn('intent', 'text')
    .addColumn('year', 'integer')
    .addColumn('project', 'text')
    .addColumn('reworded', 'text')
    .addColumn('count', 'integer', (c) => c.notNull())
    .addColumn('first_day', 'text', (c) => c.notNull())
    .addColumn('last_day', 'text', (c) => c.notNull())
    .addColumn('done', 'integer', (c) => c.notNull().defaultTo(0))
    .addUniqueConstraint('review_once', ['key', 'region', 'audience'])
    .execute();
  await db.schema.createIndex('review_by_day').on('review').column('last_day').execute();
}
