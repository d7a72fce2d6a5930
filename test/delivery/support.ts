/** A platform at the end of the outbox: it takes what it is told to take, and remembers the rest. */
import type { ChannelState, Messenger, Parcel, SendResult } from '../../src/domain/channel.ts';
import type { NewParcel } from '../../src/domain/mail.ts';
import { type Capabilities, PLAIN_TEXT } from '../../src/domain/message.ts';

/** The dispatcher looks at the real time, so that the messages of the tests are written now. */
export const NOW = new Date().toISOString();

export const SILENT = { debug() {}, info() {}, warn() {}, error() {} };
export const UNCOUNTED = {
  attempted() {},
  delivered() {},
  received() {},
  duplicate() {},
  limited() {},
  answered() {},
  failed() {},
};

export interface Platform extends Messenger {
  /** Every attempt, in order. */
  readonly attempts: Parcel[];
  /** What arrived, in order. */
  readonly arrived: Parcel[];
  status: ChannelState['status'];
}

/** @param result what becomes of an attempt; it arrives when that says so */
export function openPlatform(
  result: (parcel: Parcel, attempt: number) => SendResult | Promise<SendResult> = () => ({
    sent: true,
    messageId: null,
  }),
  capabilities: Partial<Capabilities> = {},
): Platform {
  const attempts: Parcel[] = [];
  const arrived: Parcel[] = [];
  const platform: Platform = {
    platform: 'telegram',
    account: 'bot',
    capabilities: { ...PLAIN_TEXT, push: 'always', ...capabilities },
    attempts,
    arrived,
    status: 'ready',
    async start() {},
    async stop() {},
    async send(parcel) {
      attempts.push(parcel);
      const sent = await result(parcel, attempts.filter((one) => one.key === parcel.key).length);
      if (sent.sent) arrived.push(parcel);
      return sent;
    },
    state: () => ({ status: platform.status, since: NOW, detail: null, loginQr: null }),
  };
  return platform;
}

let made = 0;

export function parcel(chatId: string, given: Partial<Parcel> = {}): Parcel {
  made++;
  return {
    key: `key-${made}`,
    target: { platform: 'telegram', account: 'bot', chatId, chatKind: 'private', thread: null },
    text: `消息${made}`,
    choices: [],
    file: null,
    quotes: null,
    edits: null,
    addressee: null,
    replyContext: {},
    kind: 'reply',
    ...given,
  };
}

/** Due at once, worth sending for a day. */
export function due(one: Parcel, now = NOW): NewParcel {
  return { parcel: one, dueAt: now, expiresAt: new Date(Date.parse(now) + 86_400_000).toISOString() };
}
