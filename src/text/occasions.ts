/** Days named by what comes after them: 国庆前, 春节前, 供暖季前. */
import { z } from 'zod';
import type { IsoDate } from '../domain/project.ts';
import { isoDay } from './calendar.ts';
import { readDataFile } from './data-file.ts';
import type { DateMatch } from './dates.ts';
import { alternatives } from './measures.ts';
import type { PeriodMatch } from './periods.ts';

const words = z.array(z.string().min(1)).min(1);
const schema = z.strictObject({
  occasions: z
    .array(
      z.strictObject({
        words,
        day: z.string().regex(/^\d{2}-\d{2}$/),
        lunar: z.boolean().default(false),
      }),
    )
    .min(1),
  in_time: words,
  able: words,
});

const { occasions: OCCASIONS, in_time: IN_TIME, able: ABLE } = readDataFile('lexicon/occasions.yaml', schema);
type Occasion = (typeof OCCASIONS)[number];

const NAMED = `(?:(?<year>20\\d{2})年|(?<next>明年|次年|来年)|今年)?[“"]?(?<word>${alternatives(OCCASIONS.flatMap((each) => each.words))})[”"]?`;
const BEFORE = '(?:之|以)?前(?!后|期|夕|往|半|三|几)';
const IN_DOCUMENTS = new RegExp(`${NAMED}${BEFORE}`, 'g');
const IN_QUESTIONS = new RegExp(
  `(?:(?<=(?<time>${alternatives(IN_TIME)})[^，。]{0,2})|)${NAMED}(?:(?<before>${BEFORE})|(?<able>(?=${alternatives(ABLE)}))|)`,
  'g',
);

/**
 * Every 国庆前 of a text as its last day, the one before the occasion. Where no year is printed the first such day from
 * `since` on is meant.
 */
export function findOccasions(text: string, year: number, since: IsoDate): DateMatch[] {
  return [...text.matchAll(IN_DOCUMENTS)].map((match) => {
    const { yearPrinted, date } = lastDayOf(match, year, since);
    const [start, printed] = [match.index, match[0]];
    return { start, end: start + printed.length, printed, from: date, date, precision: 'day', yearPrinted };
  });
}

/** What a question wants to be done in time for: 国庆前能开吗, 五一能开吗, 赶得上供暖吗. Counted from `today` on. */
export function findDeadlines(text: string, today: IsoDate): PeriodMatch[] {
  const year = Number(today.slice(0, 4));
  return [...text.matchAll(IN_QUESTIONS)].flatMap((match) => {
    const { time, before, able, word = '' } = match.groups ?? {};
    if (time === undefined && before === undefined && able === undefined) return [];
    const { date } = lastDayOf(match, year, today);
    const [start, printed] = [match.index, match[0]];
    const label = `${dayAfter(date).slice(0, 4)}年${word}前`;
    const end = start + printed.length;
    return [{ start, end, printed, from: date, to: date, label, yearOnly: false, deadline: true }];
  });
}

function lastDayOf({ groups = {} }: RegExpMatchArray, year: number, since: IsoDate) {
  const { year: printed, next, word = '' } = groups;
  const meant = OCCASIONS.filter((occasion) => occasion.words.includes(word));
  const yearPrinted = printed !== undefined || next !== undefined;
  const own = printed === undefined ? year + (next === undefined ? 0 : 1) : Number(printed);
  const first = yearPrinted ? `${own}-01-01` : since;
  const days = [own, own + 1].flatMap((each) => meant.map((occasion) => lastDayBefore(occasion, each)));
  const [date] = days.filter((day) => day >= first).sort();
  return { yearPrinted, date: date ?? lastDayBefore(meant[0]!, own) };
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
const dayAfter = (day: IsoDate): IsoDate => isoOf(Date.parse(day) + DAY_MS);
