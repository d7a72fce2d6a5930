/** The database as the rest of the program sees it. */
import type { Leases } from '../domain/mail.ts';
import type { ImportedDocument } from '../domain/project.ts';
import type { ImportReport } from '../domain/records.ts';
import { type AccessStore, createAccessStore } from './access.ts';
import { type Audit, createAudit } from './audit.ts';
import type { Conversations } from './conversations.ts';
import { type ExportedProject, exportProject } from './export.ts';
import { loadHistory, type ProjectHistory } from './history.ts';
import { saveImports } from './import.ts';
import { createInbox, type StoredInbox } from './inbox.ts';
import type { Tokenise } from './indexing.ts';
import { createLeases } from './leases.ts';
import { createOutbox, type StoredOutbox } from './outbox.ts';
import { createSqliteBulkWriter } from './sqlite/bulk.ts';
import { createSqliteConversations } from './sqlite/conversations.ts';
import { openSqlite } from './sqlite/open.ts';
import { createReader, type Reader } from './sqlite/reader.ts';
import type { PairUp } from './views.ts';

/** What a store is given. */
export interface StoreOptions {
  /** Cuts a normalised text into search tokens; must stay the same for the life of a database. */
  tokenise: Tokenise;
  /** Pairs targets of an older goal with newer actuals; without it such goals have no rate. */
  pairUp?: PairUp;
}

export interface Store {
  readonly reader: Reader;
  readonly inbox: StoredInbox;
  readonly outbox: StoredOutbox;
  readonly leases: Leases;
  readonly audit: Audit;
  /** Who may do what where. */
  readonly access: AccessStore;
  /** States are JSON values of the caller's own shape. */
  conversations<State>(): Conversations<State>;
  /** Stores one document in one transaction; the same bytes again change nothing. */
  saveImport(imported: ImportedDocument, now: string): Promise<ImportReport>;
  /** Stores many in one transaction, in the order given: all or none. */
  saveImports(imported: readonly ImportedDocument[], now: string): Promise<ImportReport[]>;
  /** Every report of a project, newest first, and what changed in its description; null when unknown. */
  history(projectId: string): Promise<ProjectHistory | null>;
  exportProjects(): Promise<ExportedProject[]>;
  close(): Promise<void>;
}

/** Projects read at once for an export. */
const EXPORT_BATCH = 500;

/** Opens or creates the database. @param path a file, or `:memory:` */
export async function openStore(path: string, { tokenise, pairUp }: StoreOptions): Promise<Store> {
  const handles = await openSqlite(path);
  const { db } = handles;
  const reader = createReader(handles.reader);
  const tools = { db, bulk: createSqliteBulkWriter(handles.writer), tokenise, pairUp };
  return {
    reader,
    inbox: createInbox(db),
    outbox: createOutbox(db),
    leases: createLeases(db),
    audit: createAudit(db),
    access: createAccessStore(db),
    conversations: <State>() => createSqliteConversations<State>(handles),
    saveImport: async (imported, now) => (await saveImports(tools, [imported], now))[0]!,
    saveImports: (imported, now) => saveImports(tools, imported, now),
    history: (projectId) => loadHistory(db, projectId),
    exportProjects: () => exportAll(reader),
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
