/** Working days in mainland China and the hours at which people may be disturbed. A home of chinese-days. */
import chineseDays from 'chinese-days';
import { chinaTime, laterBy, startOfDay } from '../domain/china-time.ts';
import type { IsoDate } from '../domain/project.ts';
import { isStatutoryHoliday } from './statutory.ts';

/** When something may be said unasked: from `from` until just before `to`, both `HH:MM` in China. */
export interface SendingHours {
  from: string;
  to: string;
  /** Whether weekends and holidays are left alone; weekends that are worked in exchange count as working days. */
  workdaysOnly: boolean;
}

/** Office hours with an evening: what holds where no policy says otherwise. */
export const SENDING_HOURS: SendingHours = { from: '08:30', to: '20:00', workdaysOnly: true };

/** Days are those of China; instants are ISO strings in UTC. */
export interface Calendar {
  isWorkday(day: IsoDate): boolean;
  /** The first working day after a day. */
  nextWorkday(day: IsoDate): IsoDate;
  /** So many working days later, or earlier when negative; 0 is the day itself, worked or not. */
  addWorkdays(day: IsoDate, count: number): IsoDate;
  /** How many working days lie after one day, up to and with another; 0 when the second is not later. */
  workdaysBetween(after: IsoDate, until: IsoDate): number;
  /** The instant itself when people may be disturbed then, else the next at which they may. */
  nextWorkMoment(instant: string, hours?: SendingHours): string;
  /** Whether the exchanges of working days are known for a year; else only weekends and statutory holidays are free. */
  isPublished(year: number): boolean;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** @param hours what `nextWorkMoment` goes by when it is told nothing else */
export function createCalendar(hours: SendingHours = SENDING_HOURS): Calendar {
  const known = new Map<IsoDate, boolean>();
  const isWorkday = (day: IsoDate): boolean => {
    const found = known.get(day) ?? workdayOf(day);
    known.set(day, found);
    return found;
  };
  const step = (day: IsoDate, direction: 1 | -1): IsoDate => {
    let reached = shift(day, direction);
    while (!isWorkday(reached)) reached = shift(reached, direction);
    return reached;
  };
  const nextWorkday = (day: IsoDate) => step(day, 1);
  return {
    isWorkday,
    nextWorkday,
    addWorkdays(day, count) {
      let reached = day;
      for (let left = Math.abs(count); left > 0; left--) reached = step(reached, count > 0 ? 1 : -1);
      return reached;
    },
    workdaysBetween(after, until) {
      let count = 0;
      for (let day = nextWorkday(after); day <= until; day = nextWorkday(day)) count++;
      return count;
    },
    nextWorkMoment(instant, { from, to, workdaysOnly } = hours) {
      const [day, time] = chinaTime(instant).split(' ') as [IsoDate, string];
      const mayDisturb = !workdaysOnly || isWorkday(day);
      if (mayDisturb && time >= from && time < to) return instant;
      if (mayDisturb && time < from) return at(day, from);
      return at(workdaysOnly ? nextWorkday(day) : shift(day, 1), from);
    },
    isPublished,
  };
}

/** The instant of a time of day, `HH:MM`, on a day in China. */
export function at(day: IsoDate, time: string): string {
  const [hours, minutes] = time.split(':').map(Number) as [number, number];
  return laterBy(startOfDay(day), (hours * 60 + minutes) * MINUTE_MS);
}

/** So many days later, or earlier when negative. */
export function shift(day: IsoDate, days: number): IsoDate {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Every published year begins with a day that has a name of its own. */
function isPublished(year: number): boolean {
  return isNamed(`${year}-01-01`);
}

/** Days of the published exchanges are named in three languages, `National Day,国庆节,3`; others after their weekday. */
function isNamed(day: IsoDate): boolean {
  return chineseDays.getDayDetail(day).name.includes(',');
}

function workdayOf(day: IsoDate): boolean {
  if (isPublished(Number(day.slice(0, 4))) || isNamed(day)) return chineseDays.isWorkday(day);
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !isStatutoryHoliday(day);
}
