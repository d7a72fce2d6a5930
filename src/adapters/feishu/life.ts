/** The life of the channel: find out who the bot is, then stay connected until stopped. */
import type { ChannelLog } from '../../domain/channel.ts';
import type { Patience } from '../patience.ts';
import type { Standing } from '../standing.ts';
import type { FeishuApi } from './api.ts';
import { type Library, type OnEvent, openConnection } from './connection.ts';
import type { Self } from './incoming.ts';
import type { FeishuAccount } from './settings.ts';

export interface LifeTools {
  api: FeishuApi;
  account: FeishuAccount;
  log: ChannelLog;
  standing: Standing;
  patience: Patience;
  stopped: AbortSignal;
  loadLibrary: () => Promise<Library>;
  onEvent: OnEvent;
  /** Told once who the bot is, before any event comes. */
  onSelf: (self: Self) => void;
}

/** Resolves when the channel was stopped, or can never work. */
export async function live(tools: LifeTools): Promise<void> {
  const { account, standing, loadLibrary } = tools;
  if (account.webhook) {
    if (await introduce(tools)) standing.set('ready', 'events come to the hook');
    return;
  }
  const library = await loadLibrary().catch(() => null);
  if (!library) standing.set('down', 'the package @larksuiteoapi/node-sdk is not installed');
  else if (await introduce(tools)) await stayConnected(library, tools);
}

/** Asks who the bot is until the platform answers; false when stopped before. */
async function introduce(tools: LifeTools): Promise<boolean> {
  const { api, account, log, standing, patience, stopped, onSelf } = tools;
  do {
    const bot = await api.bot();
    if (stopped.aborted) return false;
    if (bot.ok) {
      onSelf({ account: account.appId, openId: bot.data.openId });
      patience.reset();
      return true;
    }
    standing.set('down', bot.failure.reason);
    log.warn({ platform: 'feishu', reason: bot.failure.reason }, 'the platform does not let the bot in');
  } while (await patience.wait());
  return false;
}

async function stayConnected(library: Library, tools: LifeTools): Promise<void> {
  const { account, log, standing, patience, stopped, onEvent } = tools;
  const onReady = () => {
    patience.reset();
    standing.set('ready');
  };
  const onLost = () => standing.set('down', 'the connection was lost, reconnecting');
  do {
    const connection = openConnection({ library, account, log, onEvent, onReady, onLost });
    const reason = await Promise.race([connection.ended, aborted(stopped)]);
    connection.close();
    if (stopped.aborted) return;
    standing.set('down', reason);
    log.warn({ platform: 'feishu', reason }, 'the connection ended');
  } while (await patience.wait());
}

function aborted(signal: AbortSignal): Promise<string> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve('stopped'), { once: true }));
}
