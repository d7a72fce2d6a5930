/** What each class of readers sees: tiers on views, links, terms and revisions. All that is stored becomes public. */
import type { Kysely } from 'kysely';
import { sql } from 'kysely';

async function documents(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('document')
    .addColumn('audience', 'text', (c) => c.notNull().defaultTo('public'))
    .execute();
  await db.schema.alterTable('document').addColumn('imported_by', 'text').execute();
  await db.schema.createIndex('document_imported').on('document').column('imported_at').execute();
  await db.schema.createIndex('report_document').on('report').column('document_id').execute();
}

/** A project has a view for each range of tiers that sees it alike: the view gets an id of its own. */
async function views(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex('project_view_place').execute();
  await db.schema.alterTable('project_view').renameTo('old_view').execute();
  await db.schema
    .createTable('project_view')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('project_id', 'integer', (c) => c.notNull().references('project.id'))
    .addColumn('tier_from', 'integer', (c) => c.notNull())
    .addColumn('tier_to', 'integer', (c) => c.notNull())
    .addColumn('code', 'text', (c) => c.notNull())
    .addColumn('region_slug', 'text', (c) => c.notNull())
    .addColumn('year', 'integer', (c) => c.notNull())
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('summary', 'text', (c) => c.notNull())
    .addColumn('detail', 'text', (c) => c.notNull())
    .addUniqueConstraint('project_view_code', ['code', 'tier_from'])
    .execute();
  await sql`insert into project_view select project_id, project_id, 0, 2, code, region_slug, year, position, status,
    summary, detail from old_view`.execute(db);
  await db.schema.dropTable('old_view').execute();
  await db.schema.createIndex('project_view_project').on('project_view').column('project_id').execute();
  await db.schema
    .createIndex('project_view_place')
    .on('project_view')
    .columns(['region_slug', 'year', 'position', 'tier_from', 'tier_to'])
    .execute();
  await sql`create index project_view_split on project_view (id) where tier_from > 0 or tier_to < 2`.execute(
    db,
  );
}

async function tiers(db: Kysely<unknown>): Promise<void> {
  for (const table of ['project_unit', 'project_official', 'revision']) {
    for (const [column, tier] of [
      ['tier_from', 0],
      ['tier_to', 2],
    ] as const) {
      await db.schema
        .alterTable(table)
        .addColumn(column, 'integer', (c) => c.notNull().defaultTo(tier))
        .execute();
    }
  }
  await db.schema.createIndex('revision_project').on('revision').column('project_id').execute();
  await db.schema.createIndex('revision_at').on('revision').column('at').execute();
}

async function terms(db: Kysely<unknown>): Promise<void> {
  for (const column of ['staff_projects', 'leader_projects']) {
    await db.schema
      .alterTable('term')
      .addColumn(column, 'integer', (c) => c.notNull().defaultTo(0))
      .execute();
  }
  await sql`update term set staff_projects = projects, leader_projects = projects`.execute(db);
}

/** Adds audiences and tiers. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await documents(db);
  await views(db);
  await tiers(db);
  await terms(db);
}
