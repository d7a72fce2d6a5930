/**
 * A Bot API server on this machine: long polling with acknowledgement by offset, webhooks with a secret, uploads,
 * downloads, buttons, the real refusals, and faults on demand.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createChats, type Refusal } from './telegram-chats.ts';
import { createPeople, type Saying } from './telegram-people.ts';
import {
  accepted,
  answer,
  type Call,
  type FakeBot,
  type Fields,
  misused,
  type Reply,
  refusal,
} from './telegram-reply.ts';
import { createUpdateQueue, type UpdateQueue } from './telegram-updates.ts';
import { readArguments, type Upload } from './telegram-wire.ts';

export type { SentMessage } from './telegram-chats.ts';
export { GROUP, PERSON, type Saying } from './telegram-people.ts';
export type { Call, FakeBot, Fields } from './telegram-reply.ts';

export interface TelegramServerOptions {
  /** 0 takes any free port. */
  port?: number;
  bots?: readonly FakeBot[];
  /** How long after a failed delivery a webhook is tried again. */
  webhookRetryMs?: number;
  /** Answers 429 as the real one does: over 30 messages a second in all, over 20 a minute in a group. */
  floodLimits?: boolean;
}

/** What goes wrong with the next calls of a method (any method when absent). */
export interface Fault {
  method?: string;
  /** Default 1. */
  times?: number;
  how:
    | { kind: 'error'; code: number; description: string; parameters?: Fields }
    | { kind: 'raw'; status: number; body: string }
    /** The connection breaks before or after the call took effect. */
    | { kind: 'close'; when: 'before' | 'after' }
    | { kind: 'hang' };
}

export type TelegramServer = Awaited<ReturnType<typeof startTelegramServer>>;

/** The bot that the server knows by default. */
export const BOT: FakeBot = {
  token: '110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw',
  username: 'minsheng_bot',
};

/** The largest file that a bot may fetch, in bytes. */
const MOST_FETCHED = 20 * 1024 * 1024;

interface Account extends FakeBot {
  updates: UpdateQueue;
}

