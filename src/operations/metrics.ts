/** What the program counts, in the text format of Prometheus. */
import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { Metrics } from '../domain/metrics.ts';
import { createGauges, METRIC_PREFIX, type MetricSources } from './gauges.ts';
import { createLabelGuard } from './labels.ts';

export type { MetricSources } from './gauges.ts';

/** Metrics that can be read. */
export interface ReadableMetrics extends Metrics {
  /** Never rejects: what cannot be asked for is left out and counted in `minsheng_scrape_failures_total`. */
  text(): Promise<string>;
  readonly contentType: string;
}

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
    const counter = new Counter({ name: METRIC_PREFIX + name, help, labelNames, registers: [registry] });
    const guarded = createGuard(labelNames);
    return (labels: Labels) => counter.inc(guarded(labels));
  };
}

/** Makes histograms by platform and further labels; measured in milliseconds, told in seconds. */
function histograms(registry: Registry) {
  return (name: string, help: string, buckets: number[], ...more: string[]) => {
    const labelNames = ['platform', ...more];
    const histogram = new Histogram({
      name: METRIC_PREFIX + name,
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
