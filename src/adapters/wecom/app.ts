/** A self-built app of WeCom (企业微信自建应用): messages come as callbacks, answers leave through its interfaces. */
import type { Diagnosis, Messenger, Receive, SendResult } from '../../domain/channel.ts';
import { type Capabilities, PLAIN_TEXT } from '../../domain/message.ts';
import { createInFlight } from '../in-flight.ts';
import type { MessengerTools, Settings } from '../kind.ts';
import { readOrProblems } from '../platform-settings.ts';
import { type AppAccount, createAppApi } from './app-api.ts';
import { createCallback } from './app-callback.ts';
import { createAppHealth } from './app-health.ts';
import { appParts } from './app-outgoing.ts';
import { createPartSender } from './progress.ts';
import { readSettings, secretShape } from './settings.ts';
import { DIAGNOSES, SETTING_SHAPES } from './wording.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const CALLBACK = 'callback';

/** What an app is made from. */
export interface AppSettings extends AppAccount {
  agentId: string;
  token: string;
  aesKey: string;
  highestRole: Capabilities['highestRole'];
}

/**
 * The platform drops what is over 30 a minute or 1,000 an hour to one person without an error, and everything over
 * 200 times the number of accounts a day: 30,000 holds from 150 accounts on.
 */
export const APP_CAPABILITIES: Capabilities = {
  ...PLAIN_TEXT,
  /** Below 2,048: an escaped mark needs three bytes instead of one. */
  maxLength: 1_900,
  lengthUnit: 'bytes',
  buttons: true,
  images: true,
  files: true,
  push: 'always',
  identifies: true,
  highestRole: 'operator',
  budgets: [
    { scope: 'chat', count: 25, windowMs: MINUTE_MS },
    { scope: 'chat', count: 900, windowMs: HOUR_MS },
    { scope: 'account', count: 30_000, windowMs: 24 * HOUR_MS },
  ],
};

/** One messenger for the configured app. @throws InputError with every problem */
export function createMessengers(settings: Settings, tools: MessengerTools): Messenger[] {
  return [createApp(readApp(settings), tools)];
}

/** A messenger for an app; `probeMs` is how long it waits before it knocks again at a platform that failed. */
export function createApp(settings: AppSettings, tools: MessengerTools, probeMs = MINUTE_MS): Messenger {
  const { log, now } = tools;
  const api = createAppApi(settings, now);
  const health = createAppHealth({ api, log, now, probeMs });
  const sendParts = createPartSender();
  const inFlight = createInFlight();
  let receive: Receive | null = null;
  const onFailure = () => log.error({ platform: 'wecom-app' }, 'a message could not be stored');
  const callback = createCallback({ ...settings, now, receive: () => receive, onFailure });
  const line = { api, agentId: settings.agentId, onAnswer: health.hear };
  return {
    platform: 'wecom-app',
    account: `${settings.corpId}/${settings.agentId}`,
    capabilities: { ...APP_CAPABILITIES, highestRole: settings.highestRole },
    async start(handler) {
      receive = handler;
      health.begin();
    },
    async stop() {
      receive = null;
      await inFlight.settled();
      health.end();
    },
    send: (parcel): Promise<SendResult> =>
      inFlight.during(() => sendParts(parcel.key, appParts(parcel, line))),
    fetchFile: api.media,
    state: health.state,
    hooks: { [CALLBACK]: (request) => inFlight.during(() => callback(request)) },
  };
}

/** Asks for a token, and looks at whether the platform can reach the callback. */
export async function diagnose(settings: Settings, tools: MessengerTools): Promise<Diagnosis[]> {
  const app = readOrProblems(() => readApp(settings));
  if (Array.isArray(app)) return app;
  const { errcode, errmsg } = await createAppApi(app, tools.now).authenticate();
  const reason = errcode > 0 ? `errcode ${errcode}: ${errmsg}` : errmsg;
  const credentials: Diagnosis =
    errcode === 0
      ? { level: 'ok', what: DIAGNOSES.appOk, fix: null }
      : { level: 'fail', what: DIAGNOSES.appFailed(reason), fix: DIAGNOSES.appFix };
  const url = `${tools.publicUrl}/hooks/wecom-app/${CALLBACK}`;
  const callback: Diagnosis = tools.publicUrl
    ? { level: 'ok', what: DIAGNOSES.callback(url), fix: null }
    : { level: 'warn', what: DIAGNOSES.noPublicUrl, fix: DIAGNOSES.noPublicUrlFix };
  return [credentials, callback];
}

function readApp(settings: Settings): AppSettings {
  return readSettings(settings, (reader) => ({
    corpId: reader.required('MINSHENG_WECOM_APP_CORP_ID', {
      pattern: /^[A-Za-z0-9]{6,64}$/,
      shape: SETTING_SHAPES.corpId,
    }),
    agentId: reader.required('MINSHENG_WECOM_APP_AGENT_ID', {
      pattern: /^\d{1,12}$/,
      shape: SETTING_SHAPES.agentId,
    }),
    secret: reader.required('MINSHENG_WECOM_APP_SECRET', secretShape(SETTING_SHAPES.appSecret)),
    token: reader.required('MINSHENG_WECOM_APP_CALLBACK_TOKEN', {
      pattern: /^[A-Za-z0-9]{3,32}$/,
      shape: SETTING_SHAPES.token,
    }),
    aesKey: reader.required('MINSHENG_WECOM_APP_AES_KEY', {
      pattern: /^[A-Za-z0-9]{43}$/,
      shape: SETTING_SHAPES.aesKey,
    }),
    apiRoot: reader.apiRoot('MINSHENG_WECOM_APP_API_ROOT'),
    highestRole: reader.role('MINSHENG_WECOM_APP_HIGHEST_ROLE', 'operator'),
  }));
}
