/** Plugs the page of imports into the importer and the store. */
import { createHash, randomBytes } from 'node:crypto';
import { clock } from './app.ts';
import { type CommandWords, loadCommandWords } from './commands/words.ts';
import { READ_LIMITS } from './documents/limits.ts';
import type { Audience } from './domain/access.ts';
import { laterBy } from './domain/china-time.ts';
import { InputError } from './domain/errors.ts';
import type { ImportedDocument } from './domain/project.ts';
import type { ImportPreview } from './domain/records.ts';
import { createDescribeChanges, type DescribeChanges } from './import-view.ts';
import { createImporter, type Importer, type ReadTools } from './importer.ts';
import type { Store } from './store/store.ts';
import type { ImportDesk, PageFile, PendingImport } from './web/import-ports.ts';

/** What waits in a session. */
interface State {
  file: Omit<PageFile, 'bytes'>;
  basis: string;
  view: PendingImport;
}

const PENDING_MS = 30 * 60 * 1000;
/** Lines of a kind that the page shows. */
const MOST_LINES = 200;
const READ_AT_ONCE = 1;
const WHO = 'operator page';

type Parts = {
  store: Pick<Store, 'access' | 'audit' | 'previewImports' | 'confirmImports' | 'planUndo' | 'undoImport'>;
};

interface Tools extends Parts {
  importer: Importer;
  describe: DescribeChanges;
  words: CommandWords;
}

/** @throws InputError naming every problem of the words of commands */
export function createImportDesk({ store }: Parts, reading: ReadTools = {}): ImportDesk {
  const words = loadCommandWords();
  const tools: Tools = {
    store,
    words,
    importer: createImporter(READ_AT_ONCE, reading),
    describe: createDescribeChanges(words),
  };
  const { drafts } = store.access;
  return {
    maxBytes: READ_LIMITS.bytes,
    handIn: (session, file) => orProblems(async () => keep(tools, session, file)),
    pending: async (session) => {
      const stored = await drafts.load(keyOf(session), clock().now);
      return stored === null ? null : (stored.state as State).view;
    },
    confirm: (session, token, audience) => confirm(tools, session, { token, audience }),
    async cancel(session) {
      await drafts.take(keyOf(session));
    },
    async last() {
      const plan = await store.planUndo({ role: 'operator' });
      return 'undoable' in plan ? plan.undoable : words.undo[plan.hindrance];
    },
    undo: (id) => undo(store, id),
  };
}

const keyOf = (session: string) => ({
  platform: 'page',
  chatId: 'imports',
  personId: createHash('sha256').update(session).digest('hex'),
});

async function orProblems(work: () => Promise<void>): Promise<readonly string[]> {
  try {
    await work();
    return [];
  } catch (error) {
    if (error instanceof InputError) return error.problems.map(({ message }) => message);
    throw error;
  }
}

/** Reads the file, compares it with what is stored, and keeps both until it is confirmed. */
async function keep({ store, importer, describe }: Tools, session: string, given: PageFile): Promise<void> {
  const { bytes, ...file } = given;
  const { name, ...options } = file;
  const document = await importer.read({ name, bytes }, options);
  const { now } = clock();
  const preview = (await store.previewImports([document], now))[0]!;
  const state: State = { file, basis: preview.basis, view: viewOf(document, preview, describe) };
  await store.access.drafts.save(keyOf(session), { state, bytes }, laterBy(now, PENDING_MS));
}

function viewOf(
  document: ImportedDocument,
  preview: ImportPreview,
  describe: DescribeChanges,
): PendingImport {
  const { added, changed, gone, doubts } = describe(preview);
  const { report } = preview;
  return {
    token: randomBytes(12).toString('base64url'),
    fileName: document.fileName,
    title: document.title ?? document.fileName,
    regionName: document.region.fullName,
    year: document.year,
    periodEnd: document.period?.end ?? null,
    projects: document.projects.length,
    stored: report.stored,
    counts: {
      ...{ added: report.added, changed: report.changed, unchanged: report.unchanged },
      ...{ gone: gone.length, doubts: doubts.length },
    },
    lines: { added: cut(added), changed: cut(changed), gone: cut(gone), doubts: cut(doubts) },
  };
}

const cut = (lines: readonly string[]): readonly string[] =>
  lines.length <= MOST_LINES
    ? lines
    : [...lines.slice(0, MOST_LINES), `另有 ${lines.length - MOST_LINES} 条`];

async function confirm(
  tools: Tools,
  session: string,
  { token, audience }: { token: string; audience: Audience },
): ReturnType<ImportDesk['confirm']> {
  const { store, importer } = tools;
  const { now } = clock();
  const stored = await store.access.drafts.load(keyOf(session), now);
  const state = stored?.state as State | undefined;
  if (!stored?.bytes || !state || state.view.token !== token) return 'over';
  const { name, ...options } = state.file;
  const document = { ...(await importer.read({ name, bytes: stored.bytes }, options)), audience };
  const reports = await store.confirmImports([{ document, basis: state.basis }], now, WHO);
  if (reports === null) {
    await keep(tools, session, { ...state.file, bytes: stored.bytes });
    return 'stale';
  }
  await store.access.drafts.take(keyOf(session));
  const { fileName: file, contentHash } = document;
  const detail = { file, contentHash, audience, ...reports[0] };
  await store.audit.record({ at: now, actor: WHO, action: 'import', detail });
  return reports[0]?.stored ? 'imported' : 'same';
}

async function undo(store: Parts['store'], id: number): Promise<boolean> {
  const { now } = clock();
  const undone = await store.undoImport(id, now, WHO);
  const outcome = undone === null ? 'refused' : 'done';
  const detail =
    undone === null ? {} : { document: undone.documentId, region: undone.regionSlug, year: undone.year };
  await store.audit.record({ at: now, actor: WHO, action: 'undo', outcome, detail });
  return undone !== null;
}
