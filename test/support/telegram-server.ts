/**
 * A Bot API server on this machine: long polling with acknowledgement by offset, webhooks with a secret, uploads,
 * downloads, buttons, the real refusals, and faults on demand.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { findEntities, readArguments, type Upload } from './telegram-wire.ts';

/** A bot that the server knows. */
export interface FakeBot {
  token: string;
  username: string;
  readsAll?: boolean;
}

export interface TelegramServerOptions {
  /** 0 takes any free port. */
  port?: number;
  bots?: readonly FakeBot[];
  /** How long after a failed delivery a webhook is tried again. */
  webhookRetryMs?: number;
  /** Answers 429 as the real one does: over 30 messages a second in all, over 20 a minute in a group. */
  floodLimits?: boolean;
}

/** Everything that a call can carry or a message can have. */
export type Fields = Record<string, unknown>;

/** One call of a bot, whatever came of it. */
export interface Call {
  method: string;
  token: string;
  fields: Fields;
  /** Epoch milliseconds. */
  at: number;
}

/** One message that reached a chat. A repeated one stands here twice. */
export interface SentMessage {
  method: string;
  token: string;
  messageId: number;
  chatId: string;
  /** Text or caption; the newest after edits. */
  text: string;
  fields: Fields;
  file: Upload | null;
  at: number;
}

/** What goes wrong with the next calls of a method (all methods when absent). */
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

/** What a person sends; everything absent is filled in. */
export interface Saying extends Fields {
  text?: string;
  chat?: Fields;
  from?: Fields;
  message_id?: number;
}

export type TelegramServer = Awaited<ReturnType<typeof startTelegramServer>>;

/** The bot that the server knows by default. */
export const BOT: FakeBot = {
  token: '110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw',
  username: 'minsheng_bot',
};

/** The person who speaks by default. */
export const PERSON = { id: 7001, is_bot: false, first_name: '张', last_name: '三' };

/** A group to speak in. */
export const GROUP = { id: -1001234, type: 'supergroup', title: '民生实事群' };

interface Update extends Fields {
  update_id: number;
}

interface Account extends FakeBot {
  id: number;
  queue: Update[];
  webhook: { url: string; secret: string; lastError: string | null; lastErrorAt: number };
  /** Ends the long poll that is open. */
  poll: ((result: Reply | null) => void) | null;
  /** Per chat: what is being brought to the webhook. */
  deliveries: Map<string, Promise<void>>;
}

type Reply = { status: number; body: string };

const TOO_BIG = 20 * 1024 * 1024;

