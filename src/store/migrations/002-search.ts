/** What the question path reads: one view a project, terms with their sound, a version. */
import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/** Creates the read side. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('project_view')
    .addColumn('project_id', 'integer', (c) => c.primaryKey().references('project.id'))
    .addColumn('code', 'text', (c) => c.notNull().unique())
    .addColumn('region_slug', 'text', (c) => c.notNull())
    .addColumn('year', 'integer', (c) => c.notNull())
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('summary', 'text', (c) => c.notNull())
    .addColumn('detail', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('project_view_place')
    .on('project_view')
    .columns(['region_slug', 'year', 'position'])
    .execute();
  await db.schema
    .createTable('term')
    .addColumn('token', 'text', (c) => c.primaryKey())
    .addColumn('projects', 'integer', (c) => c.notNull())
    .addColumn('pinyin', 'text')
    .execute();
  await db.schema.createIndex('term_pinyin').on('term').column('pinyin').execute();
  await db.schema
    .createTable('counter')
    .addColumn('name', 'text', (c) => c.primaryKey())
    .addColumn('value', 'integer', (c) => c.notNull())
    .execute();
  await sql`insert into counter (name, value) values ('version', 0)`.execute(db);
}
