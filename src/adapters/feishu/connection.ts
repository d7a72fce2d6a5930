/** The long connection that brings events, by the platform's own library. */
import type { ChannelLog } from '../../domain/channel.ts';
import type { FeishuAccount } from './settings.ts';

/** The library, loaded only when it is needed: it is large. */
export type Library = typeof import('@larksuiteoapi/node-sdk');

/** Loads the platform's library; rejects when it is not installed. */
export const loadSdk = (): Promise<Library> => import('@larksuiteoapi/node-sdk');

/** Takes one event; resolves when it may be acknowledged, rejects when it must come again. */
export type OnEvent = (type: string, event: unknown) => Promise<void>;

const HANDSHAKE_TIMEOUT_MS = 15_000;
const PONG_TIMEOUT_SECONDS = 20;

/** The events that the bot listens to; everything else is acknowledged unread. */
export const EVENTS = ['im.message.receive_v1', 'card.action.trigger'] as const;

export interface ConnectionTools {
  library: Library;
  account: FeishuAccount;
  log: ChannelLog;
  onEvent: OnEvent;
  onReady: () => void;
  onLost: () => void;
}

/** One connection. It mends itself, until `ended` says why it gave up. */
export interface Connection {
  ended: Promise<string>;
  close(): void;
}

/** Opens a connection; `onReady` and `onLost` take turns while it mends itself. */
export function openConnection(tools: ConnectionTools): Connection {
  const { library, account, log, onEvent, onReady, onLost } = tools;
  const { promise: ended, resolve } = Promise.withResolvers<string>();
  const logger = quietLogger(log);
  const client = new library.WSClient({
    appId: account.appId,
    appSecret: account.appSecret,
    domain: account.root,
    logger,
    handshakeTimeoutMs: HANDSHAKE_TIMEOUT_MS,
    wsConfig: { pingTimeout: PONG_TIMEOUT_SECONDS },
    onReady,
    onReconnected: onReady,
    onReconnecting: onLost,
    onError: (error) => resolve(refusal(error)),
  });
  const handler = (type: string) => async (event: unknown) => {
    await onEvent(type, event);
    return {};
  };
  const eventDispatcher = new library.EventDispatcher({ logger }).register(
    Object.fromEntries(EVENTS.map((type) => [type, handler(type)])),
  );
  client.start({ eventDispatcher }).catch(() => resolve('the connection could not be begun'));
  return { ended, close: () => client.close() };
}

/** Of what the library says only the platform's code is kept. */
function refusal({ message }: Error): string {
  const code = /\bcode=(\d+)/.exec(message)?.[1];
  return code ? `the platform refused the connection (${code})` : 'the connection could not be mended';
}

/** What the library says may hold texts and tickets: only that it complained is passed on. */
function quietLogger(log: ChannelLog) {
  const silent = () => {};
  return {
    error: () => log.warn({ platform: 'feishu' }, 'the connection library reports a problem'),
    warn: silent,
    info: silent,
    debug: silent,
    trace: silent,
  };
}
