/** Metrics that are asked for at the moment when somebody reads them. */
import { Counter, Gauge, type Registry } from 'prom-client';
import type { ChannelState } from '../domain/channel.ts';
import type { ChannelStanding, OutboxFigures } from '../domain/metrics.ts';

/** What is asked. */
export interface MetricSources {
  version: string;
  outbox: () => Promise<OutboxFigures>;
  channels: () => readonly ChannelStanding[];
  /** How many faults keep changed word lists from being used. */
  wordProblems: () => number;
  now: () => Date;
}

/** Begins the name of every metric of the program itself. */
export const METRIC_PREFIX = 'minsheng_';

const STATUSES = [
  'starting',
  'ready',
  'waiting_for_login',
  'down',
  'stopped',
] as const satisfies readonly ChannelState['status'][];

type MakeGauge = (name: string, help: string, ...labelNames: string[]) => Gauge;

/** Declares the gauges and gives the function that asks and sets them; it never rejects. */
export function createGauges(registry: Registry, sources: Partial<MetricSources>): () => Promise<void> {
  const gauge: MakeGauge = (name, help, ...labelNames) =>
    new Gauge({ name: METRIC_PREFIX + name, help, labelNames, registers: [registry] });
  const failures = new Counter({
    name: `${METRIC_PREFIX}scrape_failures_total`,
    help: 'Readings without the outbox',
    registers: [registry],
  });
  gauge('info', 'The running version', 'version').set({ version: sources.version ?? 'unknown' }, 1);
  const setChannels = channelGauges(gauge);
  const setOutbox = outboxGauges(gauge);
  const faultyWords = gauge('words_faulty', '1 while changed word lists are faulty and the old ones in use');
  const { outbox, channels, wordProblems, now = () => new Date() } = sources;
  return async () => {
    setChannels(channels?.() ?? []);
    faultyWords.set(wordProblems?.() ? 1 : 0);
    try {
      if (outbox) setOutbox(await outbox(), now());
    } catch {
      failures.inc();
    }
  };
}

/** What is no longer configured disappears. */
function channelGauges(gauge: MakeGauge): (channels: readonly ChannelStanding[]) => void {
  const up = gauge('channel_up', '1 while a channel is ready', 'platform', 'account');
  const status = gauge('channel_status', '1 for the status a channel has', 'platform', 'account', 'status');
  return (channels) => {
    up.reset();
    status.reset();
    for (const { platform, account, state } of channels) {
      up.set({ platform, account }, state.status === 'ready' ? 1 : 0);
      for (const each of STATUSES)
        status.set({ platform, account, status: each }, each === state.status ? 1 : 0);
    }
  };
}

function outboxGauges(gauge: MakeGauge): (figures: OutboxFigures, now: Date) => void {
  const waiting = gauge('outbox_waiting', 'Messages not sent yet');
  const oldest = gauge('outbox_oldest_due_seconds', 'For how long the oldest due message has waited');
  const dead = gauge('outbox_dead', 'Messages given up');
  return (figures, now) => {
    waiting.set(figures.waiting);
    dead.set(figures.dead);
    const waitedMs = figures.oldestDueAt === null ? 0 : now.getTime() - Date.parse(figures.oldestDueAt);
    oldest.set(Math.max(0, waitedMs) / 1000);
  };
}
