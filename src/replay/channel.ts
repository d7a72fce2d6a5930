/** A chat platform that only writes down what it is told to send. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { Messenger, Parcel } from '../domain/channel.ts';
import { type Capabilities, PLAIN_TEXT } from '../domain/message.ts';
import { NO_PLATFORMS, type Platforms } from '../platforms.ts';

/** One message that arrived. */
export interface Sent {
  /** Of the virtual clock. */
  at: string;
  key: string;
  chatId: string;
  text: string;
  /** What its buttons say. */
  choices: readonly string[];
}

/** A platform with one account, and what arrived through it. */
export interface RecordingChannel {
  messenger: Messenger;
  platforms: Platforms;
  /** Oldest first, also of earlier processes. */
  sent: readonly Sent[];
}

export const PLATFORM = 'replay';
export const ACCOUNT = 'bot';

/** Like a platform for offices: pushes always, buttons, twenty messages a minute to one chat. */
export const CAPABILITIES: Capabilities = {
  ...PLAIN_TEXT,
  maxLength: 4000,
  buttons: true,
  push: 'always',
  identifies: true,
  highestRole: 'leader',
  budgets: [{ scope: 'chat', count: 20, windowMs: 60_000 }],
};

/** @param path the file in which it is written down, one JSON object a line */
export function createRecordingChannel(path: string, now: () => string): RecordingChannel {
  const sent = readSent(path);
  const messenger: Messenger = {
    platform: PLATFORM,
    account: ACCOUNT,
    capabilities: CAPABILITIES,
    start: async () => {},
    stop: async () => {},
    state: () => ({ status: 'ready', since: now(), detail: null, loginQr: null }),
    async send({ key, target, text, choices }: Parcel) {
      const one = {
        at: now(),
        key,
        chatId: target.chatId,
        text,
        choices: choices.map((choice) => choice.text),
      };
      appendFileSync(path, `${JSON.stringify(one)}\n`);
      sent.push(one);
      return { sent: true, messageId: String(sent.length) };
    },
  };
  const platforms: Platforms = {
    ...NO_PLATFORMS,
    running: () => [messenger],
    capabilities: (platform, account) => (platform === PLATFORM && account === ACCOUNT ? CAPABILITIES : null),
    identifies: (platform) => platform === PLATFORM,
  };
  return { messenger, platforms, sent };
}

/** What was written down; a line that a killed process left unfinished arrived nowhere. */
export function readSent(path: string): Sent[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.flatMap((line) => {
    try {
      return line === '' ? [] : [JSON.parse(line) as Sent];
    } catch {
      return [];
    }
  });
}
