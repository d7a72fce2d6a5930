/** The requests that the channel makes to Feishu. */
import { z } from 'zod';
import type { OutgoingFile } from '../../domain/message.ts';
import { type Call, type Called, callJson, downloadFile } from '../request.ts';
import { type Failure, failureOf, isStaleToken, unanswered } from './failures.ts';
import type { FeishuAccount } from './settings.ts';

/** Before it expires a token is renewed this much earlier. */
const TOKEN_MARGIN_MS = 3 * 60_000;

/** What a request gave. */
export type Outcome<Data = unknown> = { ok: true; data: Data } | { ok: false; failure: Failure };

/** The content of a message in the platform's form. */
export interface Content {
  msg_type: 'text' | 'interactive' | 'image' | 'file';
  /** JSON. */
  content: string;
}

/** The platform as the channel uses it. Ids come from the platform; those with other characters are never sent. */
export interface FeishuApi {
  bot(): Promise<Outcome<{ openId: string; name: string }>>;
  /** Answers a message; `uuid` makes repeats within an hour one message. Gives the id of the new message. */
  reply(
    messageId: string,
    content: Content,
    how: { uuid: string; inThread: boolean },
  ): Promise<Outcome<string>>;
  create(chatId: string, content: Content, uuid: string): Promise<Outcome<string>>;
  /** Replaces a text. */
  updateText(messageId: string, content: Content): Promise<Outcome>;
  /** Replaces a card. */
  updateCard(messageId: string, content: Content): Promise<Outcome>;
  /** The content that shows an uploaded file. */
  upload(file: OutgoingFile): Promise<Outcome<Content>>;
  /** @throws InputError when it is gone or too big */
  download(resource: Resource, maxBytes: number): Promise<Uint8Array>;
}

/** A file of a message. */
export interface Resource {
  messageId: string;
  key: string;
  type: 'file' | 'image';
}

const ENVELOPE = z.looseObject({ code: z.number() });
const TOKEN = z.looseObject({ tenant_access_token: z.string().min(1), expire: z.number() });
const BOT = z.looseObject({
  bot: z.looseObject({ open_id: z.string().min(1), app_name: z.string().default('') }),
});
const SENT = z.looseObject({ data: z.looseObject({ message_id: z.string() }) });
const IMAGE = z.looseObject({ data: z.looseObject({ image_key: z.string() }) });
const FILE = z.looseObject({ data: z.looseObject({ file_key: z.string() }) });

const BOT_PATH = '/open-apis/bot/v3/info';

/** Ids stand in paths. */
export const ID = /^[\w-]{1,200}$/;

/** The platform for one application; its token is kept until it expires. */
export function createApi(account: FeishuAccount, now: () => Date): FeishuApi {
  const call = authorised(account, now);
  const messages = '/open-apis/im/v1/messages';
  const sent = async (request: Promise<Outcome>) =>
    shaped(await request, SENT, ({ data }) => data.message_id);
  return {
    bot: async () =>
      shaped(await call({ method: 'GET', path: BOT_PATH }), BOT, ({ bot }) => ({
        openId: bot.open_id,
        name: bot.app_name,
      })),
    reply: (messageId, content, { uuid, inThread }) =>
      sent(
        call({
          method: 'POST',
          path: `${messages}/${messageId}/reply`,
          body: { ...content, uuid, ...(inThread && { reply_in_thread: true }) },
        }),
      ),
    create: (chatId, content, uuid) =>
      sent(
        call({
          method: 'POST',
          path: `${messages}?receive_id_type=chat_id`,
          body: { receive_id: chatId, ...content, uuid },
        }),
      ),
    updateText: (messageId, body) => call({ method: 'PUT', path: `${messages}/${messageId}`, body }),
    updateCard: (messageId, { content }) =>
      call({ method: 'PATCH', path: `${messages}/${messageId}`, body: { content } }),
    upload: (file) => upload(file, call),
    async download({ messageId, key, type }, maxBytes) {
      const url = `${account.root}${messages}/${messageId}/resources/${key}?type=${type}`;
      const fetchWith = (token: string) =>
        downloadFile({ method: 'GET', url, headers: { Authorization: `Bearer ${token}` } }, maxBytes);
      const first = await call.token();
      return fetchWith(first.ok ? first.data : '').catch(async (error: unknown) => {
        const renewed = await call.renewedToken(first);
        if (renewed === null) throw error;
        return fetchWith(renewed);
      });
    },
  };
}

