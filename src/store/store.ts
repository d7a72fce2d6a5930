/** The database as the rest of the program sees it. */
import type { Role } from '../domain/access.ts';
import type { Jobs } from '../domain/jobs.ts';
import type { Leases } from '../domain/mail.ts';
import type { ImportedDocument } from '../domain/project.ts';
import type {
  ChangeFilter,
  ChatReport,
  ChatReportReceipt,
  Dossier,
  ImportPreview,
  ImportReport,
  StoredChange,
  UndoableImport,
  UndoFilter,
  UndoPlan,
} from '../domain/records.ts';
import { type AccessStore, createAccessStore } from './access.ts';
import { createAlertStore, type StoredAlerts } from './alerts.ts';
import { type RateInReport, ratesOfList } from './alerts-progress.ts';
import { type Audit, createAudit } from './audit.ts';
import { changesSince } from './changes.ts';
import { type ReadNote, saveChatReport } from './chat-report.ts';
import type { Conversations } from './conversations.ts';
import { createDigestStore, type DigestStore } from './digests.ts';
import { type ExportedProject, exportProject } from './export.ts';
import { loadHistory, type ProjectHistory } from './history.ts';
import { confirmImports, type Previewed, saveImports } from './import.ts';
import { createInbox, type StoredInbox } from './inbox.ts';
import type { Tokenise } from './indexing.ts';
import { createJobs } from './jobs.ts';
import { createLeases } from './leases.ts';
import { createModelStore, type ModelStore } from './model.ts';
import { createOutbox, type StoredOutbox } from './outbox.ts';
import { dossiersAt, type PastQuery } from './past.ts';
import { previewImports } from './preview.ts';
import { createReviews, type Reviews } from './reviews.ts';
import { createSqliteBulkWriter } from './sqlite/bulk.ts';
import { createSqliteConversations } from './sqlite/conversations.ts';
import { openSqlite } from './sqlite/open.ts';
import { createReaders, type Reader, type ReaderFor } from './sqlite/reader.ts';
import { planUndo, undoImport } from './undo.ts';
import type { PairUp } from './views.ts';

/** What a store is given. */
export interface StoreOptions {
  /** Cuts a normalised text into search tokens; must stay the same for the life of a database. */
  tokenise: Tokenise;
  /** Pairs targets of an older goal with newer actuals; without it such goals have no rate. */
  pairUp?: PairUp;
  /** Reads figures and state from what is told in a chat; without it only the text is kept. */
  readNote?: ReadNote;
}

export interface Store {
  /** What everybody may read; the pages and residents. */
  readonly reader: Reader;
  /** What a role may read: computed from the documents it may read, and from no others. */
  readonly readerFor: ReaderFor;
  readonly inbox: StoredInbox;
  readonly outbox: StoredOutbox;
  readonly leases: Leases;
  /** What is done by the clock. */
  readonly jobs: Jobs;
  /** Budget and drafts of the language model. */
  readonly model: ModelStore;
  readonly audit: Audit;
  /** Questions that words are to be learned from. */
  readonly reviews: Reviews;
  /** Who may do what where. */
  readonly access: AccessStore;
  /** Alerts, what was said of them, silences. */
  readonly alerts: StoredAlerts;
  /** Subscriptions of digests. */
  readonly digests: DigestStore;
  /** States are JSON values of the caller's own shape. */
  conversations<State>(): Conversations<State>;
  /**
   * Stores one document in one transaction; the same bytes again change nothing, unless they are for another audience
   * now. `importedBy`: a place or role (`command line`, `telegram:staff`), never a person.
   */
  saveImport(imported: ImportedDocument, now: string, importedBy?: string): Promise<ImportReport>;
  /** Stores many in one transaction, in the order given: all or none. */
  saveImports(
    imported: readonly ImportedDocument[],
    now: string,
    importedBy?: string,
  ): Promise<ImportReport[]>;
  /** What an import would do, one a document; nothing is written. */
  previewImports(imported: readonly ImportedDocument[], now: string): Promise<ImportPreview[]>;
  /** Stores documents as they were previewed; null, and nothing stored, when one of their lists changed since. */
  confirmImports(
    previewed: readonly Previewed[],
    now: string,
    importedBy?: string,
  ): Promise<ImportReport[] | null>;
  /** The last import in scope, if it can be undone. Nothing is written. */
  planUndo(filter: UndoFilter): Promise<UndoPlan>;
  /** Undoes an import that was planned; null, and nothing changed, when it is not the last one of its list any more. */
  undoImport(id: number, now: string, undoneBy?: string): Promise<UndoableImport | null>;
  /** Keeps what somebody reports of one project in a chat, for staff. @throws InputError when they know no such project */
  saveChatReport(report: ChatReport, now: string): Promise<ChatReportReceipt>;
  /** What is new since an instant, newest first, as a role may know it. */
  changesSince(since: string, filter: ChangeFilter): Promise<StoredChange[]>;
  /** The rates that documents gave the projects of one list, by project id, newest first. */
  ratesOf(region: string, year: number, role: Role): Promise<ReadonlyMap<string, RateInReport[]>>;
  /** Every report of a project, newest first, and what changed in its description; null when unknown to the role. */
  history(projectId: string, role?: Role): Promise<ProjectHistory | null>;
  /** Projects as they were known for an earlier day; those of which nothing reaches back that far are missing. */
  dossiersAt(query: PastQuery): Promise<Dossier[]>;
  /** What a role may read; residents when none is given. */
  exportProjects(role?: Role): Promise<ExportedProject[]>;
  close(): Promise<void>;
}

