/** The smart bot of WeCom (企业微信智能机器人) over its long connection: no public address is needed. */
import type { Diagnosis, Messenger, Receive, SendResult } from '../../domain/channel.ts';
import { type Capabilities, PLAIN_TEXT } from '../../domain/message.ts';
import { createInFlight } from '../in-flight.ts';
import type { MessengerTools, Settings } from '../kind.ts';
import { readOrProblems } from '../platform-settings.ts';
import { attachmentError, downloadFile } from '../request.ts';
import { ATTACHMENT } from '../wording.ts';
import { BOT_PAUSES, type BotPauses, type BotSdk, createBotConnection } from './bot-connection.ts';
import { fileReference, messageOfFrame } from './bot-incoming.ts';
import { botParts } from './bot-outgoing.ts';
import { createPartSender } from './progress.ts';
import { readSettings, SOCKET_ADDRESS, secretShape } from './settings.ts';
import { DIAGNOSES, SETTING_SHAPES } from './wording.ts';

const MINUTE_MS = 60_000;
const DIAGNOSE_MS = 10_000;
/** Encrypted files are padded to blocks. */
const PADDING_BYTES = 32;

/** What a bot is made from. */
export interface BotSettings {
  botId: string;
  secret: string;
  wsUrl: string;
  botName: string;
  highestRole: Capabilities['highestRole'];
}

/** The platform allows 30 messages a minute and 1,000 an hour to a chat, replies and pushes together. */
export const BOT_CAPABILITIES: Capabilities = {
  ...PLAIN_TEXT,
  /** A third of what a message takes: escaped marks need three bytes instead of one. */
  maxLength: 6_000,
  lengthUnit: 'bytes',
  buttons: true,
  markdown: true,
  images: true,
  files: true,
  quote: true,
  push: 'always',
  identifies: true,
  highestRole: 'operator',
  budgets: [
    { scope: 'chat', count: 25, windowMs: MINUTE_MS },
    { scope: 'chat', count: 900, windowMs: 60 * MINUTE_MS },
  ],
};

/** One messenger for the configured bot. @throws InputError with every problem */
export function createMessengers(settings: Settings, tools: MessengerTools): Messenger[] {
  return [createBot(readBot(settings), tools)];
}

/** A messenger for a bot. */
export function createBot(
  settings: BotSettings,
  tools: MessengerTools,
  pauses: BotPauses = BOT_PAUSES,
): Messenger {
  const { log, now } = tools;
  const sendParts = createPartSender();
  const inFlight = createInFlight();
  let receive: Receive | null = null;
  const onFrame = (frame: unknown, link: string) => {
    const context = { account: settings.botId, link, receivedAt: now().getTime(), botName: settings.botName };
    const message = messageOfFrame(frame, context);
    if (!message || !receive) return;
    const handler = receive;
    const stored = inFlight.during(() => handler(message));
    stored.catch(() => log.error({ platform: 'wecom-bot' }, 'a message could not be stored and is lost'));
  };
  const connection = createBotConnection({ ...settings, log, now, pauses, loadSdk, onFrame });
  const line = { link: connection.link, renew: connection.renew, now };
  return {
    platform: 'wecom-bot',
    account: settings.botId,
    capabilities: { ...BOT_CAPABILITIES, highestRole: settings.highestRole },
    async start(handler) {
      receive = handler;
      connection.open();
    },
    async stop() {
      receive = null;
      await inFlight.settled();
      connection.close();
    },
    send: (parcel): Promise<SendResult> =>
      inFlight.during(() => sendParts(parcel.key, botParts(parcel, line))),
    fetchFile,
    state: connection.state,
  };
}

/** Subscribes once and hangs up. */
export async function diagnose(settings: Settings, tools: MessengerTools): Promise<Diagnosis[]> {
  const bot = readOrProblems(() => readBot(settings));
  if (Array.isArray(bot)) return bot;
  try {
    await loadSdk();
  } catch {
    return [{ level: 'fail', what: DIAGNOSES.botMissing, fix: DIAGNOSES.botMissingFix }];
  }
  return tryToConnect(bot, tools);
}

async function tryToConnect(settings: BotSettings, tools: MessengerTools): Promise<Diagnosis[]> {
  const { now } = tools;
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const connection = createBotConnection({
    ...settings,
    log,
    now,
    pauses: BOT_PAUSES,
    loadSdk,
    onFrame: () => {},
  });
  connection.open();
  const until = performance.now() + DIAGNOSE_MS;
  while (connection.state().status === 'starting' && performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const { status, detail } = connection.state();
  connection.close();
  if (status !== 'ready') {
    return [{ level: 'fail', what: DIAGNOSES.botFailed(detail ?? 'no answer'), fix: DIAGNOSES.botFix }];
  }
  return [
    { level: 'ok', what: DIAGNOSES.botOk, fix: null },
    { level: 'ok', what: DIAGNOSES.botRunning, fix: null },
  ];
}

async function fetchFile(ref: string, maxBytes: number): Promise<Uint8Array> {
  const reference = fileReference(ref);
  if (!reference) throw attachmentError(ATTACHMENT.gone);
  const bytes = await downloadFile({ method: 'GET', url: reference.url }, maxBytes + PADDING_BYTES);
  if (reference.key === '') return bytes;
  try {
    const { decryptFile } = await loadSdk();
    return decryptFile(Buffer.from(bytes), reference.key);
  } catch {
    throw attachmentError(ATTACHMENT.gone);
  }
}

function readBot(settings: Settings): BotSettings {
  return readSettings(settings, (reader) => ({
    botId: reader.required('MINSHENG_WECOM_BOT_ID', secretShape(SETTING_SHAPES.botId)),
    secret: reader.required('MINSHENG_WECOM_BOT_SECRET', secretShape(SETTING_SHAPES.botSecret)),
    wsUrl: reader.optional('MINSHENG_WECOM_BOT_WS_URL', SOCKET_ADDRESS),
    botName: reader.optional('MINSHENG_WECOM_BOT_NAME', {
      pattern: /^[^@\n]{1,64}$/,
      shape: SETTING_SHAPES.botName,
    }),
    highestRole: reader.role('MINSHENG_WECOM_BOT_HIGHEST_ROLE', 'operator'),
  }));
}

/** An optional dependency: the program runs without it as long as no bot is configured. */
async function loadSdk(): Promise<BotSdk> {
  return import('@wecom/aibot-node-sdk');
}