interface Request {
  method: Call['method'];
  path: string;
  body?: unknown;
}

interface Caller {
  (request: Request): Promise<Outcome>;
  token(): Promise<Outcome<string>>;
  /** A new token when a used one was taken back, null when it is still good: downloads fail without saying why. */
  renewedToken(used: Outcome<string>): Promise<string | null>;
}

/** Requests that carry the application's token; one taken back early is renewed once. */
function authorised({ appId, appSecret, root }: FeishuAccount, now: () => Date): Caller {
  let kept: { value: string; untilMs: number } | null = null;
  const token = async (): Promise<Outcome<string>> => {
    if (kept && kept.untilMs > now().getTime()) return { ok: true, data: kept.value };
    const url = `${root}/open-apis/auth/v3/tenant_access_token/internal`;
    const called = await callJson({ method: 'POST', url, body: { app_id: appId, app_secret: appSecret } });
    return shaped(judged(called), TOKEN, ({ tenant_access_token: value, expire }) => {
      kept = { value, untilMs: now().getTime() + expire * 1000 - TOKEN_MARGIN_MS };
      return value;
    });
  };
  const attempt = async ({ method, path, body }: Request): Promise<Outcome> => {
    const bearer = await token();
    if (!bearer.ok) return bearer;
    const headers = { Authorization: `Bearer ${bearer.data}` };
    return judged(await callJson({ method, url: `${root}${path}`, headers, body }));
  };
  const call = async (request: Request): Promise<Outcome> => {
    const first = await attempt(request);
    if (first.ok || !isStaleToken(first.failure.code ?? 0)) return first;
    kept = null;
    return attempt(request);
  };
  const renewedToken = async (used: Outcome<string>): Promise<string | null> => {
    await call({ method: 'GET', path: BOT_PATH });
    const current = await token();
    return used.ok && current.ok && current.data !== used.data ? current.data : null;
  };
  return Object.assign(call, { token, renewedToken });
}

async function upload(file: OutgoingFile, call: Caller): Promise<Outcome<Content>> {
  const form = new FormData();
  const bytes = new Blob([Buffer.from(file.bytes)]);
  if (file.kind === 'image') {
    form.set('image_type', 'message');
    form.set('image', bytes, 'image');
    const uploaded = await call({ method: 'POST', path: '/open-apis/im/v1/images', body: form });
    return shaped(uploaded, IMAGE, ({ data }) => ({
      msg_type: 'image',
      content: JSON.stringify({ image_key: data.image_key }),
    }));
  }
  form.set('file_type', 'stream');
  form.set('file_name', file.name);
  form.set('file', bytes, file.name);
  const uploaded = await call({ method: 'POST', path: '/open-apis/im/v1/files', body: form });
  return shaped(uploaded, FILE, ({ data }) => ({
    msg_type: 'file',
    content: JSON.stringify({ file_key: data.file_key }),
  }));
}

/** Every proper answer has a `code`, 0 when all is well. */
function judged(called: Called): Outcome {
  if (!called.ok) return { ok: false, failure: unanswered(called.reason) };
  const envelope = ENVELOPE.safeParse(called.body);
  if (envelope.success && envelope.data.code === 0) return { ok: true, data: called.body };
  if (!envelope.success) return { ok: false, failure: unanswered(`HTTP ${called.status} without a code`) };
  const wait = Number(called.headers.get('x-ogw-ratelimit-reset') ?? Number.NaN);
  const retryAfterMs = Number.isFinite(wait) && wait > 0 ? wait * 1000 : null;
  return { ok: false, failure: failureOf(envelope.data.code, called.status, retryAfterMs) };
}

function shaped<Raw, Data>(outcome: Outcome, shape: z.ZodType<Raw>, pick: (raw: Raw) => Data): Outcome<Data> {
  if (!outcome.ok) return outcome;
  const raw = shape.safeParse(outcome.data);
  if (!raw.success) return { ok: false, failure: unanswered('an answer without what was asked for') };
  return { ok: true, data: pick(raw.data) };
}
