/** The whole program over a database of its own, with people at a Bot API server on this machine. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/config.ts';
import { openDatabase } from '../../src/database.ts';
import type { Rights } from '../../src/domain/access-records.ts';
import type { ImportedDocument } from '../../src/domain/project.ts';
import { type Program, serve } from '../../src/serve.ts';
import type { Store } from '../../src/store/store.ts';
import { importHere } from '../support/import-here.ts';
import { BOT, type Saying, startTelegramServer, type TelegramServer } from '../support/telegram-server.ts';
import { until } from '../support/until.ts';

const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

export interface Town {
  telegram: TelegramServer;
  /** A second handle on the program's database. */
  store: Store;
  program: Program;
  dbPath: string;
  /** Says something as a person and gives the texts that answer it. */
  say(saying: Saying & { text: string }): Promise<string>;
  /** Gives a person rights, as a code would. */
  bind(personId: number, rights: Partial<Rights>): Promise<void>;
  stop(): Promise<void>;
}

/** A document as its text says, for an audience. */
export async function read(
  name: string,
  text: string,
  given: Partial<ImportedDocument> = {},
): Promise<ImportedDocument> {
  const bytes = new TextEncoder().encode(text);
  return { ...(await importHere({ name, bytes }, {})), ...given };
}

/** Starts the program over stored documents. */
export async function openTown(
  documents: readonly ImportedDocument[],
  environment: Record<string, string> = {},
): Promise<Town> {
  const dbPath = join(mkdtempSync(join(tmpdir(), 'town-')), 'lists.db');
  const { store } = await openDatabase(dbPath);
  await store.saveImports(documents, new Date().toISOString(), 'test');
  const telegram = await startTelegramServer();
  const config = readConfig({
    MINSHENG_DB: dbPath,
    MINSHENG_PORT: '0',
    MINSHENG_TELEGRAM_TOKEN: BOT.token,
    MINSHENG_TELEGRAM_API_ROOT: telegram.url,
    ...environment,
  });
  const program = await serve(config, SILENT);
  return {
    telegram,
    store,
    program,
    dbPath,
    async say(saying) {
      const { message_id: id } = telegram.say(saying);
      const answers = () => telegram.sent.filter(({ fields }) => quoted(fields) === id);
      await until(() => answers().length > 0);
      return answers()
        .map(({ text }) => text)
        .join('\n');
    },
    async bind(personId, rights) {
      const code = await issue(store, rights);
      const from = { id: personId, is_bot: false, first_name: '某' };
      const { message_id: id } = telegram.say({ text: `绑定 ${code}`, from });
      await until(() => telegram.sent.some(({ fields }) => quoted(fields) === id));
    },
    async stop() {
      await program.stop();
      await store.close();
      await telegram.stop();
    },
  };
}

/** The message that a sent one answers; of an answer in several parts only the first one says so. */
const quoted = (fields: Record<string, unknown>): number | undefined =>
  (fields.reply_parameters as { message_id?: number } | undefined)?.message_id;

async function issue(store: Store, rights: Partial<Rights>): Promise<string> {
  const { loadManners } = await import('../../src/manners.ts');
  const { createCodes } = await import('../../src/access/codes.ts');
  const codes = createCodes(store.access.rights, loadManners().codes);
  const given: Rights = { role: 'staff', unit: null, official: null, region: null, ...rights };
  const request = { rights: given, by: 'command line', hours: 1 };
  return (await codes.issue(request, new Date().toISOString())).code;
}
