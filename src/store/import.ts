/** One import: documents into reports, views, search index and terms, all in one transaction. */
import { isDeepStrictEqual } from 'node:util';
import type { Audience } from '../domain/access.ts';
import type { ImportedDocument } from '../domain/project.ts';
import type { Dossier, ImportReport } from '../domain/records.ts';
import { type Arrival, type Received, receive } from './arrivals.ts';
import { addDocument, findDocument, type HandedIn, type KnownDocument } from './documents.ts';
import { type HighestIds, highestIds, type LoggedDocument, logImport } from './import-log.ts';
import { listStates } from './list-state.ts';
import { viewAt } from './project-views.ts';
import { ensureRegion } from './regions.ts';
import { openTo } from './reopen.ts';
import { addDocumentFindings } from './reports.ts';
import { closeSession, type ImportTools, openSession, type Session } from './session.ts';
import { type Tier, tierOf } from './tiers.ts';
import { writeArrivals } from './write-arrivals.ts';

/** What one document did, for its report and its preview. */
export interface SavedDocument extends Received {
  imported: ImportedDocument;
  /** What the document's own readers are told. */
  tier: Tier;
  report: ImportReport;
}

/** Stores documents in the order given; all of them or, when anything fails, none. */
export async function saveImports(
  tools: ImportTools,
  documents: readonly ImportedDocument[],
  handedIn: HandedIn,
): Promise<ImportReport[]> {
  return tools.db.transaction().execute(async (trx) => {
    const session = await openSession(tools, trx, handedIn);
    return (await saveAll(session, documents)).map(({ report }) => report);
  });
}

/** A document with the state of its list in which its preview was shown. */
export interface Previewed {
  document: ImportedDocument;
  basis: string;
}

/** Stores what was previewed; null, and nothing stored, when any of the lists changed since. */
export async function confirmImports(
  tools: ImportTools,
  previewed: readonly Previewed[],
  handedIn: HandedIn,
): Promise<ImportReport[] | null> {
  const documents = previewed.map(({ document }) => document);
  return tools.db.transaction().execute(async (trx) => {
    const session = await openSession(tools, trx, handedIn);
    const states = await listStates(trx, documents);
    if (previewed.some(({ basis }, index) => basis !== states[index])) return null;
    return (await saveAll(session, documents)).map(({ report }) => report);
  });
}

async function saveAll(session: Session, documents: readonly ImportedDocument[]): Promise<SavedDocument[]> {
  const saved: SavedDocument[] = [];
  for (const document of documents) saved.push(await saveDocument(session, document));
  if (saved.some(({ report }) => report.stored)) await closeSession(session);
  return saved;
}

async function saveDocument(session: Session, imported: ImportedDocument): Promise<SavedDocument> {
  const { saved, filing } = await takeIn(session, imported);
  await fileAway(session, saved, filing);
  return saved;
}

/** What is needed to write what a document brings; null when it brings nothing. */
export interface Filing {
  document: LoggedDocument;
  before: HighestIds;
}

/** Works out what a document does; of all that, only the document itself and its region are written. */
export async function takeIn(
  session: Session,
  imported: ImportedDocument,
): Promise<{ saved: SavedDocument; filing: Filing | null }> {
  const known = await findDocument(session.trx, imported.contentHash);
  const { documentId, filing, ...received } = known
    ? await takeAgain(session, imported, known)
    : await takeNew(session, imported);
  const tier = tierOf(audienceOf(imported));
  const report = reportOf(documentId, imported, { ...received, tier });
  return { saved: { imported, tier, ...received, report }, filing };
}

/** Writes what a document brings: reports, views, index, and the record of the import. */
export async function fileAway(
  session: Session,
  { imported, arrivals }: SavedDocument,
  filing: Filing | null,
): Promise<void> {
  if (filing === null) return;
  const { document, before } = filing;
  if (document.reopened === null) await addDocumentFindings(session.bulk, document.id, imported.findings);
  await writeArrivals(session, arrivals, { documentId: document.id, regionId: document.regionId });
  await logImport(session, document, { before, arrivals });
}

const audienceOf = (imported: ImportedDocument): Audience => imported.audience ?? 'public';

type Taken = Received & { documentId: number; filing: Filing | null };

async function takeNew(session: Session, imported: ImportedDocument): Promise<Taken> {
  const before = await highestIds(session.trx);
  const region = await ensureRegion(session.trx, imported.region);
  const documentId = await addDocument(session.trx, imported, region.id, session.handedIn);
  const received = await receive(session, imported, region, documentId);
  const document = { id: documentId, regionId: region.id, year: imported.year, reopened: null };
  return { ...received, documentId, filing: { document, before } };
}

/** The same bytes again change nothing, unless they are for other readers now. */
async function takeAgain(session: Session, imported: ImportedDocument, known: KnownDocument): Promise<Taken> {
  const { id: documentId, regionId, year, ...reopened } = known;
  const audience = audienceOf(imported);
  if (audience === known.audience) return { arrivals: [], gone: [], documentId, filing: null };
  const before = await highestIds(session.trx);
  const arrivals = await openTo(session, documentId, audience);
  const document = { id: documentId, regionId, year, reopened };
  return { arrivals, gone: [], documentId, filing: { document, before } };
}

function reportOf(
  documentId: number,
  imported: ImportedDocument,
  { arrivals, tier }: { arrivals: readonly Arrival[]; tier: Tier },
): ImportReport {
  const changes = arrivals.map((arrival) => changeOf(arrival, tier));
  const added = changes.filter((change) => change === 'added').length;
  const changed = changes.filter((change) => change === 'changed').length;
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

/** What an import did to a project, as a tier sees it; null when the tier sees nothing of it. */
export function changeOf({ before, after }: Arrival, tier: Tier): 'added' | 'changed' | 'unchanged' | null {
  const [old, now] = [viewAt(before, tier), viewAt(after, tier)];
  if (now === null) return null;
  if (old === null) return 'added';
  return saysElse(old.dossier, now.dossier) ? 'changed' : 'unchanged';
}

/** Whether anything but its source and the day of the report differs: what a document says again is no change. */
function saysElse(before: Dossier, after: Dossier): boolean {
  return !isDeepStrictEqual(contentOf(before), contentOf(after));
}

/** As it would be read back: `before` was. */
function contentOf(dossier: Dossier): unknown {
  const { documentId, documentTitle, period, ...content } = dossier;
  return JSON.parse(JSON.stringify(content));
}
