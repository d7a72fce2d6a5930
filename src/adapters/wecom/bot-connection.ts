/** The long connection of a smart bot: kept open, and told about when it is not. */
import type { ChannelLog, ChannelState } from '../../domain/channel.ts';
import { createStanding } from '../standing.ts';
import { type Link, openSession, type Session } from './bot-session.ts';

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
  let session: Session | null = null;
  let timer: NodeJS.Timeout | undefined;
  let lastSetbackAt = Number.NEGATIVE_INFINITY;

  const report = (status: ChannelState['status'], detail: string | null) => {
    const before = standing.get();
    if (before.status === status && before.detail === detail) return;
    standing.set(status, detail);
    log[status === 'down' ? 'warn' : 'info']({ platform: 'wecom-bot', status, detail }, 'long connection');
  };
  const retire = () => {
    clearTimeout(timer);
    session?.end();
    session = null;
  };
  const beginIn = (waitMs: number, detail: string) => {
    retire();
    report('down', detail);
    timer = setTimeout(begin, waitMs);
  };
  const setBack = (detail: string) => {
    const at = now().getTime();
    const waitMs = pauses.setbackMs[at - lastSetbackAt > pauses.calmMs ? 0 : 1];
    lastSetbackAt = at;
    beginIn(waitMs, `${detail}; next attempt in ${Math.ceil(waitMs / 1000)} s`);
  };
  const begin = async () => {
    const sdk = await options.loadSdk().catch(() => null);
    if (!sdk) return report('down', `package ${PACKAGE} is not installed`);
    if (standing.get().status === 'stopped' || session !== null) return;
    session = openSession(new sdk.WSClient(clientOptions(options)), pauses.answerMs, {
      onReady: () => report('ready', null),
      onTrouble: (detail) => report('down', detail),
      onSilence: () => beginIn(pauses.reconnectMs, 'no answer to the subscription'),
      onSetback: setBack,
      onFrame: options.onFrame,
    });
  };
  return {
    open: () => void begin(),
    close() {
      retire();
      report('stopped', null);
    },
    renew() {
      if (standing.get().status !== 'stopped') beginIn(pauses.reconnectMs, 'subscription lost, reconnecting');
    },
    link: () => session?.link() ?? null,
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
