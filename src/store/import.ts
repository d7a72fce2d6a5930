/** One import: documents into reports, views, search index and terms, all in one transaction. */
import { isDeepStrictEqual } from 'node:util';
import type { Kysely, Transaction } from 'kysely';
import type { ImportedDocument } from '../domain/project.ts';
import type { Dossier, ImportReport } from '../domain/records.ts';
import type { BulkWriter } from './bulk.ts';
import { addDocument, findDocument } from './documents.ts';
import { allTokens, indexDossier, searchRow, type Tokenise } from './indexing.ts';
import { type Entry, placeEntries } from './matching.ts';
import { ensureNames } from './names.ts';
import { projectCode, projectName } from './naming.ts';
import { loadList, readDossier, viewRow } from './project-views.ts';
import { ensureRegion, type StoredRegion } from './regions.ts';
import { loadReports, newestFirst } from './report-history.ts';
import { addDocumentFindings, addReports, type NewReport, type StoredReport } from './reports.ts';
import { revisionsBetween } from './revisions.ts';
import type { Schema } from './schema.ts';
import { createTermChanges, type TermChanges } from './terms.ts';
import { mergeReports, type PairUp } from './views.ts';

/** What an import needs besides the documents. */
export interface ImportTools {
  db: Kysely<Schema>;
  bulk: BulkWriter;
  tokenise: Tokenise;
  pairUp?: PairUp | undefined;
}

/** The state of one running import. */
interface Session extends ImportTools {
  trx: Transaction<Schema>;
  now: string;
  terms: TermChanges;
  nextProject: number;
  nextReport: number;
}

/** One project of the document being imported, with the row it goes to and what was known of it. */
interface Arrival {
  projectId: number;
  before: Dossier | null;
  after: Dossier;
  filed: NewReport;
}

/** Stores documents in the order given; all of them or, when anything fails, none. */
export async function saveImports(
  tools: ImportTools,
  documents: readonly ImportedDocument[],
  now: string,
): Promise<ImportReport[]> {
  return tools.db.transaction().execute(async (trx) => {
    await takeWriteLock(trx);
    const session: Session = {
      ...tools,
      trx,
      now,
      terms: createTermChanges(),
      nextProject: await nextId(trx, 'project'),
      nextReport: await nextId(trx, 'report'),
    };
    const reports: ImportReport[] = [];
    for (const document of documents) reports.push(await saveDocument(session, document));
    if (reports.some((report) => report.stored)) {
      await tools.bulk.addTerms(session.terms.changes);
      await tools.bulk.tidyIndex();
      await bumpVersion(trx);
    }
    return reports;
  });
}

/** A write before the first read: another process that imports meanwhile makes this one wait, not fail. */
async function takeWriteLock(trx: Transaction<Schema>): Promise<void> {
  await trx
    .updateTable('counter')
    .set((eb) => ({ value: eb.ref('value') }))
    .where('name', '=', 'version')
    .execute();
}

async function nextId(trx: Transaction<Schema>, table: 'project' | 'report'): Promise<number> {
  const row = await trx
    .selectFrom(table)
    .select((eb) => eb.fn.max('id').as('last'))
    .executeTakeFirst();
  return ((row?.last as number | null | undefined) ?? 0) + 1;
}

async function bumpVersion(trx: Transaction<Schema>): Promise<void> {
  await trx
    .updateTable('counter')
    .set((eb) => ({ value: eb('value', '+', 1) }))
    .where('name', '=', 'version')
    .execute();
}

async function saveDocument(session: Session, imported: ImportedDocument): Promise<ImportReport> {
  const known = await findDocument(session.trx, imported.contentHash);
  if (known !== null) return report(known, imported, []);
  const region = await ensureRegion(session.trx, imported.region);
  const documentId = await addDocument(session.trx, imported, region.id, session.now);
  const arrivals = await receive(session, imported, region, documentId);
  await write(session, arrivals, imported, region, documentId);
  return report(documentId, imported, arrivals);
}

function report(documentId: number, imported: ImportedDocument, arrivals: readonly Arrival[]): ImportReport {
  const added = arrivals.filter((arrival) => arrival.before === null).length;
  const changed = arrivals.filter(({ before, after }) => before && saysElse(before, after)).length;
  const findings = [...imported.findings, ...imported.projects.flatMap((project) => project.findings)];
  return {
    documentId,
    stored: arrivals.length > 0,
    added,
    changed,
    unchanged: imported.projects.length - added - changed,
    doubts: findings.filter((finding) => finding.severity === 'doubt').length,
  };
}

/** Whether anything but its source and the day of the report differs: what a document says again is no change. */
function saysElse(before: Dossier, after: Dossier): boolean {
  return !isDeepStrictEqual(contentOf(before), contentOf(after));
}

