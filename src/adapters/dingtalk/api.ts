/** The requests that the channel makes to DingTalk. */
import { z } from 'zod';
import type { OutgoingFile } from '../../domain/message.ts';
import { attachmentError, type Called, callJson, downloadFile } from '../request.ts';
import { ATTACHMENT } from '../wording.ts';
import { type Failure, failureOf, isStaleToken, never, unanswered } from './failures.ts';
import type { DingtalkAccount } from './settings.ts';

/** Before it expires a token is renewed this much earlier. */
const TOKEN_MARGIN_MS = 5 * 60_000;

/** What a request gave. */
export type Outcome<Data = unknown> = { ok: true; data: Data } | { ok: false; failure: Failure };

/** A message by one of the platform's templates. */
export interface Template {
  msgKey: 'sampleText' | 'sampleImageMsg' | 'sampleFile';
  msgParam: object;
}

/** The platform as the channel uses it. */
export interface DingtalkApi {
  /** Whether the credentials are good. */
  check(): Promise<Outcome>;
  /** Where a connection may be opened, once, within a minute or so. */
  openGateway(topics: readonly string[]): Promise<Outcome<string>>;
  /** Says something at the one-off address of a conversation, to be seen by some in particular. */
  sayAt(webhook: string, text: string, userIds: readonly string[]): Promise<Outcome>;
  /** Gives what names the message for the platform. */
  sendToGroup(conversationId: string, template: Template): Promise<Outcome<string | null>>;
  sendToPerson(staffId: string, template: Template): Promise<Outcome<string | null>>;
  /** The template that shows an uploaded file. */
  upload(file: OutgoingFile): Promise<Outcome<Template>>;
  /** @throws InputError when it is gone or too big */
  download(downloadCode: string, maxBytes: number): Promise<Uint8Array>;
}

const REFUSED = z.looseObject({ code: z.string() });
const OLD_ANSWER = z.looseObject({ errcode: z.number() });
const TOKEN = z.looseObject({ accessToken: z.string().min(1), expireIn: z.number() });
const GATEWAY = z.looseObject({ endpoint: z.url({ protocol: /^wss?$/ }), ticket: z.string().min(1) });
const QUEUED = z.looseObject({
  processQueryKey: z.string().nullish(),
  invalidStaffIdList: z.array(z.unknown()).nullish(),
  flowControlledStaffIdList: z.array(z.unknown()).nullish(),
});
const MEDIA = z.looseObject({ media_id: z.string().min(1) });
const DOWNLOAD = z.looseObject({ downloadUrl: z.url({ protocol: /^https?$/ }) });

/** The platform for one application; its token is kept until it expires. */
export function createApi(account: DingtalkAccount, now: () => Date): DingtalkApi {
  const { clientId, clientSecret, robotCode, apiRoot, oldApiRoot, gateway } = account;
  const tokens = keepToken(account, now);
  const post = async (path: string, body: object): Promise<Outcome> =>
    tokens.use(async (token) => {
      const headers = { 'x-acs-dingtalk-access-token': token };
      return judged(await callJson({ method: 'POST', url: `${apiRoot}${path}`, headers, body }));
    });
  const queue = async (path: string, { msgKey, msgParam }: Template, to: object) =>
    queued(await post(path, { robotCode, msgKey, msgParam: JSON.stringify(msgParam), ...to }));
  return {
    check: () => tokens.use(async () => ({ ok: true, data: null })),
    async openGateway(topics) {
      const subscriptions = topics.map((topic) => ({ type: 'CALLBACK', topic }));
      const body = { clientId, clientSecret, subscriptions, ua: 'minsheng-bot' };
      const headers = { Accept: 'application/json' };
      const opened = judged(await callJson({ method: 'POST', url: gateway, headers, body }));
      return shaped(opened, GATEWAY, (to) => `${to.endpoint}?ticket=${encodeURIComponent(to.ticket)}`);
    },
    async sayAt(webhook, text, userIds) {
      const at = { isAtAll: false, atUserIds: userIds };
      const body = { msgtype: 'text', text: { content: text }, at };
      return judgedOld(await callJson({ method: 'POST', url: webhook, body }));
    },
    sendToGroup: (openConversationId, template) =>
      queue('/v1.0/robot/groupMessages/send', template, { openConversationId }),
    sendToPerson: (staffId, template) =>
      queue('/v1.0/robot/oToMessages/batchSend', template, { userIds: [staffId] }),
    upload: (file) =>
      tokens.use(async (token) => {
        const form = new FormData();
        form.set('media', new Blob([Buffer.from(file.bytes)]), file.name);
        const type = file.kind === 'image' ? 'image' : 'file';
        const url = `${oldApiRoot}/media/upload?access_token=${encodeURIComponent(token)}&type=${type}`;
        const uploaded = judgedOld(await callJson({ method: 'POST', url, body: form }));
        return shaped(uploaded, MEDIA, ({ media_id }) => templateOf(file, media_id));
      }),
    async download(downloadCode, maxBytes) {
      const found = shaped(
        await post('/v1.0/robot/messageFiles/download', { downloadCode, robotCode }),
        DOWNLOAD,
        (to) => to.downloadUrl,
      );
      if (!found.ok) throw attachmentError(ATTACHMENT.gone);
      return downloadFile({ method: 'GET', url: found.data }, maxBytes);
    },
  };
}

