/** One import: documents into reports, views, search index and terms, all in one transaction. */
import { isDeepStrictEqual } from 'node:util';
import type { Audience } from '../domain/access.ts';
import type { ImportedDocument } from '../domain/project.ts';
import type { Dossier, ImportReport } from '../domain/records.ts';
import { type Arrival, type Received, receive } from './arrivals.ts';
import { addDocument, findDocument, type HandedIn, type KnownDocument } from './documents.ts';
import { highestIds, logImport } from './import-log.ts';
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

/** Stores documents within the session's transaction. */
export async function saveAll(
  session: Session,
  documents: readonly ImportedDocument[],
): Promise<SavedDocument[]> {
  const saved: SavedDocument[] = [];
  for (const document of documents) saved.push(await saveDocument(session, document));
  if (saved.some(({ report }) => report.stored)) await closeSession(session);
  return saved;
}

async function saveDocument(session: Session, imported: ImportedDocument): Promise<SavedDocument> {
  const known = await findDocument(session.trx, imported.contentHash);
  const { documentId, ...received } = known
    ? await takeAgain(session, imported, known)
    : await takeNew(session, imported);
  const tier = tierOf(audienceOf(imported));
  return { imported, tier, ...received, report: reportOf(documentId, imported, { ...received, tier }) };
}

const audienceOf = (imported: ImportedDocument): Audience => imported.audience ?? 'public';

type Taken = Received & { documentId: number };

async function takeNew(session: Session, imported: ImportedDocument): Promise<Taken> {
  const before = await highestIds(session.trx);
  const region = await ensureRegion(session.trx, imported.region);
  const documentId = await addDocument(session.trx, imported, region.id, session.handedIn);
  const received = await receive(session, imported, region, documentId);
  await addDocumentFindings(session.bulk, documentId, imported.findings);
  const { arrivals } = received;
  await writeArrivals(session, arrivals, { documentId, regionId: region.id });
  const document = { id: documentId, regionId: region.id, year: imported.year, reopened: null };
  await logImport(session, document, { before, arrivals });
  return { ...received, documentId };
}

/** The same bytes again change nothing, unless they are for other readers now. */
async function takeAgain(session: Session, imported: ImportedDocument, known: KnownDocument): Promise<Taken> {
  const { id: documentId, regionId, year, ...reopened } = known;
  const audience = audienceOf(imported);
  if (audience === known.audience) return { arrivals: [], gone: [], documentId };
  const before = await highestIds(session.trx);
  const arrivals = await openTo(session, documentId, audience);
  await writeArrivals(session, arrivals, { documentId, regionId });
  await logImport(session, { id: documentId, regionId, year, reopened }, { before, arrivals });
  return { arrivals, gone: [], documentId };
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