/** As it would be read back: `before` was. */
function contentOf(dossier: Dossier): Omit<Dossier, 'documentId' | 'documentTitle' | 'period'> {
  const { documentId, documentTitle, period, ...content } = readDossier(viewRow(dossier, 0));
  return content;
}

/** Gives each project its row and works out what is known of it now. */
async function receive(
  session: Session,
  imported: ImportedDocument,
  region: StoredRegion,
  documentId: number,
): Promise<Arrival[]> {
  const stored = await loadList(session.trx, region.slug, imported.year);
  const listed = [...stored].map(([id, dossier]) => ({ id, ...entryOf(dossier) }));
  const places = placeEntries(imported.projects.map(entryOf), listed);
  const arrivals: Arrival[] = [];
  for (const [index, project] of imported.projects.entries()) {
    const place = places[index]!;
    const projectId = place.existing?.id ?? session.nextProject++;
    const { period } = imported;
    const documentTitle = imported.title ?? imported.fileName;
    const filed: StoredReport = { ...project, documentId, documentTitle, period };
    const older = place.existing ? await loadReports(session.trx, projectId) : [];
    const list = { regionSlug: region.slug, regionName: region.fullName, year: imported.year };
    const at = {
      ...list,
      position: place.position,
      code: projectCode(region.slug, imported.year, place.position),
    };
    const merged = mergeReports(newestFirst([filed, ...older]), at, session.pairUp);
    arrivals.push({
      projectId,
      before: stored.get(projectId) ?? null,
      after: indexDossier(merged),
      filed: { id: session.nextReport++, projectId, report: filed },
    });
  }
  return arrivals;
}

function entryOf(project: Pick<Dossier, 'position' | 'title' | 'goal' | 'note'>): Entry {
  const name = projectName(project.title, project.goal, project.note);
  return { position: project.position, name, text: `${name}\n${project.goal}` };
}

async function write(
  session: Session,
  arrivals: readonly Arrival[],
  imported: ImportedDocument,
  region: StoredRegion,
  documentId: number,
): Promise<void> {
  const { bulk } = session;
  const fresh = arrivals.filter((arrival) => arrival.before === null);
  await bulk.insertMany(
    'project',
    fresh.map(({ projectId, after }) => ({
      id: projectId,
      code: after.id,
      region_id: region.id,
      year: after.year,
      position: after.position,
    })),
  );
  await addReports(
    bulk,
    arrivals.map((arrival) => arrival.filed),
  );
  await addDocumentFindings(bulk, documentId, imported.findings);
  await writeRevisions(session, arrivals, documentId);
  await replaceViews(session, arrivals, region.id);
}

async function writeRevisions(
  session: Session,
  arrivals: readonly Arrival[],
  documentId: number,
): Promise<void> {
  const rows = arrivals.flatMap(({ projectId, before, after }) =>
    (before ? revisionsBetween(before, after) : []).map((change) => ({
      project_id: projectId,
      document_id: documentId,
      at: session.now,
      ...change,
    })),
  );
  await session.bulk.insertMany('revision', rows);
}

async function replaceViews(session: Session, arrivals: readonly Arrival[], regionId: number): Promise<void> {
  const { bulk, trx, tokenise } = session;
  const replaced = arrivals.filter((arrival) => arrival.before !== null).map((arrival) => arrival.projectId);
  for (const table of ['project_view', 'project_unit', 'project_official'] as const) {
    if (replaced.length > 0) await trx.deleteFrom(table).where('project_id', 'in', replaced).execute();
  }
  await bulk.insertMany(
    'project_view',
    arrivals.map(({ after, projectId }) => viewRow(after, projectId)),
  );
  await bulk.index(
    arrivals.map(({ after, projectId }) => searchRow(after, { projectId, regionId }, tokenise)),
  );
  await linkNames(session, arrivals);
  for (const { before, after } of arrivals)
    session.terms.replace(before ? allTokens(before, tokenise) : [], allTokens(after, tokenise));
}

async function linkNames({ bulk, trx }: Session, arrivals: readonly Arrival[]): Promise<void> {
  const units = await ensureNames(
    trx,
    'unit',
    arrivals.flatMap(({ after }) => after.units.map((unit) => unit.name)),
  );
  const officials = await ensureNames(
    trx,
    'official',
    arrivals.flatMap(({ after }) => after.officials.map((official) => official.name)),
  );
  await bulk.insertMany(
    'project_unit',
    arrivals.flatMap(({ projectId, after }) =>
      after.units
        .filter((unit) => units.has(unit.name))
        .map(({ name, role, word }) => ({ project_id: projectId, unit_id: units.get(name)!, role, word })),
    ),
  );
  await bulk.insertMany(
    'project_official',
    arrivals.flatMap(({ projectId, after }) =>
      after.officials
        .filter((official) => officials.has(official.name))
        .map(({ name, role, word }) => ({
          project_id: projectId,
          official_id: officials.get(name)!,
          role,
          word,
        })),
    ),
  );
}