/** Starts the server; `url` is the API root to give to a bot. */
export async function startTelegramServer(options: TelegramServerOptions = {}) {
  const accounts = new Map((options.bots ?? [BOT]).map((bot) => [bot.token, account(bot)]));
  const calls: Call[] = [];
  const sent: SentMessage[] = [];
  const faults: Fault[] = [];
  const files = new Map<string, { bytes: Buffer; path: string; size: number | null }>();
  const refusals = new Map<string, Reply>();
  const open = new Set<ServerResponse>();
  let lastUpdate = 1000;
  let lastMessage = 100;
  let stopped = false;

  const of = (token: string): Account => accounts.get(token) ?? fail(`no bot ${token}`);

  // ---- updates
  const push = (update: Fields, token = BOT.token): number => {
    const bot = of(token);
    const update_id = ++lastUpdate;
    bot.queue.push({ update_id, ...update });
    if (bot.webhook.url) bring(bot);
    bot.poll?.(null);
    return update_id;
  };

  /** Brings every waiting update to the webhook: those of one chat one after the other, again until taken. */
  const bring = (bot: Account): void => {
    for (const update of bot.queue) {
      const key = chatOf(update);
      if (bot.deliveries.has(key)) continue;
      const delivery = bringChat(bot, key).finally(() => {
        bot.deliveries.delete(key);
        if (bot.webhook.url && !stopped) bring(bot);
      });
      bot.deliveries.set(key, delivery);
    }
  };
  const bringChat = async (bot: Account, key: string): Promise<void> => {
    for (;;) {
      const update = bot.queue.find((each) => chatOf(each) === key);
      if (!update || !bot.webhook.url || stopped) return;
      const problem = await postUpdate(bot, update);
      if (problem === null) {
        bot.queue = bot.queue.filter((each) => each !== update);
        continue;
      }
      Object.assign(bot.webhook, { lastError: problem, lastErrorAt: Date.now() });
      await new Promise((resolve) => setTimeout(resolve, options.webhookRetryMs ?? 30));
    }
  };

  const getUpdates = (bot: Account, fields: Fields, response: ServerResponse): Promise<Reply> | Reply => {
    if (bot.webhook.url) {
      return refusal(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook first",
      );
    }
    bot.poll?.(
      refusal(
        409,
        'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
      ),
    );
    const offset = Number(fields.offset ?? 0);
    bot.queue = offset < 0 ? bot.queue.slice(offset) : bot.queue.filter((each) => each.update_id >= offset);
    const batch = () => accepted(bot.queue.slice(0, Number(fields.limit ?? 100)));
    const seconds = Number(fields.timeout ?? 0);
    if (bot.queue.length > 0 || seconds === 0) return batch();
    return new Promise((resolve) => {
      const end = (result: Reply | null) => {
        clearTimeout(timer);
        if (bot.poll === end) bot.poll = null;
        resolve(result ?? batch());
      };
      const timer = setTimeout(end, seconds * 1000, null);
      bot.poll = end;
      response.once('close', () => end(null));
    });
  };

  // ---- messages
  const keep = (bot: Account, call: Call, upload: Upload | null): Reply => {
    const { method, fields } = call;
    const chatId = String(fields.chat_id ?? '');
    const text = String((method === 'sendMessage' ? fields.text : fields.caption) ?? '');
    const problem = refusals.get(chatId) ?? checked(method, fields, text) ?? flood(call, chatId);
    if (problem) return problem;
    const messageId = ++lastMessage;
    const { token, at } = call;
    sent.push({ method, token, messageId, chatId, text, fields, file: upload, at });
    return accepted({
      message_id: messageId,
      date: Math.floor(at / 1000),
      from: selfOf(bot),
      chat: { id: Number(chatId), type: chatId.startsWith('-') ? 'supergroup' : 'private' },
      ...(method === 'sendMessage' ? { text } : { caption: text }),
    });
  };
  const flood = ({ token, at }: Call, chatId: string): Reply | null => {
    if (!options.floodLimits) return null;
    const within = (ms: number) => sent.filter((each) => each.token === token && each.at > at - ms);
    const crowded = within(1000).length >= 30;
    const group =
      chatId.startsWith('-') && within(60_000).filter((each) => each.chatId === chatId).length >= 20;
    if (!crowded && !group) return null;
    return refusal(429, 'Too Many Requests: retry after 1', { retry_after: 1 });
  };
  const edit = ({ fields }: Call): Reply => {
    const text = String(fields.text ?? '');
    const problem = refusals.get(String(fields.chat_id)) ?? checked('sendMessage', fields, text);
    if (problem) return problem;
    const message = sent.find((each) => each.messageId === fields.message_id);
    if (!message) return refusal(400, 'Bad Request: message to edit not found');
    const same = JSON.stringify(message.fields.reply_markup) === JSON.stringify(fields.reply_markup);
    if (message.text === text && same) {
      return refusal(
        400,
        'Bad Request: message is not modified: specified new message content and reply markup are exactly the same ' +
          'as a current content and reply markup of the message',
      );
    }
    Object.assign(message, { text, fields: { ...message.fields, ...fields } });
    return accepted({ message_id: message.messageId, date: 0, chat: { id: fields.chat_id } });
  };

  // ---- calls
  const setWebhook = (bot: Account, { url, secret_token }: Fields): Reply => {
    bot.poll?.(refusal(409, 'Conflict: terminated by setWebhook request'));
    bot.webhook = { ...NO_WEBHOOK, url: String(url ?? ''), secret: String(secret_token ?? '') };
    bring(bot);
    return accepted(true);
  };
  const webhookInfo = ({ webhook, queue }: Account): Reply =>
    accepted({
      url: webhook.url,
      has_custom_certificate: false,
      pending_update_count: queue.length,
      ...(webhook.lastError !== null && {
        last_error_date: Math.floor(webhook.lastErrorAt / 1000),
        last_error_message: webhook.lastError,
      }),
    });
  const getFile = ({ file_id }: Fields): Reply => {
    const file = files.get(String(file_id));
    if (!file) return refusal(400, 'Bad Request: wrong file_id or the file is temporarily unavailable');
    if ((file.size ?? 0) > TOO_BIG) return refusal(400, 'Bad Request: file is too big');
    const size = file.size === null ? {} : { file_size: file.size };
    return accepted({ file_id, file_unique_id: `u${String(file_id)}`, ...size, file_path: file.path });
  };
  const perform = (
    bot: Account,
    call: Call,
    { uploads, response }: { uploads: Record<string, Upload>; response: ServerResponse },
  ): Promise<Reply> | Reply => {
    switch (call.method) {
      case 'getMe':
        return accepted({
          ...selfOf(bot),
          can_join_groups: true,
          can_read_all_group_messages: !!bot.readsAll,
        });
      case 'getUpdates':
        return getUpdates(bot, call.fields, response);
      case 'setWebhook':
        return setWebhook(bot, call.fields);
      case 'deleteWebhook':
        return setWebhook(bot, {});
      case 'getWebhookInfo':
        return webhookInfo(bot);
      case 'sendMessage':
      case 'sendPhoto':
      case 'sendDocument':
        return keep(bot, call, Object.values(uploads)[0] ?? null);
      case 'editMessageText':
        return edit(call);
      case 'getFile':
        return getFile(call.fields);
      case 'answerCallbackQuery':
      case 'sendChatAction':
      case 'setMyCommands':
      case 'setMyShortDescription':
        return accepted(true);
      default:
        return refusal(404, 'Not Found: method not found');
    }
  };

  // ---- HTTP
  const nextFault = (method: string): Fault['how'] | null => {
    const fault = faults.find((each) => each.method === undefined || each.method === method);
    if (!fault) return null;
    fault.times = (fault.times ?? 1) - 1;
    if (fault.times <= 0) faults.splice(faults.indexOf(fault), 1);
    return fault.how;
  };
  const answerCall = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const [, download, token = '', rest = ''] =
      /^(\/file)?\/bot([^/]+)\/(.+)$/.exec(decodeURIComponent(url.pathname)) ?? [];
    if (token === '') return answer(response, refusal(404, 'Not Found'));
    if (download) return serveFile(response, rest);
    const { fields, files: uploads } = await readArguments(request, url.searchParams);
    const call = { method: rest, token, fields, at: Date.now() };
    calls.push(call);
    const bot = accounts.get(token);
    if (!bot) return answer(response, refusal(401, 'Unauthorized'));
    const fault = nextFault(rest);
    if (fault?.kind === 'hang') return;
    if (fault?.kind === 'close' && fault.when === 'before') return void request.socket.destroy();
    if (fault?.kind === 'raw') return answer(response, fault);
    if (fault?.kind === 'error')
      return answer(response, refusal(fault.code, fault.description, fault.parameters));
    const reply = await perform(bot, call, { uploads, response });
    if (fault?.kind === 'close') return void request.socket.destroy();
    answer(response, reply);
  };
  const serveFile = (response: ServerResponse, path: string): void => {
    const file = [...files.values()].find((each) => each.path === path);
    if (file) {
      // Without a content-length, as a server may do: the reader has to count.
      response.writeHead(200, { 'content-type': 'application/octet-stream' }).write(file.bytes);
      response.end();
    } else answer(response, refusal(404, 'Not Found'));
  };

  const server = createServer((request, response) => {
    open.add(response);
    response.once('close', () => open.delete(response));
    answerCall(request, response).catch(() => response.destroy());
  });
  const listen = (port: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once('error', reject).listen(port, '127.0.0.1', resolve);
    });
  await listen(options.port ?? 0);
  const { port } = server.address() as AddressInfo;
  const down = async (): Promise<void> => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  };

  /** A person says something in a chat (to the bot itself by default). The message that the bot gets. */
  const say = (saying: Saying, token = BOT.token): Fields & { message_id: number; update_id: number } => {
    const from = saying.from ?? PERSON;
    const words = saying.text ?? saying.caption;
    const entities = typeof words === 'string' ? findEntities(words) : [];
    const message = {
      message_id: saying.message_id ?? ++lastMessage,
      date: Math.floor(Date.now() / 1000),
      chat: { id: from.id, type: 'private' },
      from,
      ...(entities.length > 0 && { [saying.text === undefined ? 'caption_entities' : 'entities']: entities }),
      ...saying,
    };
    return { ...message, update_id: push({ message }, token) };
  };

  /** A person presses a button of a sent message, counted from 0 over all rows. */
  const press = (messageId: number, index: number, { from = PERSON }: { from?: Fields } = {}): number => {
    const message = sent.find((each) => each.messageId === messageId) ?? fail(`no message ${messageId}`);
    const { inline_keyboard } = message.fields.reply_markup as { inline_keyboard: Fields[][] };
    const { chatId, fields } = message;
    return push(
      {
        callback_query: {
          id: String(++lastUpdate * 7919),
          from,
          chat_instance: '1',
          data: inline_keyboard.flat()[index]?.callback_data,
          message: {
            message_id: messageId,
            date: 1,
            chat: chatId.startsWith('-')
              ? { ...GROUP, id: Number(chatId) }
              : { id: Number(chatId), type: 'private' },
            ...(fields.message_thread_id !== undefined && {
              message_thread_id: fields.message_thread_id,
              is_topic_message: true,
            }),
          },
        },
      },
      message.token,
    );
  };

  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    sent,
    push,
    say,
    press,
    /** Makes the next calls fail. */
    fail: (fault: Fault) => void faults.push({ ...fault }),
    /** Refuses everything that is sent to a chat, until called without a reason. */
    refuse(chatId: number, reason?: { code: number; description: string; parameters?: Fields }) {
      if (reason) refusals.set(String(chatId), refusal(reason.code, reason.description, reason.parameters));
      else refusals.delete(String(chatId));
    },
    /** Stores a file that people can send; `size` is what the server says of it, null for nothing. */
    addFile(bytes: Uint8Array, { size = bytes.length, path }: { size?: number | null; path?: string } = {}) {
      const id = `file-${files.size + 1}`;
      files.set(id, { bytes: Buffer.from(bytes), path: path ?? `documents/${id}`, size });
      return id;
    },
    /** Ids of the updates that were not acknowledged. */
    pending: (token = BOT.token) => of(token).queue.map((update) => update.update_id),
    isPolled: (token = BOT.token) => of(token).poll !== null,
    webhookUrl: (token = BOT.token) => of(token).webhook.url,
    /** Goes away: nothing listens, every connection breaks. Updates and messages are kept. */
    down,
    /** Comes back at the same address. */
    up: () => listen(port),
    /** For good. May be called when it is down. */
    async stop() {
      stopped = true;
      for (const bot of accounts.values()) bot.poll?.(accepted([]));
      if (server.listening) await down();
    },
  };
}

