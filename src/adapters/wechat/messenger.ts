/** WeChat as a channel: the supervised worker process on one side, plain messages on the other. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Messenger, Parcel, Receive, SendResult } from '../../domain/channel.ts';
import { type Capabilities, type IncomingMessage, PLAIN_TEXT } from '../../domain/message.ts';
import type { MessengerTools } from '../kind.ts';
import { compose } from './compose.ts';
import { FAULTS } from './faults.ts';
import type { Heard } from './protocol.ts';
import type { WechatSettings } from './settings.ts';
import { Supervisor } from './supervisor.ts';
import type { Timings } from './timings.ts';
import { PLATFORM, translate } from './translate.ts';

export interface WechatOptions {
  settings: WechatSettings;
  timings: Timings;
  /** 0 … 1 */
  random: () => number;
}

/** What was written longer before the start is history that the gateway replays. */
const HISTORY_MS = 2 * 60_000;

/** Pauses between the attempts to store a message; WeChat itself cannot be asked for it again. */
const STORE_PAUSES_MS = [200, 1_000, 5_000];

/** Texts cut at 2,048 bytes are reported; the rest is room for the mention before the text. */
const MAX_BYTES = 1_900;

/** Tencent publishes no limit; accounts of ordinary people that send more than this are reported as limited. */
const MESSAGES_PER_DAY = 500;
const DAY_MS = 24 * 60 * 60_000;

/** How many half sent parcels are remembered. */
const MAX_HALVES = 100;

export function createWechatMessenger(options: WechatOptions, tools: MessengerTools): Messenger {
  const { settings, timings, random } = options;
  const { log, now } = tools;
  const inbox = createInbox(settings.account, tools);
  const supervisor = new Supervisor({ settings, timings, random, log, now, onHeard: inbox.take });
  const halves = new Set<string>();

  return {
    platform: PLATFORM,
    account: settings.account,
    capabilities: capabilities(settings.messagesPerSecond),
    async start(receive) {
      inbox.open(receive);
      supervisor.start();
    },
    async send(parcel): Promise<SendResult> {
      await sleep(random() * timings.jitterMs);
      const sent = await supervisor.send(compose(parcel, !halves.has(parcel.key)));
      if (sent.sent) return sent;
      if (sent.half) remember(halves, parcel);
      const reason = FAULTS[sent.fault];
      return sent.again
        ? { sent: false, again: true, reason, retryAfterMs: null }
        : { sent: false, again: false, reason };
    },
    state: () => supervisor.state(),
    async stop() {
      await supervisor.stop();
      await inbox.close();
    },
  };
}

/** Nothing but public answers leaves by a channel whose ids change with the puppet; no setting raises that. */
function capabilities(messagesPerSecond: number): Capabilities {
  return {
    ...PLAIN_TEXT,
    maxLength: MAX_BYTES,
    lengthUnit: 'bytes',
    images: true,
    files: true,
    push: 'always',
    identifies: false,
    highestRole: 'resident',
    budgets: [
      { scope: 'account', count: 1, windowMs: Math.ceil(1_000 / messagesPerSecond) },
      { scope: 'account', count: MESSAGES_PER_DAY, windowMs: DAY_MS },
    ],
  };
}

/** The text of a parcel is out, its file is not: the next attempt sends only the file. */
function remember(halves: Set<string>, parcel: Parcel): void {
  halves.add(parcel.key);
  const [oldest] = halves;
  if (halves.size > MAX_HALVES && oldest !== undefined) halves.delete(oldest);
}

/** Hands messages on, one after the other, and does not let go of one before it is stored. */
function createInbox(account: string, { log, now }: MessengerTools) {
  const sinceMs = now().getTime() - HISTORY_MS;
  let receive: Receive = async () => {};
  let last = Promise.resolve();
  let closed = false;
  const store = async (message: IncomingMessage) => {
    for (const pauseMs of [0, ...STORE_PAUSES_MS]) {
      if (pauseMs > 0) await sleep(pauseMs);
      try {
        return await receive(message);
      } catch {
        log.warn({ pauseMs }, 'a message could not be stored');
      }
    }
    log.error({}, 'a message is lost: it could not be stored');
  };
  return {
    open(by: Receive) {
      receive = by;
    },
    take(heard: Heard) {
      if (closed) return;
      const translation = translate(heard, account, sinceMs);
      if ('message' in translation) last = last.then(() => store(translation.message));
      else log.debug({ reason: translation.ignored }, 'a message was left aside');
    },
    async close() {
      closed = true;
      await last;
    },
  };
}
