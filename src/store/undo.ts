/** The last import of a list taken back: everything is as if it had not come. */
import type { Kysely, Transaction } from 'kysely';
import type { UndoableImport, UndoFilter, UndoPlan } from '../domain/records.ts';
import { arriveAll, type Touched } from './arrivals.ts';
import { CHAT_LAYOUT } from './documents.ts';
import type { UndoNotes } from './import-log.ts';
import { loadViews } from './project-views.ts';
import type { Schema } from './schema.ts';
import { closeSession, type ImportTools, openSession, type Session } from './session.ts';
import { audiencesOf, tierFor } from './tiers.ts';
import { moveProjects, replaceViews } from './write-arrivals.ts';

/** What the newest import in scope is, and whether it can be undone. */
export async function planUndo(db: Kysely<Schema>, filter: UndoFilter): Promise<UndoPlan> {
  const entry = await newestEntry(db, filter);
  if (entry === null) return { hindrance: 'nothing' };
  if (entry.id === null || entry.notes === null) return { hindrance: 'notRecorded' };
  const { id, notes, documentId, title, fileName, ...rest } = entry;
  const onlyReaders = (JSON.parse(notes) as UndoNotes).reopened !== null;
  const touched = await reportedProjects(db, documentId);
  const vanishing = onlyReaders ? [] : touched.filter(({ others }) => others === 0);
  if (vanishing.some(({ told }) => told > 0)) return { hindrance: 'reportedSince' };
  const counts = { vanishing: vanishing.length, reverting: touched.length - vanishing.length };
  return {
    undoable: { ...rest, id, documentId, title: title ?? fileName, fileName, ...counts, onlyReaders },
  };
}

/**
 * Undoes one import if it is still the last one of its list.
 * @param id of the import as it was planned
 * @returns what was undone; null, and nothing changed, when it is not the last one any more or never was
 */
export async function undoImport(
  tools: ImportTools,
  id: number,
  by: { now: string; undoneBy: string },
): Promise<UndoableImport | null> {
  return tools.db.transaction().execute(async (trx) => {
    const session = await openSession(tools, trx, { now: by.now, importedBy: by.undoneBy });
    const list = await listOf(trx, id);
    const plan = list === null ? null : await planUndo(trx, { role: 'operator', ...list });
    if (plan === null || !('undoable' in plan) || plan.undoable.id !== id) return null;
    await takeBack(session, plan.undoable);
    await trx.updateTable('import_log').set({ undone_at: by.now }).where('id', '=', id).execute();
    await closeSession(session);
    return plan.undoable;
  });
}

/** The newest document in scope with its import; documents of older versions of the program have none. */
async function newestEntry(db: Kysely<Schema>, { role, regionSlug, year }: UndoFilter) {
  const row = await db
    .selectFrom('document')
    .innerJoin('region', 'region.id', 'document.region_id')
    .leftJoin('import_log as log', (join) =>
      join.onRef('log.document_id', '=', 'document.id').on('log.undone_at', 'is', null),
    )
    .select([
      'log.id',
      'log.notes',
      'document.id as documentId',
      'document.title',
      'document.file_name as fileName',
    ])
    .select(['region.full_name as regionName', 'region.slug as regionSlug', 'document.year'])
    .select(['document.imported_at as at', 'document.imported_by as importedBy', 'document.audience'])
    .where('document.layout', '<>', CHAT_LAYOUT)
    .$if(regionSlug !== undefined, (query) => query.where('region.slug', '=', regionSlug!))
    .$if(year !== undefined, (query) => query.where('document.year', '=', year!))
    .orderBy((eb) => eb.fn.coalesce('log.id', eb.lit(0)), 'desc')
    .orderBy('document.id', 'desc')
    .executeTakeFirst();
  if (row === undefined) return null;
  const { audience, ...entry } = row;
  const readable: readonly string[] = audiencesOf(tierFor(role));
  return readable.includes(audience) ? entry : null;
}

