/** Days of the calendar by year and month. No clock: what today is, the caller says. */
import type { IsoDate } from '../domain/project.ts';

/** First and last day, both included. */
export interface Span {
  from: IsoDate;
  to: IsoDate;
}

const two = (value: number) => String(value).padStart(2, '0');

/** The calendar day; a day past the month's end becomes its last day. */
export function isoDay(year: number, month: number, day: number): IsoDate {
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(Math.min(day, daysOf(year, month)))}`;
}

/** 28–31. */
export function daysOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** First to last day of the months `first` … `last` of a year. */
export function monthSpan(year: number, first: number, last: number): Span {
  return { from: isoDay(year, first, 1), to: isoDay(year, last, 31) };
}

/** First to last day of a quarter, 1–4. */
export function quarterSpan(year: number, quarter: number): Span {
  return monthSpan(year, quarter * 3 - 2, quarter * 3);
}
