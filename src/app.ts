/** Plugs everything together: settings in, a program that answers out. */
import { randomUUID } from 'node:crypto';
import { type ConsoleAdapter, createConsoleAdapter } from './adapters/console/adapter.ts';
import { createWebAdapter, WEB_CAPABILITIES, type WebAdapter } from './adapters/web/adapter.ts';
import { type Moment, momentOf } from './clock.ts';
import type { Config } from './config.ts';
import { openDatabase, type ProgramDatabase } from './database.ts';
import type { Answer } from './domain/answer.ts';
import type { Handle } from './domain/channel.ts';
import { InputError } from './domain/errors.ts';
import type { Capabilities, IncomingMessage, Role } from './domain/message.ts';
import { createHandle } from './handle.ts';
import type { Log } from './log.ts';
import { createEngine } from './questions/engine.ts';
import { importSeeds } from './seeds.ts';
import { createWebApp } from './web/app.ts';
import { listen } from './web/server.ts';
import { createSuggestions } from './web/suggestions.ts';

/** Who asks and from where, as an entrance knows it. */
export interface Asker extends Moment {
  role: Role;
  /** Slug of the region that questions without a place are about. */
  region?: string;
}

export interface App {
  readonly store: ProgramDatabase['store'];
  /** Answers one message; conversations are remembered in the database. */
  answer(message: IncomingMessage, asker: Asker): Promise<Answer>;
  /** A channel's handler: residents' rights, each message once. */
  handle(capabilities: Capabilities): Handle;
  close(): Promise<void>;
}

/** What may differ between entrances. */
export interface AppOptions {
  /** Whether an empty database gets the sample documents first. */
  seeds: boolean;
}

/** Messages and conversations older than this are forgotten. */
const MEMORY_MS = 7 * 24 * 60 * 60 * 1000;
const HOUSEKEEPING_MS = 60 * 60 * 1000;

const clock = (): Moment => momentOf(new Date());

/** Opens the database and loads words and intents. @throws InputError naming everything that is wrong */
export async function openApp(config: Config, log: Log, options: AppOptions): Promise<App> {
  const database = await openDatabase(config.dbPath);
  const { store } = database;
  if (options.seeds) await importSeeds(database, log, clock().now);
  const engine = await createEngine({
    reader: store.reader,
    conversations: store.conversations(),
    segmenter: database.segmenter(),
    onRejected: ({ figures }) =>
      log.error({ figures }, 'a line with figures that nothing backs was left out'),
  });
  const answer: App['answer'] = (message, asker) => engine.answer(message, asker);
  const asResident = (message: IncomingMessage, moment: Moment) =>
    answer(message, { ...moment, role: 'resident' });
  return {
    store,
    answer,
    handle: (capabilities) =>
      createHandle({ answer: asResident, inbox: store.inbox, clock, log }, capabilities),
    close: () => store.close(),
  };
}

/** Forgets old messages and conversations now and every hour until told to stop. */
export async function keepHouse({ store }: Pick<App, 'store'>): Promise<() => void> {
  const tidy = async () => {
    const now = new Date();
    await store.inbox.forgetBefore(new Date(now.getTime() - MEMORY_MS).toISOString());
    await store.conversations().forgetExpired(now.toISOString());
  };
  await tidy();
  const timer = setInterval(() => void tidy(), HOUSEKEEPING_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** The chat page over an app; nothing listens before `start`. */
export function createWebChannel(app: App, config: Config, log: Log): WebAdapter {
  const { reader } = app.store;
  return createWebAdapter({
    open: (handle) =>
      listen(
        createWebApp({
          handle,
          suggestions: createSuggestions(reader),
          projects: reader,
          ready: async () => readiness(await reader.projectCount()),
          nowMs: () => performance.now(),
          onError: (error) => log.error({ err: error }, 'a page failed'),
          trustProxy: config.trustProxy,
        }),
        config,
      ),
  });
}

/** What the chat page can show. */
export const WEB_CHANNEL: Capabilities = WEB_CAPABILITIES;

const readiness = (projects: number) =>
  projects > 0 ? { ready: true, reason: null } : { ready: false, reason: '数据库里还没有项目，请先导入文件' };

/** The terminal chat. */
export function createConsoleChannel(input: NodeJS.ReadStream, output: NodeJS.WriteStream): ConsoleAdapter {
  const terminal = input.isTTY === true && output.isTTY === true;
  return createConsoleAdapter({ input, output, terminal, newId: randomUUID });
}

/** Slug of the stored region a person names by slug, full or short name. @throws InputError naming those stored */
export async function findRegion(app: Pick<App, 'store'>, name: string): Promise<string> {
  const regions = await app.store.reader.regions();
  const fits = regions.filter(
    ({ slug, fullName, shortNames }) => slug === name || fullName === name || shortNames.includes(name),
  );
  if (fits.length === 1) return fits[0]!.slug;
  const known = regions.map((region) => region.fullName).join('、') || '（数据库是空的）';
  const found = fits.length === 0 ? '库里没有' : '不止一个地区叫';
  throw new InputError([{ where: '--region', message: `${found}“${name}”，可用：${known}` }]);
}
