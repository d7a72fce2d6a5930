/** A stored document handed in again for other readers: published at last, or taken back from the public. */
import type { Transaction } from 'kysely';
import type { Audience } from '../domain/access.ts';
import { type Arrival, arriveAll, type Touched } from './arrivals.ts';
import { loadViews, type StoredView } from './project-views.ts';
import type { Schema } from './schema.ts';
import type { Session } from './session.ts';

/** Gives a document its new audience; the projects it reports of, as every tier sees them then. */
export async function openTo(session: Session, documentId: number, audience: Audience): Promise<Arrival[]> {
  const { trx, handedIn } = session;
  await trx
    .updateTable('document')
    .set({ audience, imported_at: handedIn.now, imported_by: handedIn.importedBy })
    .where('id', '=', documentId)
    .execute();
  const touched: Touched[] = [];
  for (const projectId of await projectsOf(trx, documentId)) {
    const before = await loadViews(trx, projectId);
    touched.push({ projectId, place: placeOf(before[0]!), before, report: null });
  }
  return arriveAll(session, touched);
}

async function projectsOf(trx: Transaction<Schema>, documentId: number): Promise<number[]> {
  const rows = await trx
    .selectFrom('report')
    .select('project_id')
    .where('document_id', '=', documentId)
    .orderBy('id')
    .execute();
  return rows.map((row) => row.project_id);
}

function placeOf({ dossier }: StoredView) {
  const { id: code, regionSlug, regionName, year, position } = dossier;
  return { code, regionSlug, regionName, year, position };
}
