/** What an import would do: worked out in a transaction that is rolled back. */
import type { ImportedDocument } from '../domain/project.ts';
import type { Dossier, ImportPreview, ProjectChange } from '../domain/records.ts';
import type { Arrival } from './arrivals.ts';
import type { HandedIn } from './documents.ts';
import { figuresChanged } from './figure-changes.ts';
import { changeOf, fileAway, type SavedDocument, takeIn } from './import.ts';
import { listStates } from './list-state.ts';
import { viewAt } from './project-views.ts';
import { changesBetween } from './revisions.ts';
import { type ImportTools, openSession, type Session } from './session.ts';
import { shortened } from './shortened.ts';
import type { Tier } from './tiers.ts';

/** One preview a document, in their order, each as if those before it were stored. */
export async function previewImports(
  tools: ImportTools,
  documents: readonly ImportedDocument[],
  handedIn: HandedIn,
): Promise<ImportPreview[]> {
  const trx = await tools.db.startTransaction().execute();
  try {
    const session = await openSession(tools, trx, handedIn);
    const states = await listStates(trx, documents);
    const previews: ImportPreview[] = [];
    for (const [index, document] of documents.entries()) {
      const saved = await takeFor(session, document, documents.slice(index + 1));
      previews.push(previewOf(saved, states[index]!));
    }
    return previews;
  } finally {
    await trx.rollback().execute();
  }
}

/** Takes a document in; what it brings is written only when a later one is compared with it. */
async function takeFor(
  session: Session,
  document: ImportedDocument,
  later: readonly ImportedDocument[],
): Promise<SavedDocument> {
  const { saved, filing } = await takeIn(session, document);
  if (later.some((other) => isCompared(document, other))) await fileAway(session, saved, filing);
  return saved;
}

/** Documents of one list, or the same file twice. */
const isCompared = (one: ImportedDocument, other: ImportedDocument): boolean =>
  one.contentHash === other.contentHash ||
  (one.region.fullName === other.region.fullName && one.year === other.year);

function previewOf({ imported, report, arrivals, gone, tier }: SavedDocument, basis: string): ImportPreview {
  const ofDocument = imported.findings.map((finding) => ({ ...finding, number: null }));
  const ofProjects = imported.projects.flatMap(({ number, position, findings }) =>
    findings.map((finding) => ({ ...finding, number: number || String(position) })),
  );
  return {
    report,
    basis,
    projects: arrivals.flatMap((arrival) => projectChange(arrival, tier) ?? []),
    gone: gone.map(naming),
    doubts: [...ofDocument, ...ofProjects].filter(({ severity }) => severity === 'doubt'),
  };
}

function projectChange(arrival: Arrival, tier: Tier): ProjectChange | null {
  const change = changeOf(arrival, tier);
  const now = viewAt(arrival.after, tier)?.dossier;
  if (change === null || now === undefined) return null;
  const old = viewAt(arrival.before, tier)?.dossier;
  const changed = old !== undefined && change === 'changed';
  const fields = changed ? changesBetween(old, now) : [];
  return {
    ...naming(now),
    change,
    fields: fields.map((one) => ({ ...one, before: shortened(one.before), after: shortened(one.after) })),
    figures: changed ? figuresChanged(old.figures, now.figures) : [],
  };
}

const naming = ({ id, number, name }: Dossier) => ({ id, number, name });
