/** What the program counts, in the text format of Prometheus. The only home of prom-client. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { ChannelState } from '../domain/channel.ts';
import type { ChannelStanding, Metrics, OutboxFigures } from '../domain/metrics.ts';
import { createLabelGuard } from './labels.ts';

/** What is asked for when somebody reads the metrics. */
export interface MetricSources {
  version: string;
  outbox: () => Promise<OutboxFigures>;
  channels: () => readonly ChannelStanding[];
  now: () => Date;
}

/** Metrics that can be read. */
export interface ReadableMetrics extends Metrics {
  /** Never rejects: what cannot be asked for is left out and counted in `minsheng_scrape_failures_total`. */
  text(): Promise<string>;
  readonly contentType: string;
}

const PREFIX = 'minsheng_';

/** Seconds. Answers take milliseconds; a platform may take minutes. */
const ANSWER_BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const DELIVERY_BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 1800];

/** Metrics of one program, with those of its process. Without sources nothing is asked for. */
export function createMetrics(sources: Partial<MetricSources> = {}): ReadableMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const metrics = createCounters(registry);
  const refresh = createGauges(registry, sources);
  return {
    ...metrics,
    contentType: registry.contentType,
    async text() {
      await refresh();
      return registry.metrics();
    },
  };
}

/** Each name with what it counts and by which labels. */
function createCounters(registry: Registry): Metrics {
  const count = counters(registry);
  const received = count('messages_received_total', 'Messages taken in', 'platform', 'kind');
  const duplicates = count('messages_duplicate_total', 'Messages known already', 'platform');
  const limited = count('messages_limited_total', 'Messages not admitted', 'platform', 'reason');
  const answered = count('messages_answered_total', 'Messages answered', 'platform', 'kind');
  const refused = count('answers_refused_total', 'Questions refused', 'platform', 'reason');
  const failed = count('messages_failed_total', 'Messages lost to a fault', 'platform');
  const commands = count('commands_total', 'Commands', 'command', 'outcome');
  const attempts = count('send_attempts_total', 'Attempts to send', 'platform', 'outcome');
  const imports = count('imports_total', 'Documents handed in', 'way', 'outcome');
  const grounding = count(
    'grounding_rejections_total',
    'Lines left out because nothing backed their figures',
  );
  const measure = histograms(registry);
  const answering = measure('answer_seconds', 'From taking a question in to its answer', ANSWER_BUCKETS);
  const sending = measure('send_seconds', 'One attempt to send', DELIVERY_BUCKETS);
  const delivery = measure('delivery_seconds', 'From the outbox to the platform', DELIVERY_BUCKETS, 'kind');
  return {
    received: (platform, kind) => received({ platform, kind }),
    duplicate: (platform) => duplicates({ platform }),
    limited: (platform, reason) => limited({ platform, reason }),
    answered(platform, { kind, reason, ms }) {
      answered({ platform, kind });
      if (reason) refused({ platform, reason });
      answering({ platform }, ms);
    },
    failed: (platform) => failed({ platform }),
    command: (command, outcome) => commands({ command, outcome }),
    attempted(platform, outcome, ms) {
      attempts({ platform, outcome });
      sending({ platform }, ms);
    },
    delivered: (platform, kind, ms) => delivery({ platform, kind }, ms),
    imported: (way, outcome) => imports({ way, outcome }),
    groundingRejected: () => grounding({}),
  };
}

type Labels = Readonly<Record<string, string>>;

/** Makes counters whose labels stay few. */
function counters(registry: Registry) {
  return (name: string, help: string, ...labelNames: string[]) => {
    const counter = new Counter({ name: PREFIX + name, help, labelNames, registers: [registry] });
    const guarded = createGuard(labelNames);
    return (labels: Labels) => counter.inc(guarded(labels));
  };
}

/** Makes histograms by platform and further labels; measured in milliseconds, told in seconds. */
function histograms(registry: Registry) {
  return (name: string, help: string, buckets: number[], ...more: string[]) => {
    const labelNames = ['platform', ...more];
    const histogram = new Histogram({
      name: PREFIX + name,
      help,
      buckets,
      labelNames,
      registers: [registry],
    });
    const guarded = createGuard(labelNames);
    return (labels: Labels, ms: number) => histogram.observe(guarded(labels), Math.max(0, ms) / 1000);
  };
}

function createGuard(names: readonly string[]): (labels: Labels) => Record<string, string> {
  const guards = names.map((name) => [name, createLabelGuard()] as const);
  return (labels) => Object.fromEntries(guards.map(([name, guard]) => [name, guard(labels[name] ?? '')]));
}

const STATUSES = [
  'starting',
  'ready',
  'waiting_for_login',
  'down',
  'stopped',
] as const satisfies readonly ChannelState['status'][];

/** Gauges that are asked for when somebody reads. */
function createGauges(registry: Registry, sources: Partial<MetricSources>): () => Promise<void> {
  const gauge = (name: string, help: string, ...labelNames: string[]) =>
    new Gauge({ name: PREFIX + name, help, labelNames, registers: [registry] });
  const waiting = gauge('outbox_waiting', 'Messages not sent yet');
  const oldest = gauge('outbox_oldest_due_seconds', 'For how long the oldest due message has waited');
  const dead = gauge('outbox_dead', 'Messages given up');
  const up = gauge('channel_up', '1 while a channel is ready', 'platform', 'account');
  const status = gauge('channel_status', '1 for the status a channel has', 'platform', 'account', 'status');
  const failures = new Counter({
    name: `${PREFIX}scrape_failures_total`,
    help: 'Readings without the outbox',
    registers: [registry],
  });
  gauge('info', 'The running version', 'version').set({ version: sources.version ?? 'unknown' }, 1);
  const { outbox, channels, now = () => new Date() } = sources;
  return async () => {
    up.reset();
    status.reset();
    for (const { platform, account, state } of channels?.() ?? []) {
      up.set({ platform, account }, state.status === 'ready' ? 1 : 0);
      for (const each of STATUSES)
        status.set({ platform, account, status: each }, each === state.status ? 1 : 0);
    }
    try {
      const figures = await outbox?.();
      if (!figures) return;
      waiting.set(figures.waiting);
      dead.set(figures.dead);
      const since = figures.oldestDueAt === null ? now().getTime() : Date.parse(figures.oldestDueAt);
      oldest.set(Math.max(0, now().getTime() - since) / 1000);
    } catch {
      failures.inc();
    }
  };
}
