/** From what the rules see to what is sent: the whole policy of alerts on one screen. */
import { createHash } from 'node:crypto';
import {
  type Alert,
  addressOf,
  compareSeverity,
  type Instant,
  type Notice,
  type PlannedPush,
  RULE_KINDS,
  type Silence,
} from '../domain/alerts.ts';
import { laterBy } from '../domain/china-time.ts';
import type { Recipient } from '../domain/push.ts';
import type { Decision, Sending, Views } from './alert.ts';
import { decide } from './decide.ts';
import { dayOf, live } from './life.ts';
import { messageOf } from './message.ts';
import type { AlertPorts } from './ports.ts';
import { circleOf, readerClass } from './route.ts';

/** What is known before anything is decided. */
export interface Known {
  now: Instant;
  views: Views;
  stored: readonly Alert[];
  /** By fingerprint, oldest first. */
  notices: ReadonlyMap<string, readonly Notice[]>;
  /** By fingerprint, oldest first. */
  silences: ReadonlyMap<string, readonly Silence[]>;
  recipients: readonly Recipient[];
  /** Messages sent today, by address. */
  sentToday: ReadonlyMap<string, number>;
  ids: Set<string>;
}

/** What comes of it; nothing is written or sent. */
export interface Planned {
  alerts: readonly Alert[];
  pushes: readonly PlannedPush[];
  /** Each with its reason, whether somebody is told or not. */
  decisions: readonly Decision[];
}

type StagePorts = Pick<AlertPorts, 'policy' | 'calendar' | 'sameUnit' | 'reach' | 'words'>;

/** The stages in order: live → route → decide → keep quiet hours → group → keep the budget → word. */
export function plan(known: Known, ports: StagePorts): Planned {
  const alerts = live({ ...known, ...ports });
  const decided = alerts.flatMap((alert) => route(alert, known, ports));
  const spoken = keepHours(decided, known, ports);
  const grouped = group(spoken.filter((decision) => decision.send));
  const { within, beyond } = keepBudget(grouped, known, ports);
  const pushes = within.map((sendings) => word(sendings, known, ports));
  const unsent = new Set<Decision>(beyond.flat());
  return {
    alerts: begun(alerts, pushes),
    pushes,
    decisions: spoken.map((decision) =>
      unsent.has(decision) ? withheld(decision, 'budgetSpent') : decision,
    ),
  };
}

const withheld = (
  { alert, to, class: reader }: Decision,
  reason: 'quietHours' | 'budgetSpent',
): Decision => ({
  alert,
  to,
  class: reader,
  send: false,
  reason,
});

/** Who is concerned by an alert, and what becomes of it for each of them. */
function route(alert: Alert, known: Known, ports: StagePorts): Decision[] {
  const silences = known.silences.get(alert.fingerprint) ?? [];
  return known.recipients.flatMap((to): Decision[] => {
    const place = placeOf(alert, to, known, ports);
    if (place === null) return [];
    if (place.reach === null)
      return alert.state === 'resolved'
        ? []
        : [{ alert, to, class: place.class, send: false, reason: 'channelCannot' }];
    const told = toldBefore(alert, to, known);
    const { now, views } = known;
    const decision = decide({
      ...place,
      alert,
      to,
      view: views[place.class],
      told,
      silences,
      now,
      policy: ports.policy,
    });
    return decision === null ? [] : [decision];
  });
}

/** What somebody was told of this outbreak, oldest first. */
function toldBefore({ fingerprint, round }: Alert, to: Recipient, { notices }: Known): Notice[] {
  const address = addressOf(to);
  return (notices.get(fingerprint) ?? []).filter((one) => one.round === round && addressOf(one) === address);
}

/** As what somebody is concerned by an alert; null when they are not. `reach` is null where they cannot be told. */
function placeOf(alert: Alert, to: Recipient, { views }: Known, { reach, sameUnit }: StagePorts) {
  const channel = reach(to);
  const bound = readerClass(to, { highestRole: to.role });
  const reader = channel === null ? bound : readerClass(to, channel);
  const project = views[reader ?? bound ?? 'staff'].projects.get(alert.projectId);
  const circle = bound === null || project === undefined ? null : circleOf(to, project, sameUnit);
  if (bound === null || circle === null) return null;
  return { circle, class: reader ?? bound, reach: reader === null ? null : channel };
}

