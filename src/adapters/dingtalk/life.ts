/** The life of the channel: ask for a connection, hold it, ask for the next, until stopped. */
import type { ChannelLog } from '../../domain/channel.ts';
import type { Patience } from '../patience.ts';
import type { Standing } from '../standing.ts';
import type { DingtalkApi } from './api.ts';
import { openConnection, ROBOT_TOPIC, type WebSocketLibrary } from './connection.ts';

/** A connection that held this long was a good one: after it the first wait is short again. */
const STEADY_MS = 10_000;

export interface LifeTools {
  api: DingtalkApi;
  log: ChannelLog;
  standing: Standing;
  patience: Patience;
  stopped: AbortSignal;
  heartbeatMs: number;
  loadLibrary: () => Promise<WebSocketLibrary>;
  onRobotMessage: (data: string) => Promise<void>;
}

/** Resolves when the channel was stopped, or can never work. */
export async function live(tools: LifeTools): Promise<void> {
  const { api, log, standing, patience, stopped, loadLibrary } = tools;
  const library = await loadLibrary().catch(() => null);
  if (!library) {
    standing.set('down', 'the package ws is not installed');
    return;
  }
  do {
    const gateway = await api.openGateway([ROBOT_TOPIC]);
    if (stopped.aborted) return;
    const reason = gateway.ok ? await hold(gateway.data, library, tools) : gateway.failure.reason;
    if (stopped.aborted) return;
    standing.set('down', reason);
    log.warn({ platform: 'dingtalk', reason }, 'not connected');
  } while (await patience.wait());
}

/** Holds one connection until it ends or the channel stops; gives why. */
async function hold(url: string, library: WebSocketLibrary, tools: LifeTools): Promise<string> {
  const { log, standing, patience, stopped, heartbeatMs, onRobotMessage } = tools;
  const began = performance.now();
  const onReady = () => standing.set('ready');
  const connection = openConnection({ library, url, log, heartbeatMs, onReady, onRobotMessage });
  const stop = () => connection.close();
  stopped.addEventListener('abort', stop, { once: true });
  const reason = await connection.ended;
  stopped.removeEventListener('abort', stop);
  if (performance.now() - began >= STEADY_MS) patience.reset();
  return reason;
}
