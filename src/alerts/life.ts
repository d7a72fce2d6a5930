/** The life of alerts: what fires anew, goes on, climbs for want of an answer, or is over. Pure. */
import { createHash } from 'node:crypto';
import {
  type Alert,
  compareSeverity,
  type Instant,
  SEVERITIES,
  type Severity,
  type Silence,
  worse,
} from '../domain/alerts.ts';
import { chinaTime } from '../domain/china-time.ts';
import type { IsoDate } from '../domain/project.ts';
import type { Signal, Views, Watched } from './alert.ts';
import type { AlertPolicy } from './policy.ts';
import type { Calendar } from './ports.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** What the life of alerts goes by. */
export interface Life {
  stored: readonly Alert[];
  views: Views;
  /** By fingerprint. */
  silences: ReadonlyMap<string, readonly Silence[]>;
  now: Instant;
  policy: AlertPolicy;
  calendar: Pick<Calendar, 'isWorkday'>;
  /** Ids that are taken; new ones are added. */
  ids: Set<string>;
}

/** Every alert as it stands now: the stored ones, and those that are new. */
export function live(life: Life): Alert[] {
  const firing = firingNow(life.views);
  const stored = life.stored.map((alert) => {
    const signals = firing.get(alert.fingerprint);
    return signals === undefined ? ending(alert, life) : goingOn(alert, signals, life);
  });
  const known = new Set(life.stored.map(({ fingerprint }) => fingerprint));
  const fresh = [...firing.values()].flatMap((signals) => {
    const [signal] = signals;
    const isNew = signal && !known.has(signal.fingerprint) && !isInhibited(signal.fingerprint, life.views);
    return isNew ? [opened(signals, life)] : [];
  });
  return [...stored, ...fresh];
}

/** Signals by fingerprint, one for each class of readers that sees it. */
function firingNow({ leader, staff }: Views): Map<string, Signal[]> {
  return Map.groupBy(
    [...leader.signals.values(), ...staff.signals.values()],
    ({ fingerprint }) => fingerprint,
  );
}

/** Whether a graver alert stands for it, wherever it is seen. */
export function isInhibited(fingerprint: string, { leader, staff }: Views): boolean {
  return [leader, staff].every(
    ({ signals, inhibited }) => !signals.has(fingerprint) || inhibited.has(fingerprint),
  );
}

const gravest = (signals: readonly Signal[]): Severity =>
  signals.map(({ severity }) => severity).reduce(worse);

function opened(signals: readonly Signal[], life: Life): Alert {
  const { fingerprint, kind, projectId } = signals[0]!;
  const severity = gravest(signals);
  const seen = life.views.leader.projects.get(projectId) ?? life.views.staff.projects.get(projectId);
  return {
    fingerprint,
    id: freeId(fingerprint, life.ids),
    kind,
    projectId,
    region: seen?.region ?? '',
    round: 1,
    ...outbreak(severity, life),
  };
}

type Outbreak = Omit<Alert, 'fingerprint' | 'id' | 'kind' | 'projectId' | 'region' | 'round'>;

function outbreak(severity: Severity, { policy, now }: Life): Outbreak {
  return {
    state: 'firing',
    severity,
    step: stepFor(severity, SEVERITIES[0], policy),
    stepAt: null,
    openedAt: now,
    acknowledgedAt: null,
    acknowledgedBy: null,
    acknowledgedSeverity: null,
    resolvedAt: null,
  };
}

/** The step that is due by how grave it is; steps above the ladder's last are its last. */
function stepFor(severity: Severity, reached: Severity, { ladder }: AlertPolicy): Severity {
  if (ladder.escalation === 'sanming') return reached;
  const last = ladder.steps.at(-1)!.name;
  const wanted = worse(severity, reached);
  return compareSeverity(wanted, last) > 0 ? last : wanted;
}