/** Starts the server; `url` is the API root to give to a bot. */
export async function startTelegramServer(options: TelegramServerOptions = {}) {
  const { port: wanted = 0, bots = [BOT], webhookRetryMs = 30, floodLimits = false } = options;
  let lastId = 100;
  const nextId = () => ++lastId;
  const accounts = new Map<string, Account>(
    bots.map((bot) => [bot.token, { ...bot, updates: createUpdateQueue({ webhookRetryMs }) }]),
  );
  const updatesOf = (token: string) => (accounts.get(token) ?? misused(`no bot ${token}`)).updates;
  const push = (update: Fields, token: string = BOT.token): number => {
    const update_id = nextId();
    updatesOf(token).push({ update_id, ...update });
    return update_id;
  };
  const chats = createChats({ nextMessageId: nextId, floodLimits });
  const people = createPeople({ sent: chats.sent, nextId, push });
  const files = createFiles();
  const calls: Call[] = [];
  const faults: Fault[] = [];

  const perform = (bot: Account, call: Call, { uploads, response }: Around): Promise<Reply> | Reply => {
    switch (call.method) {
      case 'getMe':
        return accepted({
          ...selfOf(bot),
          can_join_groups: true,
          can_read_all_group_messages: !!bot.readsAll,
        });
      case 'getUpdates':
        return bot.updates.get(call.fields, response);
      case 'setWebhook':
        return bot.updates.setWebhook(call.fields);
      case 'deleteWebhook':
        return bot.updates.setWebhook({});
      case 'getWebhookInfo':
        return bot.updates.webhookInfo();
      case 'sendMessage':
      case 'sendPhoto':
      case 'sendDocument':
        return chats.keep(call, uploads[0] ?? null, selfOf(bot));
      case 'editMessageText':
        return chats.edit(call);
      case 'getFile':
        return files.describe(String(call.fields.file_id));
      case 'answerCallbackQuery':
      case 'sendChatAction':
      case 'setMyCommands':
      case 'setMyShortDescription':
        return accepted(true);
      default:
        return refusal(404, 'Not Found: method not found');
    }
  };

  const answerCall = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const path = /^(\/file)?\/bot([^/]+)\/(.+)$/.exec(decodeURIComponent(url.pathname));
    if (!path) return answer(response, refusal(404, 'Not Found'));
    const [, download, token = '', method = ''] = path;
    if (download) return files.serve(response, method);
    const { fields, files: uploads } = await readArguments(request, url.searchParams);
    const call = { method, token, fields, at: Date.now() };
    calls.push(call);
    const bot = accounts.get(token);
    if (!bot) return answer(response, refusal(401, 'Unauthorized'));
    const fault = takeFault(faults, method);
    if (fault?.kind === 'hang') return;
    if (fault?.kind === 'raw') return answer(response, fault);
    if (fault?.kind === 'error')
      return answer(response, refusal(fault.code, fault.description, fault.parameters));
    const breaksBefore = fault?.kind === 'close' && fault.when === 'before';
    const around = { uploads: Object.values(uploads), response };
    const reply = breaksBefore ? null : await perform(bot, call, around);
    if (reply === null || fault?.kind === 'close') request.socket.destroy();
    else answer(response, reply);
  };

  const server = createServer((request, response) => {
    answerCall(request, response).catch(() => response.destroy());
  });
  const listen = (port: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once('error', reject).listen(port, '127.0.0.1', resolve);
    });
  const down = async (): Promise<void> => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  };
  await listen(wanted);
  const { port } = server.address() as AddressInfo;

  return {
    url: `http://127.0.0.1:${port}`,
    /** Every call, also the refused ones. */
    calls,
    /** Every message that reached a chat, with its repetitions. */
    sent: chats.sent,
    /** Gives a bot any update; its id. */
    push,
    say: (saying: Saying, token: string = BOT.token) => people.say(saying, token),
    press: people.press,
    /** Makes the next calls fail. */
    fail: (fault: Fault): void => void faults.push({ ...fault }),
    /** Refuses everything that is sent to a chat, until called without a reason. */
    refuse: (chatId: number, reason?: Refusal): void => chats.refuse(chatId, reason),
    /** Stores a file that people can send; its id. */
    addFile: files.add,
    /** Ids of the updates that were not acknowledged. */
    pending: (token: string = BOT.token) => updatesOf(token).pending(),
    isPolled: (token: string = BOT.token) => updatesOf(token).isPolled(),
    webhookUrl: (token: string = BOT.token) => updatesOf(token).webhookUrl(),
    /** Goes away: nothing listens, every connection breaks. Updates and messages are kept. */
    down,
    /** Comes back at the same address. */
    up: () => listen(port),
    /** For good. May be called when it is down. */
    async stop(): Promise<void> {
      for (const { updates } of accounts.values()) updates.stop();
      if (server.listening) await down();
    },
  };
}

interface Around {
  uploads: readonly Upload[];
  response: ServerResponse;
}

/** The files that people can send and bots can fetch. */
function createFiles() {
  const files = new Map<string, { bytes: Buffer; path: string; size: number | null }>();
  return {
    /** `size` is what the server says of it, null for nothing. */
    add(
      bytes: Uint8Array,
      { size = bytes.length, path }: { size?: number | null; path?: string } = {},
    ): string {
      const id = `file-${files.size + 1}`;
      files.set(id, { bytes: Buffer.from(bytes), path: path ?? `documents/${id}`, size });
      return id;
    },
    describe(id: string): Reply {
      const file = files.get(id);
      if (!file) return refusal(400, 'Bad Request: wrong file_id or the file is temporarily unavailable');
      if ((file.size ?? 0) > MOST_FETCHED) return refusal(400, 'Bad Request: file is too big');
      const size = file.size === null ? {} : { file_size: file.size };
      return accepted({ file_id: id, file_unique_id: `u${id}`, ...size, file_path: file.path });
    },
    /** Without a content-length, as a server may do: the reader has to count. */
    serve(response: ServerResponse, path: string): void {
      const file = [...files.values()].find((each) => each.path === path);
      if (!file) {
        answer(response, refusal(404, 'Not Found'));
        return;
      }
      response.writeHead(200, { 'content-type': 'application/octet-stream' }).write(file.bytes);
      response.end();
    },
  };
}

/** What is to go wrong with this call, used up. */
function takeFault(faults: Fault[], method: string): Fault['how'] | null {
  const fault = faults.find((each) => each.method === undefined || each.method === method);
  if (!fault) return null;
  fault.times = (fault.times ?? 1) - 1;
  if (fault.times <= 0) faults.splice(faults.indexOf(fault), 1);
  return fault.how;
}

function selfOf({ token, username }: Account): Fields {
  return { id: Number(token.split(':')[0]), is_bot: true, first_name: '民生实事', username };
}
