/** When a digest is due: on working days, at the subscriber's hour, in China. Pure. */
import { chinaTime, laterBy, startOfDay } from '../domain/china-time.ts';
import type { Subscription } from '../domain/digest.ts';
import type { IsoDate } from '../domain/project.ts';
import type { Calendar } from './ports.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const WEEK = 7;

/** Longest stretch of days on which nothing is due: the long holidays with the weekends at their ends. */
const LONGEST_REST = 21;

/** A digest that is this late was missed, and waits for an hour at which people may be disturbed. */
const PUNCTUAL_MS = 30 * MINUTE_MS;

type Rhythm = Pick<Subscription, 'kind' | 'time' | 'weekday'>;

/** The first instant after another at which a subscription is due. */
export function nextSlot(rhythm: Rhythm, after: string, { isWorkday }: Calendar): string {
  const today = dayOf(after);
  const first = rhythm.kind === 'weekly' ? -LONGEST_REST : 0;
  for (let offset = first; offset <= LONGEST_REST + WEEK; offset++) {
    const day = shifted(today, offset);
    if (!startsSearch(rhythm, day)) continue;
    const slot = at(firstWorkday(day, isWorkday), rhythm.time);
    if (slot > after) return slot;
  }
  throw new RangeError(`no working day within ${LONGEST_REST} days after ${today}`);
}

/** Whether a due digest may go out now: on time always, a missed one at the next hour for it. */
export function mayGo(slot: string, now: string, { nextWorkMoment }: Calendar): boolean {
  return Date.parse(now) - Date.parse(slot) <= PUNCTUAL_MS || nextWorkMoment(now) === now;
}

/** The end of the day in China: a digest of the day before is old. */
export function endOfDay(now: string): string {
  return startOfDay(shifted(dayOf(now), 1));
}

/** The calendar day in China. */
export const dayOf = (instant: string): IsoDate => chinaTime(instant).slice(0, 10);

/** A weekly digest belongs to its weekday even where it is told on a later day. */
function startsSearch({ kind, weekday }: Rhythm, day: IsoDate): boolean {
  return kind === 'daily' || weekdayOf(day) === (weekday ?? 1);
}

function firstWorkday(day: IsoDate, isWorkday: Calendar['isWorkday']): IsoDate {
  for (let offset = 0; offset < LONGEST_REST; offset++) {
    const candidate = shifted(day, offset);
    if (isWorkday(candidate)) return candidate;
  }
  return day;
}

/** 1 Monday … 7 Sunday. */
const weekdayOf = (day: IsoDate): number => new Date(`${day}T00:00:00Z`).getUTCDay() || WEEK;

const shifted = (day: IsoDate, days: number): IsoDate =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

function at(day: IsoDate, time: string): string {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return laterBy(startOfDay(day), (hours * 60 + minutes) * MINUTE_MS);
}