/** What is said now must reach people before the hours end. */
const ON_THE_WAY_MS = 10 * 60 * 1000;

/** Whether people may be told something now, and still in a while. */
export function isOpen(now: Instant, { nextWorkMoment }: StagePorts['calendar']): boolean {
  const soon = laterBy(now, ON_THE_WAY_MS);
  return nextWorkMoment(now) === now && nextWorkMoment(soon) === soon;
}

/** Outside of working hours everything waits. */
function keepHours(
  decisions: readonly Decision[],
  { now }: Known,
  { calendar }: StagePorts,
): readonly Decision[] {
  if (isOpen(now, calendar)) return decisions;
  return decisions.map((decision) => (decision.send ? withheld(decision, 'quietHours') : decision));
}

/** One message a recipient and region; the gravest message first, and in it the gravest alert first. */
function group(sendings: readonly Sending[]): Sending[][] {
  const groups = Map.groupBy(sendings, ({ to, alert }) => JSON.stringify([addressOf(to), alert.region]));
  return [...groups.values()].map((one) => one.sort(byGravity)).sort(([a], [b]) => byGravity(a!, b!));
}

function byGravity(one: Sending, other: Sending): number {
  return (
    Number(one.occasion === 'resolved') - Number(other.occasion === 'resolved') ||
    compareSeverity(other.severity, one.severity) ||
    RULE_KINDS.indexOf(one.alert.kind) - RULE_KINDS.indexOf(other.alert.kind) ||
    (one.alert.fingerprint < other.alert.fingerprint ? -1 : 1)
  );
}

/** So many messages a person and day; what is beyond waits and is merged into the next. */
function keepBudget(groups: readonly Sending[][], { sentToday }: Known, { policy }: StagePorts) {
  const spent = new Map(sentToday);
  const within: Sending[][] = [];
  const beyond: Sending[][] = [];
  for (const sendings of groups) {
    const address = addressOf(sendings[0]!.to);
    const used = spent.get(address) ?? 0;
    (used < policy.perPersonPerDay ? within : beyond).push(sendings);
    spent.set(address, used + 1);
  }
  return { within, beyond };
}

/** The message, and what it says of which alert. The same message has the same key, the next of its kind another. */
function word(sendings: readonly Sending[], known: Known, ports: StagePorts): PlannedPush {
  const { now, views } = known;
  const { to, class: reader } = sendings[0]!;
  const reach = ports.reach(to);
  const inPrivate = to.chatKind === 'private';
  const notices = sendings.map((sending): Notice => noticeOf(sending, now));
  const said = notices.map(({ at: _, ...notice }, index) => {
    const nth = toldBefore(sendings[index]!.alert, to, known).length;
    return { ...notice, nth };
  });
  const key = createHash('sha256')
    .update(JSON.stringify([addressOf(to), said]))
    .digest('base64url');
  return {
    key: key.slice(0, 22),
    to,
    answer: messageOf(sendings, {
      view: views[reader],
      ...ports,
      answers: inPrivate,
      buttons: inPrivate && reach?.buttons === true,
    }),
    audience: reader,
    at: now,
    day: dayOf(now),
    expiresAt: expiryOf(now, ports),
    notices,
  };
}

/** The end of the day's hours. */
function expiryOf(now: Instant, { policy }: StagePorts): Instant {
  const closing = new Date(`${dayOf(now)}T${policy.hours.to}:00+08:00`).toISOString();
  const least = laterBy(now, ON_THE_WAY_MS);
  return closing > least ? closing : least;
}

function noticeOf({ alert, to, occasion, severity }: Sending, at: Instant): Notice {
  const { fingerprint, round, step } = alert;
  const { platform, chatId } = to;
  return { fingerprint, round, platform, chatId, occasion, step, severity, at };
}

/** A step begins when the first is told of it. */
function begun(alerts: readonly Alert[], pushes: readonly PlannedPush[]): Alert[] {
  const told = new Set(
    pushes.flatMap(({ notices }) =>
      notices.flatMap((one) => (one.occasion === 'resolved' ? [] : [one.fingerprint])),
    ),
  );
  const at = pushes[0]?.at ?? null;
  return alerts.map((alert) =>
    alert.stepAt === null && told.has(alert.fingerprint) ? { ...alert, stepAt: at } : alert,
  );
}
