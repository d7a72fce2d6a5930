/** What is new since a moment, as one class of readers may know it. */
import type { Kysely } from 'kysely';
import type { ChangedField, ChangeFilter, ProjectSummary, StoredChange } from '../domain/records.ts';
import { CHAT_LAYOUT } from './documents.ts';
import type { Schema } from './schema.ts';
import { shortened } from './shortened.ts';
import { audiencesOf, type Tier, tierFor } from './tiers.ts';

const MOST = 200;

interface Asked extends Omit<ChangeFilter, 'role' | 'limit'> {
  since: string;
  tier: Tier;
  limit: number;
}

/** @param since ISO instant; what was stored at that very instant is not new */
export async function changesSince(
  db: Kysely<Schema>,
  since: string,
  { role, limit = MOST, ...scope }: ChangeFilter,
): Promise<StoredChange[]> {
  const asked = { ...scope, since, limit, tier: tierFor(role) };
  const found = [...(await revised(db, asked)), ...(await added(db, asked)), ...(await reported(db, asked))];
  return found.sort((a, b) => compare(b.at, a.at) || compare(a.projectId, b.projectId)).slice(0, limit);
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** Projects in scope, as the tier sees them. */
function projects(db: Kysely<Schema>, { tier, regionSlug, unit }: Asked) {
  return db
    .selectFrom('project_view as view')
    .select(['view.code', 'view.summary'])
    .where('view.tier_from', '<=', tier)
    .where('view.tier_to', '>=', tier)
    .$if(regionSlug !== undefined, (query) => query.where('view.region_slug', '=', regionSlug!))
    .$if(unit !== undefined, (query) =>
      query.where('view.project_id', 'in', (eb) =>
        eb
          .selectFrom('project_unit as link')
          .innerJoin('unit', 'unit.id', 'link.unit_id')
          .select('link.project_id')
          .where('unit.name', '=', unit!)
          .where('link.tier_from', '<=', tier)
          .where('link.tier_to', '>=', tier),
      ),
    );
}

async function revised(db: Kysely<Schema>, asked: Asked): Promise<StoredChange[]> {
  const rows = await projects(db, asked)
    .innerJoin('revision', 'revision.project_id', 'view.project_id')
    .innerJoin('document', 'document.id', 'revision.document_id')
    .select(['revision.field', 'revision.before', 'revision.after', 'revision.at'])
    .select(['document.title', 'document.file_name', 'document.period_end'])
    .where('revision.at', '>', asked.since)
    .where('revision.tier_from', '<=', asked.tier)
    .where('revision.tier_to', '>=', asked.tier)
    .orderBy('revision.at', 'desc')
    .orderBy('revision.id')
    .limit(asked.limit)
    .execute();
  return rows.map((row) => ({
    ...naming(row),
    field: row.field as ChangedField,
    before: shortened(row.before),
    after: shortened(row.after),
    at: row.at,
  }));
}

/** Documents that the tier may read, stored since, with the projects they report of. */
function filed(db: Kysely<Schema>, asked: Asked) {
  return projects(db, asked)
    .innerJoin('report', 'report.project_id', 'view.project_id')
    .innerJoin('document', 'document.id', 'report.document_id')
    .select(['document.title', 'document.file_name', 'document.period_end', 'document.imported_at as at'])
    .where('document.imported_at', '>', asked.since)
    .where('document.audience', 'in', audiencesOf(asked.tier))
    .orderBy('document.imported_at', 'desc')
    .orderBy('report.id')
    .limit(asked.limit);
}

/** Projects that no document told of before: none, at least, that the tier may read. */
async function added(db: Kysely<Schema>, asked: Asked): Promise<StoredChange[]> {
  const rows = await filed(db, asked)
    .where('document.layout', '<>', CHAT_LAYOUT)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('report as earlier')
            .innerJoin('document as source', 'source.id', 'earlier.document_id')
            .select('earlier.id')
            .whereRef('earlier.project_id', '=', 'report.project_id')
            .where('source.audience', 'in', audiencesOf(asked.tier))
            .where('source.layout', '<>', CHAT_LAYOUT)
            .where(({ eb, or, and }) =>
              or([
                eb('source.imported_at', '<', eb.ref('document.imported_at')),
                and([
                  eb('source.imported_at', '=', eb.ref('document.imported_at')),
                  eb('source.id', '<', eb.ref('document.id')),
                ]),
              ]),
            ),
        ),
      ),
    )
    .execute();
  return rows.map((row) => {
    const named = naming(row);
    return { ...named, field: 'added', before: '', after: named.name, at: row.at };
  });
}

async function reported(db: Kysely<Schema>, asked: Asked): Promise<StoredChange[]> {
  const rows = await filed(db, asked)
    .select('report.note')
    .where('document.layout', '=', CHAT_LAYOUT)
    .execute();
  return rows.map((row) => ({
    ...naming(row),
    field: 'reported',
    before: '',
    after: shortened(row.note),
    at: row.at,
  }));
}

interface Named {
  code: string;
  summary: string;
  title: string | null;
  file_name: string;
  period_end: string | null;
}

function naming(row: Named) {
  const { name, regionName, year } = JSON.parse(row.summary) as ProjectSummary;
  const documentTitle = row.title ?? row.file_name;
  return { projectId: row.code, name, regionName, year, documentTitle, periodEnd: row.period_end };
}
