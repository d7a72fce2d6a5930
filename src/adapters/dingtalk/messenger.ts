/** DingTalk as a channel. */
import { setImmediate as acknowledged } from 'node:timers/promises';
import type { Diagnosis, Messenger, Receive } from '../../domain/channel.ts';
import { type Capabilities, PLAIN_TEXT } from '../../domain/message.ts';
import { createInFlight } from '../in-flight.ts';
import type { MessengerTools, Settings } from '../kind.ts';
import { createPatience, USUAL_WAITS, type Waits } from '../patience.ts';
import { readOrProblems } from '../platform-settings.ts';
import { createStanding } from '../standing.ts';
import { createApi } from './api.ts';
import { loadWebSocket, type WebSocketLibrary } from './connection.ts';
import { readMessage } from './incoming.ts';
import { live } from './life.ts';
import { sendParcel } from './outgoing.ts';
import { type DingtalkAccount, readAccount } from './settings.ts';
import { DIAGNOSIS } from './wording.ts';

const HEARTBEAT_MS = 30_000;

/** A text may have 20,000 bytes, a robot say 20 things a minute in a conversation. Buttons would speak unaddressed. */
const CAPABILITIES: Omit<Capabilities, 'highestRole'> = {
  ...PLAIN_TEXT,
  maxLength: 15_000,
  lengthUnit: 'bytes',
  images: true,
  files: true,
  push: 'always',
  identifies: true,
  budgets: [
    { scope: 'account', count: 15, windowMs: 1000 },
    { scope: 'chat', count: 18, windowMs: 60_000 },
  ],
};

/** For tests: other waits, another library. */
export interface DingtalkOptions {
  waits?: Waits;
  heartbeatMs?: number;
  loadLibrary?: () => Promise<WebSocketLibrary>;
}

/** One messenger for the one application. @throws InputError with every problem of the settings */
export function createMessengers(settings: Settings, tools: MessengerTools): Messenger[] {
  return [createDingtalk(readAccount(settings), tools)];
}

/** A messenger of one application; nothing connects before `start`. */
export function createDingtalk(
  account: DingtalkAccount,
  { log, now }: MessengerTools,
  { waits = USUAL_WAITS, heartbeatMs = HEARTBEAT_MS, loadLibrary = loadWebSocket }: DingtalkOptions = {},
): Messenger {
  const api = createApi(account, now);
  const standing = createStanding(now);
  const inFlight = createInFlight();
  const stopping = new AbortController();
  const take = (receive: Receive) => (data: string) =>
    inFlight.during(async () => {
      if (stopping.signal.aborted) throw new Error('stopped');
      const message = readMessage(data, account.clientId);
      if (message) await receive(message);
      else log.debug({ platform: 'dingtalk' }, 'a callback without a message');
    });
  return {
    platform: 'dingtalk',
    account: account.clientId,
    capabilities: { ...CAPABILITIES, highestRole: account.highestRole },
    async start(receive) {
      const stopped = stopping.signal;
      const patience = createPatience(waits, stopped);
      const tools = { api, log, standing, patience, stopped, heartbeatMs, loadLibrary };
      live({ ...tools, onRobotMessage: take(receive) }).catch(() =>
        standing.set('down', 'the channel broke'),
      );
    },
    async stop() {
      await inFlight.settled();
      await acknowledged();
      stopping.abort();
      standing.set('stopped');
    },
    send: (parcel) => sendParcel({ api, account, now }, parcel),
    fetchFile: (ref, maxBytes) => api.download(ref, maxBytes),
    state: standing.get,
  };
}

/** Asks the platform whether the credentials work and the library is there. Never throws. */
export async function diagnose(settings: Settings, { now }: MessengerTools): Promise<Diagnosis[]> {
  const account = readOrProblems(() => readAccount(settings));
  if (Array.isArray(account)) return account;
  const missing = !(await loadWebSocket().catch(() => null));
  const library: Diagnosis = { level: 'fail', what: DIAGNOSIS.noPackage, fix: DIAGNOSIS.noPackageFix };
  return [await aboutCredentials(account, now), ...(missing ? [library] : [])];
}

async function aboutCredentials(account: DingtalkAccount, now: () => Date): Promise<Diagnosis> {
  const checked = await createApi(account, now).check();
  if (checked.ok) return { level: 'ok', what: DIAGNOSIS.ok, fix: null };
  const { reason, code } = checked.failure;
  return code === null
    ? { level: 'fail', what: DIAGNOSIS.unreachable(reason), fix: DIAGNOSIS.unreachableFix }
    : { level: 'fail', what: DIAGNOSIS.refused(reason), fix: DIAGNOSIS.refusedFix };
}
