/** Robots of WeCom groups (企业微信群机器人): they can only say something, nothing comes back. */

import { createHash } from 'node:crypto';
import type { Diagnosis, Messenger, Parcel, SendResult } from '../../domain/channel.ts';
import { type Capabilities, type OutgoingFile, PLAIN_TEXT } from '../../domain/message.ts';
import { createInFlight } from '../in-flight.ts';
import type { MessengerTools, Settings } from '../kind.ts';
import { readOrProblems } from '../platform-settings.ts';
import { splitText } from '../split.ts';
import { createStanding } from '../standing.ts';
import { callApi, fileForm } from './api-answer.ts';
import { sendResult } from './errcodes.ts';
import { escapePlain } from './escape.ts';
import { mediaKind, safeName } from './limits.ts';
import { createPartSender, type Part } from './progress.ts';
import { readSettings, type SettingsReader } from './settings.ts';
import { textAt } from './values.ts';
import { DIAGNOSES, SETTING_PROBLEMS, SETTING_SHAPES } from './wording.ts';

const KEYS = 'MINSHENG_WECOM_WEBHOOK_KEYS';
const ENTRY = /^\s*(?<name>[^=\s][^=]{0,63}?)\s*=\s*(?:\S+[?&]key=)?(?<key>[A-Za-z0-9-]{8,64})\s*$/;
const MAX_TEXT_BYTES = 2_048;

/** The robots of several groups. */
export interface WebhookSettings {
  /** Key of the robot by the name that the operator gave the group. */
  keys: ReadonlyMap<string, string>;
  apiRoot: string;
  highestRole: Capabilities['highestRole'];
}

/** Twenty a minute to a group; who its members are is unknown, so nothing above what everybody may know. */
export const WEBHOOK_CAPABILITIES: Capabilities = {
  ...PLAIN_TEXT,
  /** Below 2,048: an escaped mark needs three bytes instead of one. */
  maxLength: 1_900,
  lengthUnit: 'bytes',
  images: true,
  files: true,
  push: 'always',
  budgets: [{ scope: 'chat', count: 18, windowMs: 60_000 }],
};

/** One messenger for all groups: their names are its chats. @throws InputError with every problem */
export function createMessengers(settings: Settings, tools: MessengerTools): Messenger[] {
  return [createWebhook(readRobots(settings), tools)];
}

/** A messenger for the robots of groups. */
export function createWebhook(settings: WebhookSettings, { now }: MessengerTools): Messenger {
  const sendParts = createPartSender();
  const inFlight = createInFlight();
  const standing = createStanding(now);
  const send = async (parcel: Parcel): Promise<SendResult> => {
    const key = settings.keys.get(parcel.target.chatId);
    if (key === undefined)
      return { sent: false, again: false, reason: 'no robot is configured for this group' };
    return sendParts(parcel.key, partsOf(parcel, { key, apiRoot: settings.apiRoot }));
  };
  return {
    platform: 'wecom-webhook',
    account: 'webhook',
    capabilities: { ...WEBHOOK_CAPABILITIES, highestRole: settings.highestRole },
    async start() {
      standing.set('ready');
    },
    async stop() {
      await inFlight.settled();
      standing.set('stopped');
    },
    send: (parcel) => inFlight.during(() => send(parcel)),
    state: standing.get,
  };
}

/** Looks at the shape of the keys only: a test message would disturb the groups. */
export async function diagnose(settings: Settings): Promise<Diagnosis[]> {
  const read = readOrProblems(() => readRobots(settings));
  if (Array.isArray(read)) return read;
  return [{ level: 'ok', what: DIAGNOSES.webhookOk([...read.keys.keys()]), fix: null }];
}

/** One robot. */
interface Robot {
  key: string;
  apiRoot: string;
}

function partsOf({ text, file }: Parcel, robot: Robot): Part[] {
  const texts = splitText(escapePlain(text), MAX_TEXT_BYTES, 'bytes').filter(
    (content) => content.trim() !== '',
  );
  const parts = texts.map(
    (content): Part =>
      () =>
        post({ msgtype: 'text', text: { content } }, robot),
  );
  return file ? [...parts, () => postFile(file, robot)] : parts;
}

async function post(json: object, robot: Robot): Promise<SendResult> {
  return sendResult(await callApi(addressOf('send', robot), json));
}

/** A picture travels in the message itself, any other file is uploaded first. */
async function postFile(file: OutgoingFile, robot: Robot): Promise<SendResult> {
  const kind = mediaKind(file);
  if (kind === null) return { sent: false, again: false, reason: 'file is empty or over 20 MB' };
  if (kind === 'image') {
    const base64 = Buffer.from(file.bytes).toString('base64');
    const md5 = createHash('md5').update(file.bytes).digest('hex');
    return post({ msgtype: 'image', image: { base64, md5 } }, robot);
  }
  const form = fileForm(safeName(file.name), file.bytes);
  const uploaded = await callApi(addressOf('upload_media', robot, 'file'), form);
  const mediaId = textAt(uploaded.body, 'media_id');
  if (uploaded.errcode !== 0 || mediaId === '')
    return sendResult({ ...uploaded, errcode: uploaded.errcode || -1 });
  return post({ msgtype: 'file', file: { media_id: mediaId } }, robot);
}

function addressOf(path: string, { key, apiRoot }: Robot, type?: string): URL {
  const url = new URL(`${apiRoot}/cgi-bin/webhook/${path}`);
  url.searchParams.set('key', key);
  if (type) url.searchParams.set('type', type);
  return url;
}

function readRobots(settings: Settings): WebhookSettings {
  return readSettings(settings, (reader) => ({
    keys: readKeys(reader),
    apiRoot: reader.apiRoot('MINSHENG_WECOM_WEBHOOK_API_ROOT'),
    highestRole: reader.role('MINSHENG_WECOM_WEBHOOK_HIGHEST_ROLE', 'resident'),
  }));
}

/** `群名=key`; instead of the key alone, the whole address that the platform shows is taken too. */
function readKeys(reader: SettingsReader): Map<string, string> {
  const list = reader.required(KEYS, { pattern: /\S/, shape: SETTING_SHAPES.webhookKeys });
  const keys = new Map<string, string>();
  const entries = list.split(/[,，;；\n]/).filter((entry) => entry.trim() !== '');
  for (const [index, entry] of entries.entries()) {
    const { name = '', key = '' } = ENTRY.exec(entry)?.groups ?? {};
    if (key === '') reader.wrong(KEYS, SETTING_PROBLEMS.entry(index + 1));
    else if (keys.has(name)) reader.wrong(KEYS, SETTING_PROBLEMS.duplicate(name));
    else keys.set(name, key);
  }
  return keys;
}
