/** Projects as they were known for an earlier day: from the reports that reach no further. */
import type { Kysely } from 'kysely';
import { mayRead, type Role } from '../domain/access.ts';
import type { IsoDate } from '../domain/project.ts';
import type { Dossier } from '../domain/records.ts';
import { indexDossier } from './indexing.ts';
import { readDossier } from './project-views.ts';
import { loadReports } from './report-history.ts';
import type { Schema } from './schema.ts';
import { tierFor } from './tiers.ts';
import { mergeReports, type PairUp } from './views.ts';

/** What is asked about the past. */
export interface PastQuery {
  ids: readonly string[];
  /** Reports of periods that end later are left out. */
  day: IsoDate;
  role: Role;
}

/** In the order asked; projects of which nothing the role may read reaches back that far are missing. */
export async function dossiersAt(
  db: Kysely<Schema>,
  { ids, day, role }: PastQuery,
  pairUp?: PairUp,
): Promise<Dossier[]> {
  const found: Dossier[] = [];
  for (const id of ids) {
    const dossier = await dossierAt(db, { id, day, role }, pairUp);
    if (dossier) found.push(dossier);
  }
  return found;
}

async function dossierAt(
  db: Kysely<Schema>,
  { id, day, role }: { id: string; day: IsoDate; role: Role },
  pairUp?: PairUp,
): Promise<Dossier | null> {
  const tier = tierFor(role);
  const view = await db
    .selectFrom('project_view')
    .selectAll()
    .where('code', '=', id)
    .where('tier_from', '<=', tier)
    .where('tier_to', '>=', tier)
    .executeTakeFirst();
  if (!view) return null;
  const present = readDossier(view);
  const { reported: _, ...confirmed } = present;
  if ((present.period?.end ?? '') <= day) return confirmed;
  const reports = (await loadReports(db, view.project_id)).filter(
    (report) => report.confirmed && mayRead(role, report.audience) && (report.period?.end ?? '') <= day,
  );
  if (reports.length === 0) return null;
  const { regionSlug, regionName, year, position } = present;
  return indexDossier(mergeReports(reports, { code: id, regionSlug, regionName, year, position }, pairUp));
}