function goingOn(alert: Alert, signals: readonly Signal[], life: Life): Alert {
  const severity = gravest(signals);
  if (alert.state === 'resolved') return again(alert, severity, life);
  const acknowledged = alert.acknowledgedSeverity;
  const stillAnswered =
    alert.state === 'acknowledged' && acknowledged !== null && compareSeverity(severity, acknowledged) <= 0;
  const step = stepFor(severity, alert.step, life.policy);
  const current: Alert = {
    ...alert,
    acknowledgedSeverity: stillAnswered ? acknowledged : null,
    severity,
    state: stillAnswered ? 'acknowledged' : 'firing',
    step,
    stepAt: step === alert.step && (stillAnswered || acknowledged === null) ? alert.stepAt : null,
  };
  return stillAnswered || isInhibited(alert.fingerprint, life.views) ? current : climbed(current, life);
}

/** Soon after its end it is the same outbreak, and waits its time anew; later it is another. */
function again(alert: Alert, severity: Severity, life: Life): Alert {
  if (isInhibited(alert.fingerprint, life.views)) return alert;
  const { now, policy } = life;
  const quietDays = (Date.parse(now) - Date.parse(alert.resolvedAt ?? now)) / DAY_MS;
  if (quietDays < policy.flapDays) {
    const stepAt = alert.stepAt === null ? null : now;
    return { ...alert, state: 'firing', severity, stepAt, resolvedAt: null, acknowledgedSeverity: null };
  }
  return { ...alert, round: alert.round + 1, ...outbreak(severity, life) };
}

/** The next step when this one stayed unanswered for its working days, without a reason to be silent. */
function climbed(alert: Alert, { policy, silences, now, calendar }: Life): Alert {
  const { steps } = policy.ladder;
  const index = steps.findIndex(({ name }) => name === alert.step);
  const next = steps[index + 1];
  if (next === undefined || alert.stepAt === null) return alert;
  const own = silences.get(alert.fingerprint) ?? [];
  if (own.some(({ until }) => until > now)) return alert;
  const since = [alert.stepAt, ...own.map(({ until }) => until)].sort().at(-1)!;
  const waited = workdaysBetween(dayOf(since), dayOf(now), calendar);
  return waited < steps[index]!.waitWorkdays ? alert : { ...alert, step: next.name, stepAt: null };
}

/** It is over when nobody sees it and what took its place is known. */
function ending(alert: Alert, { views, now }: Life): Alert {
  if (alert.state === 'resolved') return alert;
  const seen = [views.leader, views.staff].flatMap(({ projects }) => projects.get(alert.projectId) ?? []);
  return seen.some((project) => isUnclear(alert, project))
    ? alert
    : { ...alert, state: 'resolved', resolvedAt: now };
}

/** No news is neither good nor bad: a project that nothing is known of any more has not caught up. */
export function isUnclear({ kind }: Alert, { light }: Watched): boolean {
  return light === 'unknown' && (kind === 'behindPlan' || kind === 'officialFlag');
}

/** The calendar day of an instant in China. */
export const dayOf = (instant: Instant): IsoDate => chinaTime(instant).slice(0, 10);

/** How many working days lie after one day, up to and with another. */
export function workdaysBetween(
  after: IsoDate,
  until: IsoDate,
  { isWorkday }: Pick<Calendar, 'isWorkday'>,
): number {
  let count = 0;
  for (let day = nextDay(after); day <= until; day = nextDay(day)) if (isWorkday(day)) count++;
  return count;
}

const nextDay = (day: IsoDate): IsoDate =>
  new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);

/** Letters that are told apart when read aloud, and none that makes a word. */
const ID_LETTERS = 'BCDFGHJKMNPQRSTVWXYZ';
const SHORTEST_ID = 4;

/** The first letters of the fingerprint's hash that nobody else has. */
function freeId(fingerprint: string, taken: Set<string>): string {
  const hash = createHash('sha256').update(fingerprint).digest();
  const letters = [...hash].map((byte) => ID_LETTERS[byte % ID_LETTERS.length]).join('');
  let length = SHORTEST_ID;
  while (taken.has(letters.slice(0, length)) && length < letters.length) length++;
  const id = letters.slice(0, length);
  taken.add(id);
  return id;
}