/** Lends the application's token; one taken back early is renewed once. */
function keepToken({ clientId, clientSecret, apiRoot }: DingtalkAccount, now: () => Date) {
  let kept: { value: string; untilMs: number } | null = null;
  const token = async (): Promise<Outcome<string>> => {
    if (kept && kept.untilMs > now().getTime()) return { ok: true, data: kept.value };
    const body = { appKey: clientId, appSecret: clientSecret };
    const called = await callJson({ method: 'POST', url: `${apiRoot}/v1.0/oauth2/accessToken`, body });
    return shaped(judged(called), TOKEN, ({ accessToken: value, expireIn }) => {
      kept = { value, untilMs: now().getTime() + expireIn * 1000 - TOKEN_MARGIN_MS };
      return value;
    });
  };
  return {
    async use<Data>(request: (token: string) => Promise<Outcome<Data>>): Promise<Outcome<Data>> {
      const given = await token();
      if (!given.ok) return given;
      const first = await request(given.data);
      if (first.ok || !isStaleToken(first.failure)) return first;
      kept = null;
      const renewed = await token();
      return renewed.ok ? request(renewed.data) : renewed;
    },
  };
}

function templateOf({ name, kind }: OutgoingFile, mediaId: string): Template {
  if (kind === 'image') return { msgKey: 'sampleImageMsg', msgParam: { photoURL: mediaId } };
  const fileType = /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1] ?? 'file';
  return { msgKey: 'sampleFile', msgParam: { mediaId, fileName: name, fileType } };
}

/** The newer interface answers errors with a status and a `code` in words. */
function judged(called: Called): Outcome {
  if (!called.ok) return { ok: false, failure: unanswered(called.reason) };
  if (called.status >= 200 && called.status < 300) return { ok: true, data: called.body };
  const refused = REFUSED.safeParse(called.body).data;
  if (!refused) return { ok: false, failure: unanswered(`HTTP ${called.status} without a code`) };
  return { ok: false, failure: failureOf(refused.code, called.status) };
}

/** The older interface always answers with an `errcode`, 0 when all is well. */
function judgedOld(called: Called): Outcome {
  if (!called.ok) return { ok: false, failure: unanswered(called.reason) };
  const answer = OLD_ANSWER.safeParse(called.body).data;
  if (!answer) return { ok: false, failure: unanswered(`HTTP ${called.status} without a code`) };
  if (answer.errcode === 0) return { ok: true, data: called.body };
  return { ok: false, failure: failureOf(`${answer.errcode}`, called.status) };
}

/** A message is taken in for people one by one: some may be unknown, or get too much. */
function queued(outcome: Outcome): Outcome<string | null> {
  const queue = shaped(outcome, QUEUED, (each) => each);
  if (!queue.ok) return queue;
  const { processQueryKey = null, invalidStaffIdList, flowControlledStaffIdList } = queue.data;
  if (invalidStaffIdList?.length) return { ok: false, failure: never('the person is not known') };
  if (flowControlledStaffIdList?.length) return { ok: false, failure: failureOf('flowControl', 200) };
  return { ok: true, data: processQueryKey };
}

function shaped<Raw, Data>(outcome: Outcome, shape: z.ZodType<Raw>, pick: (raw: Raw) => Data): Outcome<Data> {
  if (!outcome.ok) return outcome;
  const raw = shape.safeParse(outcome.data);
  if (!raw.success) return { ok: false, failure: unanswered('an answer without what was asked for') };
  return { ok: true, data: pick(raw.data) };
}
