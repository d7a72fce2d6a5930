/** What people ask and answer about alerts in a chat: only about those that concern them. */
import type { Asker, Role } from '../domain/access.ts';
import type { Address, Alert, Instant } from '../domain/alerts.ts';
import type { Answer } from '../domain/answer.ts';
import { laterBy } from '../domain/china-time.ts';
import type { ReaderClass, View, Watched } from './alert.ts';
import { detailOf, firingOf, projectsOf } from './desk-views.ts';
import { viewOf } from './evaluate.ts';
import { dayOf } from './life.ts';
import type { AlertPorts } from './ports.ts';
import { circleOf } from './route.ts';

/** Somebody who asks, as far as they may hear. */
export interface Person extends Pick<Asker, 'unit' | 'official' | 'region'> {
  /** At least `staff`. */
  role: Role;
  /** `platform:person` */
  actor: string;
}

/** What came of an answer to one alert. `unknown`: there is none, or it is not theirs. */
export interface Answered {
  id: string;
  outcome: 'done' | 'already' | 'over' | 'unknown';
}

export interface AlertDesk {
  /** Ids of the alerts that a chat was last told of. */
  lastTold(chat: Address): Promise<string[]>;
  acknowledge(ids: readonly string[], person: Person, now: Instant): Promise<Answered[]>;
  silence(
    ids: readonly string[],
    wish: { days: number; reason: string },
    by: { person: Person; now: Instant },
  ): Promise<Answered[]>;
  /** Days that a silence may last at most. */
  longestSilenceDays: number;
  /** One alert in full; null when there is none or it is not theirs. */
  detail(id: string, person: Person, now: Instant): Promise<Answer | null>;
  /** What fires now. */
  firing(person: Person, now: Instant): Promise<Answer>;
  /** Their projects with their lights. */
  projects(person: Person, now: Instant): Promise<Answer>;
  /** Whether a group wants alerts; false when it was so already. */
  setGroup(
    group: Address & { account: string },
    wants: boolean,
    by: { by: string; at: Instant },
  ): Promise<boolean>;
}

/** What the desk needs: nothing that sends. */
export type DeskPorts = Omit<AlertPorts, 'sendPush' | 'calendar' | 'recipients' | 'reach'>;

const DAY_MS = 24 * 60 * 60 * 1000;
const ATTEMPTS = 5;

/** The alerts as the commands of the chat need them. */
export function createAlertDesk(ports: DeskPorts): AlertDesk {
  return {
    lastTold: (chat) => ports.store.lastTold(chat),
    acknowledge: (ids, person, now) => acknowledge(ids, { person, now }, ports),
    silence: (ids, wish, by) => silence(ids, wish, { ...by, ports }),
    longestSilenceDays: ports.policy.silence.longestDays,
    async detail(id, person, now) {
      const at = { person, now };
      const [found] = await ownAlerts(await ports.store.byIds([id]), at, ports);
      return found === undefined ? null : detailOf(found, at, ports);
    },
    async firing(person, now) {
      const at = { person, now };
      const regions = await ports.readerFor(person.role).regions();
      const open = await ports.store.alerts({
        regions: regions.map(({ slug }) => slug),
        resolvedSince: now,
        fingerprints: [],
      });
      const running = open.filter(({ state }) => state !== 'resolved');
      return firingOf(await ownAlerts(running, at, ports), ports);
    },
    projects: (person, now) => projectsOf({ person, now }, ports),
    setGroup: (group, wants, by) =>
      wants ? ports.store.addGroup({ ...group, ...by }) : ports.store.removeGroup(group),
  };
}

/** Who asks, and when. */
export interface At {
  person: Person;
  now: Instant;
}

/** An alert with its project, as the person may know them. */
export interface Own {
  alert: Alert;
  project: Watched;
  view: View;
}

/** As which class of readers somebody asks. */
export const classOf = ({ role }: Person): ReaderClass => (role === 'staff' ? 'staff' : 'leader');

/** Those of the alerts that concern the person, as they may know them. */
async function ownAlerts(alerts: readonly Alert[], { person, now }: At, ports: DeskPorts): Promise<Own[]> {
  const ids = [...new Set(alerts.map(({ projectId }) => projectId))];
  const view = await viewOf(ids, ports, { reader: classOf(person), today: dayOf(now) });
  return alerts.flatMap((alert) => {
    const project = view.projects.get(alert.projectId);
    const concerns = project !== undefined && circleOf(person, project, ports.sameUnit) !== null;
    return concerns && (view.signals.has(alert.fingerprint) || alert.state === 'resolved')
      ? [{ alert, project, view }]
      : [];
  });
}

/** Tries again when a run changes alerts meanwhile. */
async function acknowledge(ids: readonly string[], at: At, ports: DeskPorts): Promise<Answered[]> {
  for (let attempt = 1; ; attempt++) {
    const version = await ports.store.version();
    const found = await ownAlerts(await ports.store.byIds(ids), at, ports);
    const fresh = found.filter(({ alert }) => alert.state === 'firing');
    const changed = fresh.map(({ alert }) => acknowledged(alert, at));
    if (changed.length === 0 || (await ports.store.save({ alerts: changed, pushes: [] }, version)))
      return ids.map((id) => ({ id, outcome: outcomeOf(found.find(({ alert }) => alert.id === id)?.alert) }));
    if (attempt === ATTEMPTS) throw new Error('alerts changed during every attempt to acknowledge');
  }
}

const acknowledged = (alert: Alert, { person, now }: At): Alert => ({
  ...alert,
  state: 'acknowledged',
  acknowledgedAt: now,
  acknowledgedBy: person.actor,
  acknowledgedSeverity: alert.severity,
});

function outcomeOf(alert: Alert | undefined): Answered['outcome'] {
  if (alert === undefined) return 'unknown';
  if (alert.state === 'resolved') return 'over';
  return alert.state === 'acknowledged' ? 'already' : 'done';
}

async function silence(
  ids: readonly string[],
  { days, reason }: { days: number; reason: string },
  { ports, ...at }: At & { ports: DeskPorts },
): Promise<Answered[]> {
  const { person, now } = at;
  const found = await ownAlerts(await ports.store.byIds(ids), at, ports);
  const open = found.filter(({ alert }) => alert.state !== 'resolved');
  const until = laterBy(now, days * DAY_MS);
  await ports.store.addSilences(
    open.map(({ alert: { fingerprint } }) => ({
      fingerprint,
      role: person.role,
      reason,
      by: person.actor,
      from: now,
      until,
    })),
  );
  return ids.map((id) => {
    const alert = found.find((one) => one.alert.id === id)?.alert;
    const outcome = outcomeOf(alert);
    return { id, outcome: outcome === 'already' ? 'done' : outcome };
  });
}