async function listOf(db: Kysely<Schema>, id: number): Promise<{ regionSlug: string; year: number } | null> {
  const row = await db
    .selectFrom('import_log as log')
    .innerJoin('region', 'region.id', 'log.region_id')
    .select(['region.slug as regionSlug', 'log.year'])
    .where('log.id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

interface ReportedProject {
  id: number;
  /** Other documents that report of it. */
  others: number;
  /** Reports of it that were told in chats. */
  told: number;
}

/** The projects that a document reports of, each once. */
async function reportedProjects(db: Kysely<Schema>, documentId: number): Promise<ReportedProject[]> {
  const rows = await db
    .selectFrom('report as own')
    .innerJoin('report as each', 'each.project_id', 'own.project_id')
    .innerJoin('document as source', 'source.id', 'each.document_id')
    .select(['own.project_id as id', 'each.document_id as source', 'source.layout'])
    .distinct()
    .where('own.document_id', '=', documentId)
    .orderBy('own.project_id')
    .execute();
  const projects = new Map<number, ReportedProject>();
  for (const { id, source, layout } of rows) {
    const project = projects.get(id) ?? { id, others: 0, told: 0 };
    if (layout === CHAT_LAYOUT) project.told++;
    else if (source !== documentId) project.others++;
    projects.set(id, project);
  }
  return [...projects.values()];
}

async function takeBack(session: Session, { id, documentId }: UndoableImport): Promise<void> {
  const { trx } = session;
  const { notes: text, region_id: regionId } = await trx
    .selectFrom('import_log')
    .select(['notes', 'region_id'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const notes = JSON.parse(text) as UndoNotes;
  const touched = (await reportedProjects(trx, documentId)).map((project) => project.id);
  const projects = [...new Set([...touched, ...notes.moved.map(({ projectId }) => projectId)])];
  await removeFiled(trx, documentId, notes);
  const left: Touched[] = [];
  for (const projectId of projects) left.push(await asBefore(session, projectId, notes));
  const arrivals = await arriveAll(session, left);
  await replaceViews(session, arrivals, { documentId, regionId });
  const vanished = arrivals.filter(({ after }) => after.length === 0).map(({ projectId }) => projectId);
  await deleteProjects(trx, vanished);
  await moveProjects(
    session,
    arrivals.filter(({ after }) => after.length > 0),
  );
  await forgetNames(trx, notes);
  if (notes.regionAdded) await trx.deleteFrom('region').where('id', '=', regionId).execute();
}

/** A project with the reports that are left, at the place where it stood. */
async function asBefore(session: Session, projectId: number, { moved }: UndoNotes): Promise<Touched> {
  const before = await loadViews(session.trx, projectId);
  const { id: code, regionSlug, regionName, year, position } = before[0]!.dossier;
  const old = moved.find((move) => move.projectId === projectId) ?? { code, position };
  const place = { regionSlug, regionName, year, code: old.code, position: old.position };
  return { projectId, place, before, report: null };
}

/** Takes the document with all that was filed from it out, or gives it back to its earlier readers. */
async function removeFiled(
  trx: Transaction<Schema>,
  documentId: number,
  { reopened, revisions }: UndoNotes,
): Promise<void> {
  await trx
    .deleteFrom('revision')
    .where('document_id', '=', documentId)
    .where('id', '>', revisions.after)
    .where('id', '<=', revisions.last)
    .execute();
  if (reopened) {
    const { audience, importedAt, importedBy } = reopened;
    await trx
      .updateTable('document')
      .set({ audience, imported_at: importedAt, imported_by: importedBy })
      .where('id', '=', documentId)
      .execute();
    return;
  }
  const filed = trx.selectFrom('report').select('id').where('document_id', '=', documentId);
  for (const part of ['clause', 'figure', 'pair', 'milestone'] as const)
    await trx.deleteFrom(part).where('report_id', 'in', filed).execute();
  for (const table of ['finding', 'report'] as const)
    await trx.deleteFrom(table).where('document_id', '=', documentId).execute();
  await trx.deleteFrom('document').where('id', '=', documentId).execute();
}

/** Ids bound in one statement at most. */
const BATCH = 500;

async function deleteProjects(trx: Transaction<Schema>, ids: readonly number[]): Promise<void> {
  for (let start = 0; start < ids.length; start += BATCH)
    await trx
      .deleteFrom('project')
      .where('id', 'in', ids.slice(start, start + BATCH))
      .execute();
}

/** Names that came with the import and that no project uses. */
async function forgetNames(trx: Transaction<Schema>, { units, officials }: UndoNotes): Promise<void> {
  await trx
    .deleteFrom('unit')
    .where('id', '>', units.after)
    .where('id', '<=', units.last)
    .where('id', 'not in', trx.selectFrom('project_unit').select('unit_id'))
    .execute();
  await trx
    .deleteFrom('official')
    .where('id', '>', officials.after)
    .where('id', '<=', officials.last)
    .where('id', 'not in', trx.selectFrom('project_official').select('official_id'))
    .execute();
}
