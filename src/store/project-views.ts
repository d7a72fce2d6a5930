/** The stored form of a dossier: a summary for lists and the rest, one row for all tiers that see it alike. */
import type { Selectable, Transaction } from 'kysely';
import type { Dossier, ProjectSummary } from '../domain/records.ts';
import type { ProjectViewTable, Schema } from './schema.ts';
import { holdsTier, type Tier, type TierRange } from './tiers.ts';

/** What a range of tiers sees of a project. */
export interface TieredView extends TierRange {
  dossier: Dossier;
}

/** A view with its place in the database. */
export interface StoredView extends TieredView {
  id: number;
}

/** What one tier sees, null when the project does not exist for it. */
export function viewAt<View extends TierRange>(views: readonly View[], tier: Tier): View | null {
  return views.find((view) => holdsTier(view, tier)) ?? null;
}

/** Splits a dossier into the columns of its row. */
export function viewRow({ id, from, to, dossier }: StoredView, projectId: number): ProjectViewTable {
  const { title, goal, note, reason, clauses, figures, pairs, milestones, findings, ...summary } = dossier;
  const { documentTitle, reported, ...listed } = summary;
  const rest = { title, goal, note, reason, clauses, figures, pairs, milestones, findings };
  return {
    id,
    project_id: projectId,
    tier_from: from,
    tier_to: to,
    code: dossier.id,
    region_slug: dossier.regionSlug,
    year: dossier.year,
    position: dossier.position,
    status: dossier.status,
    summary: JSON.stringify(listed satisfies ProjectSummary),
    detail: JSON.stringify({ ...rest, documentTitle, ...(reported ? { reported } : {}) }),
  };
}

/** The whole dossier of a row. */
export function readDossier(row: Pick<Selectable<ProjectViewTable>, 'summary' | 'detail'>): Dossier {
  return { ...(JSON.parse(row.summary) as ProjectSummary), ...JSON.parse(row.detail) } as Dossier;
}

/** Rows that are in memory at once beside what is read from them. */
const READ_AT_ONCE = 500;

/** Views of one region's list of one year, by project row, in list order; those of a project lowest tier first. */
export async function loadList(
  trx: Transaction<Schema>,
  regionSlug: string,
  year: number,
): Promise<Map<number, StoredView[]>> {
  const listed = await trx
    .selectFrom('project_view')
    .select('id')
    .where('region_slug', '=', regionSlug)
    .where('year', '=', year)
    .orderBy('position')
    .orderBy('tier_from')
    .execute();
  const views = new Map<number, StoredView[]>();
  for (let start = 0; start < listed.length; start += READ_AT_ONCE) {
    const ids = listed.slice(start, start + READ_AT_ONCE).map(({ id }) => id);
    const rows = await trx.selectFrom('project_view').selectAll().where('id', 'in', ids).execute();
    const found = new Map(rows.map((row) => [row.id, row]));
    for (const id of ids) addView(views, found.get(id)!);
  }
  return views;
}

function addView(views: Map<number, StoredView[]>, row: Selectable<ProjectViewTable>): void {
  views.set(row.project_id, [...(views.get(row.project_id) ?? []), readView(row)]);
}

/** Views of one project, lowest tier first. */
export async function loadViews(trx: Transaction<Schema>, projectId: number): Promise<StoredView[]> {
  const rows = await trx
    .selectFrom('project_view')
    .selectAll()
    .where('project_id', '=', projectId)
    .orderBy('tier_from')
    .execute();
  return rows.map(readView);
}

function readView(row: Selectable<ProjectViewTable>): StoredView {
  const range = { from: row.tier_from as Tier, to: row.tier_to as Tier };
  return { id: row.id, ...range, dossier: readDossier(row) };
}
