/** What came of a replay, counted from what arrived and held against what should have. */
import { chinaTime } from '../domain/china-time.ts';
import { at } from '../timetable/calendar.ts';
import type { AlertCounts } from './alert-counts.ts';
import type { Sent } from './channel.ts';
import { dueDigests } from './digest-oracle.ts';
import type { Said } from './events.ts';
import { type Course, type DueAlert, dueAlerts } from './oracle.ts';
import type { MadePerson } from './people.ts';

/** One pushed message as a whole: what was too long for one came in parts. */
export interface Pushed {
  key: string;
  /** `alert` or `digest`. */
  what: string;
  personId: string;
  at: string;
  text: string;
}

/** What should have been told, and was or was not. */
export interface Owed {
  due: number;
  inTime: number;
  /** Told, but more than a working day after it was due. */
  late: readonly string[];
  missed: readonly string[];
}

export interface ReplayFigures {
  regions: number;
  projects: number;
  people: number;
  documents: { handedIn: number; late: number };
  pushes: { alert: number; digest: number };
  perPersonAndDay: {
    max: number;
    /** Over the days on which somebody got something. */
    mean: number;
    /** How many person-days had so many pushes: count → days. */
    distribution: Readonly<Record<string, number>>;
  };
  alertCounts: AlertCounts;
  alerts: Owed;
  digests: Owed;
  /** The same message twice, and a second digest on one day. */
  twice: readonly string[];
  outsideHours: readonly string[];
  /** Person-days with more alert messages than the policy allows. */
  overBudget: readonly string[];
}

/** Whether everything that was due came, once, in time and within the rules. */
export function isSound({ alerts, digests, twice, outsideHours, overBudget }: ReplayFigures): boolean {
  const lists = [alerts.late, alerts.missed, digests.late, digests.missed, twice, outsideHours, overBudget];
  return lists.every((list) => list.length === 0);
}

/** What figures are counted from. */
export interface Played extends Course {
  people: readonly MadePerson[];
  orders: readonly Said[];
  sent: readonly Sent[];
  alertCounts: AlertCounts;
  /** Key of a push → what it is. */
  whatOf: ReadonlyMap<string, string>;
}

/** Everything countable of one played year. */
export function figuresOf(played: Played): ReplayFigures {
  const { world, people, documents, sent, rules } = played;
  const pushed = pushesOf(played);
  const counts = countBy(pushed, ({ personId, at }) => `${personId} ${dayOf(at)}`);
  const alertCounts = countBy(
    pushed.filter(({ what }) => what === 'alert'),
    ({ personId, at }) => `${personId} ${dayOf(at)}`,
  );
  return {
    regions: world.lists.length,
    projects: world.lists.reduce((sum, { projects }) => sum + projects.length, 0),
    people: people.length,
    documents: { handedIn: documents.length, late: documents.filter(({ fate }) => fate === 'late').length },
    pushes: { alert: kindCount(pushed, 'alert'), digest: kindCount(pushed, 'digest') },
    perPersonAndDay: spread([...counts.values()]),
    alertCounts: played.alertCounts,
    alerts: owedAlerts(played, pushed),
    digests: owedDigests(played, pushed),
    twice: [...repeated(sent), ...secondDigests(pushed)],
    outsideHours: pushed.filter((push) => isOutside(push, played)).map(describe),
    overBudget: [...alertCounts].filter(([, count]) => count > rules.perPersonPerDay).map(([name]) => name),
  };
}

const dayOf = (instant: string): string => chinaTime(instant).slice(0, 10);

const describe = ({ what, personId, at }: Pushed): string => `${what} ${personId} ${chinaTime(at)}`;

const kindCount = (pushed: readonly Pushed[], kind: string) =>
  pushed.filter(({ what }) => what === kind).length;

