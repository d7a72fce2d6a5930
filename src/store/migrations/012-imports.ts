/** What each import did that its documents do not tell: needed to undo the last one of a list. */
import type { Kysely } from 'kysely';

/** Adds the log of imports; what was imported before it cannot be undone. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('import_log')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('document_id', 'integer', (c) => c.notNull())
    .addColumn('region_id', 'integer', (c) => c.notNull())
    .addColumn('year', 'integer', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .addColumn('imported_by', 'text')
    .addColumn('notes', 'text', (c) => c.notNull())
    .addColumn('undone_at', 'text')
    .execute();
  await db.schema
    .createIndex('import_log_list')
    .on('import_log')
    .columns(['region_id', 'year', 'id'])
    .execute();
  await db.schema.createIndex('import_log_document').on('import_log').column('document_id').execute();
}