const NO_WEBHOOK: Account['webhook'] = { url: '', secret: '', lastError: null, lastErrorAt: 0 };

function account(bot: FakeBot): Account {
  const id = Number(bot.token.split(':')[0]);
  return { ...bot, id, queue: [], webhook: NO_WEBHOOK, poll: null, deliveries: new Map() };
}

function selfOf({ id, username }: Account) {
  return { id, is_bot: true, first_name: '民生实事', username };
}

/** Null when it was taken, else what went wrong. */
async function postUpdate({ webhook: { url, secret } }: Account, update: Update): Promise<string | null> {
  const headers = {
    'content-type': 'application/json',
    ...(secret && { 'x-telegram-bot-api-secret-token': secret }),
  };
  try {
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(update) });
    await response.arrayBuffer();
    return response.ok ? null : `Wrong response from the webhook: ${response.status} ${response.statusText}`;
  } catch {
    return 'Connection refused';
  }
}

function chatOf(update: Update): string {
  const part = Object.values(update).find((each) => typeof each === 'object') as Fields | undefined;
  const message = (part?.message ?? part) as { chat?: { id?: unknown } } | undefined;
  return String(message?.chat?.id ?? '');
}

/** The refusal of a message that the real server would not take. */
function checked(method: string, fields: Fields, text: string): Reply | null {
  const bad = (description: string) => refusal(400, `Bad Request: ${description}`);
  if (fields.chat_id === undefined || fields.chat_id === '') return bad('chat_id is empty');
  if (method === 'sendMessage' && text.trim() === '') return bad('message text is empty');
  if (method === 'sendMessage' && text.length > 4096) return bad('message is too long');
  if (method !== 'sendMessage' && text.length > 1024) return bad('message caption is too long');
  const markup = fields.reply_markup as { inline_keyboard?: Fields[][] } | undefined;
  const buttons = markup?.inline_keyboard?.flat() ?? [];
  if (buttons.some(({ text: label }) => !label))
    return bad('text buttons are unallowed in the inline keyboard');
  const tooLong = buttons.some(({ callback_data }) => Buffer.byteLength(String(callback_data)) > 64);
  return tooLong ? bad('BUTTON_DATA_INVALID') : null;
}

function accepted(result: unknown): Reply {
  return { status: 200, body: JSON.stringify({ ok: true, result }) };
}

function refusal(code: number, description: string, parameters?: Fields): Reply {
  return {
    status: code,
    body: JSON.stringify({ ok: false, error_code: code, description, ...(parameters && { parameters }) }),
  };
}

function answer(response: ServerResponse, { status, body }: Reply): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(body);
}

function fail(message: string): never {
  throw new Error(message);
}
