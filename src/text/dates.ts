/** Days and spans of days that a document names: 9月底, 三季度, 7月中旬. Those of questions are in `periods.ts`. */
import type { IsoDate } from '../domain/project.ts';
import { daysOf, isoDay, monthSpan, quarterSpan, type Span } from './calendar.ts';
import { namedGroups, numberedGroups } from './groups.ts';
import { halfWidth } from './normalise.ts';
import { parseNumeral } from './numerals.ts';

export { findPeriods, type PeriodMatch } from './periods.ts';

export type DatePrecision = 'day' | 'tenDays' | 'month' | 'quarter' | 'half' | 'year';

/** A date in a document. Offsets are those of the text given. */
export interface DateMatch {
  start: number;
  end: number;
  printed: string;
  /** First day of what is named. */
  from: IsoDate;
  /** Last day meant: 9月底 → 09-30, 7月中旬 → 07-20; 10月前 → 09-30. */
  date: IsoDate;
  precision: DatePrecision;
  /** The text itself names the year. */
  yearPrinted: boolean;
}

const YEAR = String.raw`(?:(?<year>(?:19|20)\d{2}|(?<!\d)\d{2}(?=年(?:\d{1,2}月|[上下]半年|[底末内])))年度?|(?<near>今年|本年度?|当年|明年|次年|来年|翌年|去年|上年))?\s?`;
const MONTH = `(?:(?<month>1[0-2]|0?[1-9])|(?<spelled>十[一二]?|[一二三四五六七八九]))月`;
const PART = String.raw`(?<part>份?(?:底|末|上旬|中旬|下旬|初|中)|份|\s?(?<day>3[01]|[12]\d|0?[1-9])(?:日|号(?![楼线院文公地路栋])))?`;
const DATES = new RegExp(
  [
    String.raw`(?<![\d.])(?<iso>(?:19|20)\d{2}([-/.])(?:1[0-2]|0?[1-9])\2(?:3[01]|[12]\d|0?[1-9]))(?!\d)`,
    `(?<![\\d.])${YEAR}${MONTH}${PART}(?<before>之?前(?!期))?`,
    `(?<!\\d)${YEAR}(?<half>[上下])半年`,
    `(?<!\\d)${YEAR}第?(?<quarter>[一二三四1-4])季度`,
    `(?<!\\d)${YEAR}(?<season>[春夏秋冬])季(?<term>学期)?(?!.?节|.?前)`,
    `(?<!\\d)${YEAR}(?<whole>年底|年末|年内|年中|全年(?!度?(?:目标|任务|计划|指标|工作|[级龄]))|底(?!线|部|层))`,
  ]
    .map(numberedGroups)
    .join('|'),
  'g',
);

/** Dates of a document in reading order; `year` is meant where none is printed. Holidays and bare years are left out. */
export function findDates(text: string, year: number): DateMatch[] {
  const plain = halfWidth(text);
  const found: DateMatch[] = [];
  for (const match of plain.matchAll(DATES)) {
    const parts = namedGroups(match);
    const span = spanOf(parts, yearOf(parts, year));
    if (!span || isNoDate(parts)) continue;
    const leading = match[0].length - match[0].trimStart().length;
    const start = match.index + leading;
    const end = match.index + match[0].trimEnd().length;
    const yearPrinted = Boolean(parts.year ?? parts.iso ?? parts.near);
    const { from, to, precision } = span;
    found.push({ start, end, printed: text.slice(start, end), from, date: to, precision, yearPrinted });
  }
  return found;
}

type Parts = Record<string, string | undefined>;

/** 一月 alone may be a length of time or a count; 底 and 春季 alone need their year: 2025年底, 2026年春季. */
function isNoDate(parts: Parts): boolean {
  if (parts.season && !parts.year && !parts.near) return true;
  if (parts.spelled && !parts.part && !parts.year && !parts.near) return true;
  return parts.whole === '底' && !parts.year && !parts.near;
}

function yearOf(parts: Parts, year: number): number {
  if (parts.year) return Number(parts.year.length === 2 ? `20${parts.year}` : parts.year);
  const shift: Readonly<Record<string, number>> = { 明年: 1, 次年: 1, 来年: 1, 翌年: 1, 去年: -1, 上年: -1 };
  return year + (parts.near ? (shift[parts.near] ?? 0) : 0);
}

function spanOf(parts: Parts, year: number): (Span & { precision: DatePrecision }) | null {
  if (parts.iso) return isoSpan(parts.iso);
  if (parts.month ?? parts.spelled) return monthPart(parts, year);
  if (parts.half) {
    return { ...(parts.half === '上' ? monthSpan(year, 1, 6) : monthSpan(year, 7, 12)), precision: 'half' };
  }
  if (parts.quarter) return { ...quarterSpan(year, parseNumeral(parts.quarter) ?? 1), precision: 'quarter' };
  if (parts.season) return seasonOf(parts.season, parts.term !== undefined, year);
  if (parts.whole === '年中') return { ...monthSpan(year, 6, 6), precision: 'month' };
  return parts.whole ? { ...monthSpan(year, 1, 12), precision: 'year' } : null;
}

const FIRST_MONTHS: Readonly<Record<string, number>> = { 春: 3, 夏: 6, 秋: 9, 冬: 12 };

/** Three months, winter within its year; what is to be done in a school term is due when that begins. */
function seasonOf(season: string, term: boolean, year: number): Span & { precision: DatePrecision } {
  const first = FIRST_MONTHS[season] ?? 1;
  const last = term ? first : Math.min(first + 2, 12);
  return { ...monthSpan(year, first, last), precision: term ? 'month' : 'quarter' };
}

function isoSpan(printed: string): (Span & { precision: DatePrecision }) | null {
  const [year = 0, month = 0, day = 0] = printed.split(/[-/.]/).map(Number);
  if (day > daysOf(year, month)) return null;
  const date = isoDay(year, month, day);
  return { from: date, to: date, precision: 'day' };
}

const PARTS: readonly (readonly [RegExp, number, number])[] = [
  [/初|上旬/, 1, 10],
  [/中/, 11, 20],
  [/下旬/, 21, 31],
];

function monthPart(parts: Parts, year: number): (Span & { precision: DatePrecision }) | null {
  const month = Number(parts.month ?? parseNumeral(parts.spelled ?? ''));
  if (parts.day) {
    const day = Number(parts.day);
    const date = isoDay(year, month, day);
    return day > daysOf(year, month) ? null : { from: date, to: date, precision: 'day' };
  }
  const tenDays = PARTS.find(([word]) => word.test(parts.part ?? ''));
  if (tenDays) {
    const [, first, last] = tenDays;
    return { from: isoDay(year, month, first), to: isoDay(year, month, last), precision: 'tenDays' };
  }
  const before = parts.before && !parts.part && month > 1;
  return { ...monthSpan(year, before ? month - 1 : month, before ? month - 1 : month), precision: 'month' };
}