/** Parts of one message put together; what came twice counts once here. */
function pushesOf({ sent, whatOf }: Played): Pushed[] {
  const parts = new Map<string, Pushed>();
  const seen = new Set<string>();
  for (const { key, chatId, at, text } of sent) {
    if (seen.has(key)) continue;
    seen.add(key);
    const pushKey = key.replace(/-\d+$/, '');
    const known = parts.get(pushKey);
    const what = whatOf.get(pushKey) ?? 'unknown';
    if (known) known.text += `\n${text}`;
    else parts.set(pushKey, { key: pushKey, what, personId: chatId, at, text });
  }
  return [...parts.values()];
}

function countBy<T>(list: readonly T[], nameOf: (one: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const one of list) counts.set(nameOf(one), (counts.get(nameOf(one)) ?? 0) + 1);
  return counts;
}

function spread(counts: readonly number[]): ReplayFigures['perPersonAndDay'] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const days = countBy(counts, String);
  return {
    max: Math.max(0, ...counts),
    mean: counts.length === 0 ? 0 : total / counts.length,
    distribution: Object.fromEntries([...days].sort(([one], [other]) => Number(one) - Number(other))),
  };
}

function owedAlerts(played: Played, pushed: readonly Pushed[]): Owed {
  const peopleOf = new Map(played.people.map(({ personId, list }) => [personId, list]));
  const alerts = pushed.filter(({ what }) => what === 'alert');
  return owed(dueAlerts(played), played, {
    name: ({ title, due, pointsBehind }) => `${title} ${chinaTime(due)} ${pointsBehind.toFixed(1)}`,
    toldAt: ({ title, list, due, until }) =>
      alerts.find(
        ({ personId, at, text }) =>
          peopleOf.get(personId) === list &&
          at >= due &&
          (until === null || at < until) &&
          text.includes(title),
      )?.at ?? null,
    // A newer report may put it right before the day is over: then nobody need be told.
    excused: ({ due, until }) => until !== null && until <= latest(due, played),
  });
}

function owedDigests(played: Played, pushed: readonly Pushed[]): Owed {
  const digests = pushed.filter(({ what }) => what === 'digest');
  return owed(dueDigests(played, played.people, played.orders), played, {
    name: ({ personId, due }) => `${personId} ${chinaTime(due)}`,
    toldAt: ({ personId, due }) =>
      digests.find((digest) => digest.personId === personId && digest.at >= due)?.at ?? null,
    excused: () => false,
  });
}

interface Telling<T> {
  name: (due: T) => string;
  /** The first instant at which it was told; null when it never was. */
  toldAt: (due: T) => string | null;
  excused: (due: T) => boolean;
}

/** What fell due less than a working day before the end cannot be judged. */
function owed<T extends Pick<DueAlert, 'due'>>(all: readonly T[], played: Played, telling: Telling<T>): Owed {
  const judged = all.filter((one) => latest(one.due, played) < played.end && !telling.excused(one));
  const late: string[] = [];
  const missed: string[] = [];
  for (const one of judged) {
    const toldAt = telling.toldAt(one);
    if (toldAt === null) missed.push(telling.name(one));
    else if (toldAt > latest(one.due, played)) late.push(`${telling.name(one)} → ${chinaTime(toldAt)}`);
  }
  return { due: judged.length, inTime: judged.length - late.length - missed.length, late, missed };
}

/** One working day after something was due, at the same time of day. */
function latest(due: string, { calendar }: Pick<Played, 'calendar'>): string {
  const [day, time] = chinaTime(due).split(' ') as [string, string];
  return at(calendar.addWorkdays(day, 1), time);
}

function repeated(sent: readonly Sent[]): string[] {
  return [...countBy(sent, ({ key }) => key)].filter(([, count]) => count > 1).map(([key]) => key);
}

function secondDigests(pushed: readonly Pushed[]): string[] {
  const digests = pushed.filter(({ what }) => what === 'digest');
  const counts = countBy(digests, ({ personId, at }) => `digest ${personId} ${dayOf(at)}`);
  return [...counts].filter(([, count]) => count > 1).map(([name]) => name);
}

function isOutside({ at }: Pushed, { calendar, rules }: Played): boolean {
  return calendar.nextWorkMoment(at, rules.hours) !== at;
}
