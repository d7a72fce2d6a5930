/** One run of the alerts: look, plan, keep, send. */

import { type Alert, addressOf, type Instant, type PlannedPush } from '../domain/alerts.ts';
import { laterBy } from '../domain/china-time.ts';
import type { Recipient } from '../domain/push.ts';
import type { Decision, Views } from './alert.ts';
import { evaluate } from './evaluate.ts';
import { dayOf } from './life.ts';
import type { AlertPorts } from './ports.ts';
import { isOpen, type Planned, plan } from './stages.ts';

/** What a run did, or would do. */
export interface RunReport {
  now: Instant;
  alerts: readonly Alert[];
  decisions: readonly Decision[];
  pushes: readonly PlannedPush[];
  /** How many were handed to the outbox now, those of an interrupted run included; 0 for a dry run. */
  sent: number;
  /** How many the outbox would not take. */
  refused: number;
}

export interface RunOptions {
  /** Slug of the one region to look at. */
  region?: string | null;
  /** Nothing is kept and nothing is sent. */
  dryRun?: boolean;
}

export interface Alerts {
  /** Looks at everything as it stands at an instant. The same again changes nothing and sends nothing. */
  run(now: Instant, options?: RunOptions): Promise<RunReport>;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Silences that ended longer ago no longer matter. */
const SILENCES_KEPT_DAYS = 60;

/** How often a run begins again when somebody answers in the middle of it. */
const ATTEMPTS = 5;

/** The duty officer: rules, their life and what is said of them. */
export function createAlerts(ports: AlertPorts): Alerts {
  return {
    async run(now, { region = null, dryRun = false } = {}) {
      if (!dryRun) await takeBackOld(ports, now);
      for (let attempt = 1; ; attempt++) {
        const version = await ports.store.version();
        const { planned, changed } = await look(ports, { now, region });
        if (dryRun) return { now, ...planned, sent: 0, refused: 0 };
        const kept = await ports.store.save({ alerts: changed, pushes: planned.pushes }, version);
        if (kept) return { now, ...planned, ...(await sendWaiting(ports, now)) };
        if (attempt === ATTEMPTS) throw new Error('alerts changed during every attempt to look at them');
      }
    },
  };
}

async function look(ports: AlertPorts, { now, region }: { now: Instant; region: string | null }) {
  const { store, policy, readerFor } = ports;
  const scope = { today: dayOf(now), only: region };
  const views: Views = {
    staff: await evaluate(ports, { reader: 'staff', ...scope }),
    leader: await evaluate(ports, { reader: 'leader', ...scope }),
  };
  const slugs = (await readerFor('leader').regions()).map(({ slug }) => slug);
  const stored = await store.alerts({
    regions: region === null ? slugs : slugs.filter((slug) => slug === region),
    resolvedSince: laterBy(now, -policy.flapDays * DAY_MS),
    fingerprints: [...new Set([...views.staff.signals.keys(), ...views.leader.signals.keys()])],
  });
  const fingerprints = stored.map(({ fingerprint }) => fingerprint);
  const planned = plan(
    {
      now,
      views,
      stored,
      notices: byAlert(await store.notices(fingerprints)),
      silences: byAlert(await store.silences(fingerprints, laterBy(now, -SILENCES_KEPT_DAYS * DAY_MS))),
      recipients: withoutTwins(await ports.recipients()),
      sentToday: await store.sentOn(scope.today),
      ids: await store.ids(),
    },
    ports,
  );
  return { planned, changed: changedOf(stored, planned) };
}

const byAlert = <Kept extends { fingerprint: string }>(all: readonly Kept[]) =>
  Map.groupBy(all, ({ fingerprint }) => fingerprint);

function changedOf(stored: readonly Alert[], { alerts }: Planned): Alert[] {
  const before = new Map(stored.map((alert) => [alert.fingerprint, JSON.stringify(alert)]));
  return alerts.filter((alert) => before.get(alert.fingerprint) !== JSON.stringify(alert));
}

/** A chat is told once, whatever it is listed for. */
function withoutTwins(recipients: readonly Recipient[]): Recipient[] {
  return [...new Map(recipients.map((to) => [addressOf(to), to])).values()];
}

/** What an interrupted run planned and nobody handed over in time is planned anew. */
async function takeBackOld({ store }: AlertPorts, now: Instant): Promise<void> {
  for (const { key, expiresAt } of await store.waiting()) if (expiresAt <= now) await store.takeBack(key);
}

/** Hands over what is planned, now or before an interruption; the outbox knows what it has. */
async function sendWaiting({ store, sendPush, calendar }: AlertPorts, now: Instant) {
  const done = { sent: 0, refused: 0 };
  if (!isOpen(now, calendar)) return done;
  for (const { key, to, answer, audience, expiresAt } of await store.waiting()) {
    const { accepted } = await sendPush({ key, to, answer, audience, what: 'alert', now, expiresAt });
    await (accepted ? store.accepted(key) : store.takeBack(key));
    done[accepted ? 'sent' : 'refused']++;
  }
  return done;
}
