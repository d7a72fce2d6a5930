/** First shape: lists, their projects and reports, what was read from them, and who takes part. */
import type { Kysely } from 'kysely';

async function lists(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('region')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('slug', 'text', (c) => c.notNull().unique())
    .addColumn('full_name', 'text', (c) => c.notNull().unique())
    .addColumn('short_names', 'text', (c) => c.notNull())
    .addColumn('parent_name', 'text')
    .addColumn('code', 'text')
    .execute();
  await db.schema
    .createTable('document')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('content_hash', 'text', (c) => c.notNull().unique())
    .addColumn('file_name', 'text', (c) => c.notNull())
    .addColumn('title', 'text')
    .addColumn('region_id', 'integer', (c) => c.notNull().references('region.id'))
    .addColumn('year', 'integer', (c) => c.notNull())
    .addColumn('period_label', 'text')
    .addColumn('period_start', 'text')
    .addColumn('period_end', 'text')
    .addColumn('declared_count', 'integer')
    .addColumn('found_count', 'integer', (c) => c.notNull())
    .addColumn('layout', 'text', (c) => c.notNull())
    .addColumn('imported_at', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('project')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('code', 'text', (c) => c.notNull().unique())
    .addColumn('region_id', 'integer', (c) => c.notNull().references('region.id'))
    .addColumn('year', 'integer', (c) => c.notNull())
    .addColumn('position', 'integer', (c) => c.notNull())
    .addUniqueConstraint('project_place', ['region_id', 'year', 'position'])
    .execute();
}

async function reports(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('report')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('project_id', 'integer', (c) => c.notNull().references('project.id'))
    .addColumn('document_id', 'integer', (c) => c.notNull().references('document.id'))
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('number', 'text', (c) => c.notNull())
    .addColumn('title', 'text')
    .addColumn('goal', 'text', (c) => c.notNull())
    .addColumn('note', 'text', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('status_word', 'text')
    .addColumn('lagging', 'integer')
    .addColumn('stated_rate', 'double precision')
    .addColumn('units', 'text', (c) => c.notNull())
    .addColumn('officials', 'text', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('report_project').on('report').column('project_id').execute();
  await db.schema
    .createTable('revision')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('project_id', 'integer', (c) => c.notNull().references('project.id'))
    .addColumn('document_id', 'integer', (c) => c.notNull().references('document.id'))
    .addColumn('field', 'text', (c) => c.notNull())
    .addColumn('before', 'text', (c) => c.notNull())
    .addColumn('after', 'text', (c) => c.notNull())
    .addColumn('at', 'text', (c) => c.notNull())
    .execute();
}

/** A table of numbered parts of a report. */
function partOfReport(db: Kysely<unknown>, name: string) {
  return db.schema
    .createTable(name)
    .addColumn('report_id', 'integer', (c) => c.notNull().references('report.id'))
    .addColumn('ordinal', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint(`${name}_key`, ['report_id', 'ordinal']);
}

async function readings(db: Kysely<unknown>): Promise<void> {
  await partOfReport(db, 'clause')
    .addColumn('part', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .execute();
  await partOfReport(db, 'figure')
    .addColumn('clause', 'integer', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('indicator', 'text', (c) => c.notNull())
    .addColumn('value', 'double precision', (c) => c.notNull())
    .addColumn('unit', 'text', (c) => c.notNull())
    .addColumn('direction', 'text', (c) => c.notNull())
    .addColumn('approximation', 'text')
    .addColumn('as_of', 'text')
    .addColumn('printed', 'text', (c) => c.notNull())
    .execute();
  await partOfReport(db, 'pair')
    .addColumn('target', 'integer', (c) => c.notNull())
    .addColumn('actual', 'integer', (c) => c.notNull())
    .addColumn('ratio', 'double precision')
    .addColumn('stated_ratio', 'double precision')
    .execute();
  await partOfReport(db, 'milestone')
    .addColumn('clause', 'integer', (c) => c.notNull())
    .addColumn('what', 'text', (c) => c.notNull())
    .addColumn('due', 'text', (c) => c.notNull())
    .addColumn('printed', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createTable('finding')
    .addColumn('document_id', 'integer', (c) => c.notNull().references('document.id'))
    .addColumn('report_id', 'integer', (c) => c.references('report.id'))
    .addColumn('ordinal', 'integer', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('severity', 'text', (c) => c.notNull())
    .addColumn('message', 'text', (c) => c.notNull())
    .addColumn('clause', 'integer')
    .execute();
  await db.schema.createIndex('finding_document').on('finding').column('document_id').execute();
  await db.schema.createIndex('finding_report').on('finding').column('report_id').execute();
}

async function people(db: Kysely<unknown>): Promise<void> {
  for (const noun of ['unit', 'official']) {
    await db.schema
      .createTable(noun)
      .addColumn('id', 'integer', (c) => c.primaryKey())
      .addColumn('name', 'text', (c) => c.notNull().unique())
      .execute();
    await db.schema
      .createTable(`project_${noun}`)
      .addColumn('project_id', 'integer', (c) => c.notNull().references('project.id'))
      .addColumn(`${noun}_id`, 'integer', (c) => c.notNull().references(`${noun}.id`))
      .addColumn('role', 'text', (c) => c.notNull())
      .addColumn('word', 'text', (c) => c.notNull())
      .execute();
    await db.schema
      .createIndex(`project_${noun}_project`)
      .on(`project_${noun}`)
      .column('project_id')
      .execute();
    await db.schema.createIndex(`project_${noun}_name`).on(`project_${noun}`).column(`${noun}_id`).execute();
  }
}

/** Creates the tables of lists. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await lists(db);
  await reports(db);
  await readings(db);
  await people(db);
}