/** Projects read at once for an export. */
const EXPORT_BATCH = 500;

/** Who hands in what nobody is named for. */
const PROGRAM = 'program';

/** Opens or creates the database. @param path a file, or `:memory:` */
export async function openStore(path: string, { tokenise, pairUp, readNote }: StoreOptions): Promise<Store> {
  const handles = await openSqlite(path);
  const { db } = handles;
  const readerFor = createReaders(handles.reader);
  const tools = { db, bulk: createSqliteBulkWriter(handles.writer), tokenise, pairUp };
  const save: Store['saveImports'] = (imported, now, importedBy = PROGRAM) =>
    saveImports(tools, imported, { now, importedBy });
  return {
    reader: readerFor('resident'),
    readerFor,
    inbox: createInbox(db),
    outbox: createOutbox(db),
    leases: createLeases(db),
    jobs: createJobs(db),
    model: createModelStore(db, () => new Date().toISOString()),
    audit: createAudit(db),
    reviews: createReviews(db),
    access: createAccessStore(db),
    alerts: createAlertStore(db),
    digests: createDigestStore(db),
    conversations: <State>() => createSqliteConversations<State>(handles),
    saveImport: async (imported, now, importedBy) => (await save([imported], now, importedBy))[0]!,
    saveImports: save,
    previewImports: (imported, now) => previewImports(tools, imported, { now, importedBy: PROGRAM }),
    confirmImports: (previewed, now, importedBy = PROGRAM) =>
      confirmImports(tools, previewed, { now, importedBy }),
    planUndo: (filter) => planUndo(db, filter),
    undoImport: (id, now, undoneBy = PROGRAM) => undoImport(tools, id, { now, undoneBy }),
    saveChatReport: (report, now) => saveChatReport({ ...tools, readNote }, report, now),
    changesSince: (since, filter) => changesSince(db, since, filter),
    ratesOf: (region, year, role) => ratesOfList(db, { region, year, role }),
    history: (projectId, role = 'resident') => loadHistory(db, projectId, role),
    dossiersAt: (query) => dossiersAt(db, query, pairUp),
    exportProjects: (role = 'resident') => exportAll(readerFor(role)),
    close: () => handles.close(),
  };
}

async function exportAll(reader: Reader): Promise<ExportedProject[]> {
  const ids = (await reader.list({})).map((project) => project.id);
  const exported: ExportedProject[] = [];
  for (let start = 0; start < ids.length; start += EXPORT_BATCH) {
    exported.push(...(await reader.dossiers(ids.slice(start, start + EXPORT_BATCH))).map(exportProject));
  }
  return exported;
}
