/** The Telegram channel in front of a Bot API server on this machine, as tests want it. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTelegramMessenger } from '../../src/adapters/telegram/messenger.ts';
import { readAccounts } from '../../src/adapters/telegram/settings.ts';
import type { ChannelLog, Messenger, Parcel } from '../../src/domain/channel.ts';
import { BOT, PERSON } from './telegram-server.ts';

/** Everything quick: failures are tried again within milliseconds. */
export const QUICK_PACE = {
  pollSeconds: 2,
  requestSeconds: 2,
  firstDelayMs: 10,
  highestDelayMs: 50,
  recheckMs: 50,
};

export const SECRET = 'a-secret_of-the-hook';

/** A log that keeps its lines. */
export function keptLog(): ChannelLog & { lines: string[] } {
  const lines: string[] = [];
  const keep = (facts: object, message: string) => void lines.push(`${JSON.stringify(facts)} ${message}`);
  return { lines, debug: keep, info: keep, warn: keep, error: keep };
}

export interface TestBot {
  messenger: Messenger;
  log: ReturnType<typeof keptLog>;
  /** Ends the hook's server; the messenger is stopped by the test. */
  close(): Promise<void>;
}

/** A messenger for the server at an address; with a real HTTP server for its hook in webhook mode. */
export async function openBot(
  apiRoot: string,
  { mode = 'polling', pace = QUICK_PACE, token = BOT.token }: Partial<BotOptions> = {},
): Promise<TestBot> {
  const log = keptLog();
  const hooks = mode === 'webhook' ? await startHookServer(() => messenger) : null;
  const settings = {
    MINSHENG_TELEGRAM_TOKEN: token,
    MINSHENG_TELEGRAM_API_ROOT: apiRoot,
    MINSHENG_TELEGRAM_MODE: mode,
    MINSHENG_TELEGRAM_WEBHOOK_SECRET: SECRET,
  };
  const [account] = readAccounts(settings, hooks?.url ?? null);
  const messenger = createTelegramMessenger(account!, { log, now: () => new Date() }, pace);
  return { messenger, log, close: async () => hooks?.stop() };
}

export interface BotOptions {
  mode: 'polling' | 'webhook';
  pace: typeof QUICK_PACE;
  token: string;
}

/** A parcel to the person of the tests. */
export function parcel(changes: Partial<Parcel> & { chatId?: number; thread?: string } = {}): Parcel {
  const { chatId = PERSON.id, thread = null, ...rest } = changes;
  const target = {
    platform: 'telegram',
    account: BOT.token.split(':')[0]!,
    chatId: String(chatId),
    chatKind: chatId > 0 ? ('private' as const) : ('group' as const),
    thread,
  };
  return {
    key: 'parcel-1',
    target,
    text: '两癌检查已完成 3216 人。',
    choices: [],
    file: null,
    quotes: null,
    edits: null,
    addressee: null,
    replyContext: {},
    kind: 'reply',
    ...rest,
  };
}

/** Serves `/hooks/telegram/NAME` as the program does. */
async function startHookServer(messenger: () => Messenger) {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const hook = messenger().hooks?.[(request.url ?? '').split('/').at(-1) ?? ''];
    if (!hook) return response.writeHead(404).end();
    const { status, body } = await hook({
      method: request.method === 'POST' ? 'POST' : 'GET',
      headers: Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      ),
      query: {},
      body: Buffer.concat(chunks).toString(),
    });
    response.writeHead(status).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
