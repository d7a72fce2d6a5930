/** The long connection of a smart bot: kept open, and told about when it is not. */
import { randomUUID } from 'node:crypto';
import type { WSClient } from '@wecom/aibot-node-sdk';
import type { ChannelLog, ChannelState } from '../../domain/channel.ts';
import { createStanding } from '../standing.ts';
import { textAt } from './values.ts';

/** The package of the platform, loaded only when a bot is configured. */
export type BotSdk = Pick<typeof import('@wecom/aibot-node-sdk'), 'WSClient' | 'decryptFile'>;

/** How long the connection waits for what, in milliseconds. */
export interface BotPauses {
  /** For the answer to the subscription. */
  answerMs: number;
  /** Before the first attempt after a lost connection; doubles up to 30 seconds. */
  reconnectMs: number;
  heartbeatMs: number;
  /** After a refusal or when another connection took over: the first time, and every time after. */
  setbackMs: readonly [number, number];
  /** Without a setback for so long, the next one counts as the first. */
  calmMs: number;
}

export const BOT_PAUSES: BotPauses = {
  answerMs: 15_000,
  reconnectMs: 1_000,
  heartbeatMs: 30_000,
  setbackMs: [30_000, 300_000],
  calmMs: 1_800_000,
};

export interface ConnectionOptions {
  botId: string;
  secret: string;
  /** '' for the platform's own. */
  wsUrl: string;
  log: ChannelLog;
  now: () => Date;
  pauses: BotPauses;
  loadSdk: () => Promise<BotSdk>;
  /** Every message and event, with the id of the authenticated connection that brought it. */
  onFrame: (frame: unknown, link: string) => void;
}

/** An authenticated connection. `id` is new after every reconnection. */
export interface Link {
  id: string;
  client: WSClient;
}

export interface BotConnection {
  /** Begins to connect and goes on trying until `close`. */
  open(): void;
  close(): void;
  /** Connects anew: the platform no longer knows this connection. */
  renew(): void;
  link(): Link | null;
  state(): ChannelState;
}

/** Largest frame that is read; messages are far smaller. */
const MAX_FRAME_BYTES = 4 * 1024 * 1024;
const PACKAGE = '@wecom/aibot-node-sdk';

/** Makes the connection; nothing happens before `open`. */
export function createBotConnection(options: ConnectionOptions): BotConnection {
  const { log, now, pauses } = options;
  const standing = createStanding(now);
  let client: WSClient | null = null;
  let linkId: string | null = null;
  let timer: NodeJS.Timeout | undefined;
  let lastSetbackAt = Number.NEGATIVE_INFINITY;
  let refusal = '';

  const report = (status: ChannelState['status'], detail: string | null) => {
    const before = standing.get();
    if (before.status === status && before.detail === detail) return;
    standing.set(status, detail);
    log[status === 'down' ? 'warn' : 'info']({ platform: 'wecom-bot', status, detail }, 'long connection');
  };
  const retire = () => {
    clearTimeout(timer);
    linkId = null;
    client?.removeAllListeners();
    client?.disconnect();
    client = null;
  };
  const again = (waitMs: number, detail: string) => {
    retire();
    report('down', detail);
    timer = setTimeout(begin, waitMs);
  };
  const setBack = (detail: string) => {
    const at = now().getTime();
    const waitMs = pauses.setbackMs[at - lastSetbackAt > pauses.calmMs ? 0 : 1];
    lastSetbackAt = at;
    again(waitMs, `${detail}; next attempt in ${Math.ceil(waitMs / 1000)} s`);
  };
  const listen = (made: WSClient) => {
    made.on('connected', () => {
      clearTimeout(timer);
      timer = setTimeout(() => again(pauses.reconnectMs, 'no answer to the subscription'), pauses.answerMs);
    });
    made.on('authenticated', () => {
      clearTimeout(timer);
      linkId = randomUUID();
      report('ready', null);
    });
    made.on('disconnected', () => {
      clearTimeout(timer);
      linkId = null;
      if (standing.get().status === 'ready') report('down', 'connection lost, reconnecting');
    });
    made.on('error', (error) => {
      const exhausted = 'code' in error && error.code === 'WS_AUTH_FAILURE_EXHAUSTED';
      if (exhausted) return setBack(`subscription refused (${refusal}): check bot id and secret`);
      if (error.message.startsWith('Authentication failed')) refusal = error.message.slice(0, 160);
      else if (linkId === null) report('down', `unreachable: ${errorCode(error)}`);
    });
    made.on('message', (frame) => {
      if (linkId !== null) options.onFrame(frame, linkId);
    });
    made.on('event', (frame) => {
      if (textAt(frame, 'body', 'event', 'eventtype') === 'disconnected_event') {
        return setBack('another connection of the same bot took over');
      }
      if (linkId !== null) options.onFrame(frame, linkId);
    });
  };
  const begin = () => {
    options.loadSdk().then(
      ({ WSClient }) => {
        if (standing.get().status === 'stopped' || client !== null) return;
        client = new WSClient(clientOptions(options));
        listen(client);
        client.connect();
      },
      () => report('down', `package ${PACKAGE} is not installed`),
    );
  };

  return {
    open: begin,
    close() {
      retire();
      report('stopped', null);
    },
    renew: () => {
      if (standing.get().status !== 'stopped') again(pauses.reconnectMs, 'subscription lost, reconnecting');
    },
    link: () => (client !== null && linkId !== null ? { id: linkId, client } : null),
    state: standing.get,
  };
}

/** The package is told to try for ever after a loss, but to leave refusals to us: it would knock every 30 seconds. */
function clientOptions({ botId, secret, wsUrl, pauses, log }: ConnectionOptions) {
  return {
    botId,
    secret,
    wsUrl,
    reconnectInterval: pauses.reconnectMs,
    maxReconnectAttempts: -1,
    maxAuthFailureAttempts: 0,
    heartbeatInterval: pauses.heartbeatMs,
    wsOptions: { handshakeTimeout: 10_000, maxPayload: MAX_FRAME_BYTES },
    logger: quietLogger(log),
  };
}

/** What the package says, without its further arguments: they hold whole messages. */
function quietLogger(log: ChannelLog) {
  const say = (message: string) => log.debug({ said: message.split(':')[0] }, 'WeCom SDK');
  return { debug: () => {}, info: () => {}, warn: say, error: say };
}

/** `ECONNREFUSED`; else the first words of what is wrong with the connection. */
function errorCode(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message.slice(0, 80);
}
