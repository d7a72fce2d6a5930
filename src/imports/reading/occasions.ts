/** Days that a plan names by what comes after them: 国庆前, 春节前, 供暖季前. */
import type { IsoDate } from '../../domain/project.ts';
import { isoDay } from '../../text/calendar.ts';
import type { DateMatch } from '../../text/dates.ts';
import { alternatives } from '../../text/measures.ts';
import { statusWords } from './words.ts';

type Occasion = (typeof statusWords.occasions)[number];

const OCCASIONS = new RegExp(
  `(?:(?<year>20\\d{2})年|(?<next>明年|次年|来年)|今年)?[“"]?(?<word>${alternatives(statusWords.occasions.flatMap(({ words }) => words))})[”"]?(?:之|以)?前(?!后|期|夕|往)`,
  'g',
);

/**
 * Every 国庆前 of a text as its last day, the one before the occasion. Where no year is printed the first such day from
 * `since` on is meant.
 */
export function findOccasions(text: string, year: number, since: IsoDate): DateMatch[] {
  return [...text.matchAll(OCCASIONS)].flatMap((match) => {
    const { year: printedYear, next, word = '' } = match.groups ?? {};
    const occasion = statusWords.occasions.find(({ words }) => words.includes(word));
    if (!occasion) return [];
    const yearPrinted = printedYear !== undefined || next !== undefined;
    const own = printedYear === undefined ? year + (next === undefined ? 0 : 1) : Number(printedYear);
    const date = yearPrinted ? lastDayBefore(occasion, own) : firstSince(occasion, own, since);
    const [start, printed] = [match.index, match[0]];
    return [{ start, end: start + printed.length, printed, from: date, date, precision: 'day', yearPrinted }];
  });
}

function firstSince(occasion: Occasion, year: number, since: IsoDate): IsoDate {
  const days = [year, year + 1].map((each) => lastDayBefore(occasion, each));
  return days.find((day) => day >= since) ?? lastDayBefore(occasion, year);
}

function lastDayBefore({ day, lunar }: Occasion, year: number): IsoDate {
  const [month = 1, date = 1] = day.split('-').map(Number);
  return dayBefore(lunar ? lunarDay(year, month, date) : isoDay(year, month, date));
}

const DAY_MS = 24 * 60 * 60 * 1000;
const chinese = new Intl.DateTimeFormat('en-u-ca-chinese', {
  timeZone: 'UTC',
  month: 'numeric',
  day: 'numeric',
});

/** The day of the lunar calendar that falls into a year; a leap month (`6bis`) has no festivals. */
function lunarDay(year: number, month: number, date: number): IsoDate {
  for (let at = Date.UTC(year, 0, 1); at <= Date.UTC(year, 11, 31); at += DAY_MS) {
    const parts = chinese.formatToParts(at);
    const part = (type: 'month' | 'day') => parts.find((each) => each.type === type)?.value;
    if (part('month') === String(month) && part('day') === String(date)) return isoOf(at);
  }
  return isoDay(year, month, date);
}

const isoOf = (at: number): IsoDate => new Date(at).toISOString().slice(0, 10);
const dayBefore = (day: IsoDate): IsoDate => isoOf(Date.parse(day) - DAY_MS);
