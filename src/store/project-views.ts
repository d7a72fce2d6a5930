/** The stored form of a dossier: a summary for lists and the rest, one row a project. */
import type { Selectable, Transaction } from 'kysely';
import type { Dossier, ProjectSummary } from '../domain/records.ts';
import type { ProjectViewTable, Schema } from './schema.ts';

/** Splits a dossier into the columns of its row. */
export function viewRow(dossier: Dossier, projectId: number): ProjectViewTable {
  const { title, goal, note, reason, clauses, figures, pairs, milestones, findings, ...summary } = dossier;
  const { documentTitle, ...listed } = summary;
  const rest = { title, goal, note, reason, clauses, figures, pairs, milestones, findings };
  return {
    project_id: projectId,
    code: dossier.id,
    region_slug: dossier.regionSlug,
    year: dossier.year,
    position: dossier.position,
    status: dossier.status,
    summary: JSON.stringify(listed satisfies ProjectSummary),
    detail: JSON.stringify({ ...rest, documentTitle }),
  };
}

/** The whole dossier of a row. */
export function readDossier(row: Pick<Selectable<ProjectViewTable>, 'summary' | 'detail'>): Dossier {
  return { ...(JSON.parse(row.summary) as ProjectSummary), ...JSON.parse(row.detail) } as Dossier;
}

/** Dossiers of one region's list of one year, by project row, in list order. */
export async function loadList(
  trx: Transaction<Schema>,
  regionSlug: string,
  year: number,
): Promise<Map<number, Dossier>> {
  const rows = await trx
    .selectFrom('project_view')
    .select(['project_id', 'summary', 'detail'])
    .where('region_slug', '=', regionSlug)
    .where('year', '=', year)
    .orderBy('position')
    .execute();
  return new Map(rows.map((row) => [row.project_id, readDossier(row)]));
}
