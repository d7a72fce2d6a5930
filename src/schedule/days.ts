/** Counting calendar days. A day is `YYYY-MM-DD`; days are compared as text. */
import type { IsoDate } from '../domain/project.ts';

const DAY_MS = 86_400_000;

const daysSinceEpoch = (day: IsoDate): number => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY_MS);

/** Days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return daysSinceEpoch(to) - daysSinceEpoch(from);
}

/** How many ends of months have passed by a day, counted from the month of `from`: 0 within that month. */
export function monthEndsPassed(from: IsoDate, day: IsoDate): number {
  const months = (text: IsoDate) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
  const whole = months(day) - months(from);
  return Math.max(0, whole + (isMonthEnd(day) ? 1 : 0));
}

/** Ends of the four quarters of a year. */
export function quarterEnds(year: number): readonly IsoDate[] {
  return ['03-31', '06-30', '09-30', '12-31'].map((end) => `${year}-${end}`);
}

function isMonthEnd(day: IsoDate): boolean {
  const next = new Date((daysSinceEpoch(day) + 1) * DAY_MS);
  return next.getUTCDate() === 1;
}
