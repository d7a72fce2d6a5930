/** Spans of days that a question asks about: 去年, 1-10月, 上季度, 截至6月. */
import type { IsoDate } from '../domain/project.ts';
import { isoDay, monthSpan, quarterSpan, type Span } from './calendar.ts';
import { namedGroups, numberedGroups } from './groups.ts';
import { UNIT_PATTERN } from './measures.ts';
import { halfWidth } from './normalise.ts';
import { parseNumeral } from './numerals.ts';

/** A span that a question asks about. Offsets are those of the text given. */
export interface PeriodMatch {
  start: number;
  end: number;
  printed: string;
  from: IsoDate;
  to: IsoDate;
  /** For people: 2025年二季度. */
  label: string;
  /** Nothing but a year: 去年, 2025年. */
  yearOnly: boolean;
  /** The last day before an occasion by which something is to be done: 国庆前. */
  deadline?: boolean;
}

const PERIODS = [
  String.raw`(?<![\d.])(?<from>1[0-2]|0?[1-9])月?\s?[-—–~～至到]\s?(?<to>1[0-2]|0?[1-9])月份?`,
  String.raw`近(?<last>[一二两三四五六七八九十]|\d{1,2})年来?`,
  '(?<this>[本这上下])(?:个)?(?<what>月|季度|年度|年(?!来))',
  '第?(?<quarter>[一二三四1-4])季度',
  '(?<half>[上下])半年',
  String.raw`(?<![\d.])(?<month>1[0-2]|0?[1-9])月(?:份|底|末|(?<day>3[01]|[12]\d|0?[1-9])[日号]|(?![\d个]))`,
  '(?<spelled>十[一二]?|[一二三四五六七八九])月份?(?:底)?',
  '(?<whole>全年|年底|年内)',
].join('|');
/** From today on: 未来两个月, 一个月内, 下周. */
const AHEAD = String.raw`(?:未来|接下来|今后|往后|再过|还[剩有])(?:的)?(?<count>[一二两三四五六七八九十半]|\d{1,3})(?<unit>个月|天|周|个?星期|个?礼拜)|(?<![过近前用了])(?<within>[一二两三四五六七八九十半]|\d{1,3})(?<span>个月|天|周|个?星期|个?礼拜)(?:之|以)?内|(?<week>[下这本])(?:个)?(?:周|星期|礼拜)(?![一二三四五六日天\d年])`;
const PERIOD_YEAR = String.raw`(?:(?<![\d.])(?<year>20[1-3]\d)(?:年度?|(?![\d.年])(?:(?=项目)|(?!\s?(?:${UNIT_PATTERN}))))|(?<short>(?<!\d)[12]\d)年度?|(?<near>今年|本年度?|当年|明年|去年|上年度?|上一年|前年))`;
const QUESTION_PERIODS = new RegExp(
  `${PERIOD_YEAR}(?:的?(?:${PERIODS}))?|(?:${numberedGroups(PERIODS, 2)})|${AHEAD}`,
  'g',
);

type Parts = Record<string, string | undefined>;

/** Spans of a question in reading order, counted from `today` where it says 今年 or 本月. 截至 begins with the year. */
export function findPeriods(text: string, today: IsoDate): PeriodMatch[] {
  const plain = halfWidth(text);
  const found: PeriodMatch[] = [];
  for (const match of plain.matchAll(QUESTION_PERIODS)) {
    const parts = namedGroups(match);
    const upTo = plain.slice(0, match.index).match(/截[至止](?:到|目前为止)?\s?$/)?.[0] ?? '';
    const period = periodOf(parts, today);
    if (!period) continue;
    const start = match.index - upTo.length;
    const end = match.index + match[0].length;
    const from = upTo ? `${period.to.slice(0, 4)}-01-01` : period.from;
    const label = upTo ? `截至${period.label}` : period.label;
    const yearOnly = period.yearOnly && !upTo;
    found.push({ start, end, printed: text.slice(start, end), from, to: period.to, label, yearOnly });
  }
  return found;
}

type Named = Span & { label: string; yearOnly: boolean };

function periodOf(parts: Parts, today: IsoDate): Named | null {
  const thisYear = Number(today.slice(0, 4));
  const ahead = spanAhead(parts, today);
  if (ahead) return { ...ahead, yearOnly: false };
  if (parts.last) return lastYears(parseNumeral(parts.last) ?? 1, thisYear);
  if (parts.this) return relativePeriod(parts.this, parts.what ?? '', today);
  const year = askedYear(parts, thisYear);
  const within = partOfYear(parts, year);
  if (within) return { ...within, label: `${year}年${within.label}`, yearOnly: false };
  return { ...monthSpan(year, 1, 12), label: `${year}年`, yearOnly: true };
}

function askedYear(parts: Parts, thisYear: number): number {
  if (parts.year) return Number(parts.year);
  if (parts.short) return Number(`20${parts.short}`);
  const shift: Readonly<Record<string, number>> = { 明: 1, 去: -1, 上: -1, 前: -2 };
  return thisYear + (shift[parts.near?.[0] ?? ''] ?? 0);
}

function lastYears(count: number, thisYear: number): Named {
  const first = thisYear - count + 1;
  return {
    from: isoDay(first, 1, 1),
    to: isoDay(thisYear, 12, 31),
    label: `${first}—${thisYear}年`,
    yearOnly: true,
  };
}

const DAYS_OF: Readonly<Record<string, number>> = { 天: 1, 周: 7, 期: 7, 拜: 7 };
const HALF_MONTH_DAYS = 15;

/** 未来两个月 counts from today; 下周 is Monday to Sunday. */
function spanAhead({ count, unit, within, span, week }: Parts, today: IsoDate) {
  if (week) {
    const sinceMonday = (new Date(Date.parse(today)).getUTCDay() + 6) % 7;
    const monday = (week === '下' ? 7 : 0) - sinceMonday;
    return { from: dayFrom(today, monday), to: dayFrom(today, monday + 6), label: `${week}周` };
  }
  const [number, measure] = [count ?? within, unit ?? span];
  if (!number || !measure) return null;
  return { from: today, to: endOf(today, number, measure), label: `${number}${measure}内` };
}

function endOf(today: IsoDate, number: string, measure: string): IsoDate {
  const each = DAYS_OF[measure.at(-1)!];
  const count = number === '半' ? 0.5 : (parseNumeral(number) ?? 1);
  if (each !== undefined) return dayFrom(today, Math.ceil(count * each));
  if (count < 1) return dayFrom(today, HALF_MONTH_DAYS);
  const [year = 0, month = 1, day = 1] = today.split('-').map(Number);
  const months = month - 1 + count;
  return isoDay(year + Math.floor(months / 12), (months % 12) + 1, day);
}

const dayFrom = (day: IsoDate, days: number): IsoDate =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

const QUARTERS = ['一', '二', '三', '四'] as const;

function partOfYear(parts: Parts, year: number): (Span & { label: string }) | null {
  if (parts.from && parts.to) {
    const [first, last] = [Number(parts.from), Number(parts.to)];
    return first <= last ? { ...monthSpan(year, first, last), label: `${first}—${last}月` } : null;
  }
  if (parts.quarter) return namedQuarter(year, parseNumeral(parts.quarter) ?? 1);
  if (parts.half)
    return {
      ...monthSpan(year, parts.half === '上' ? 1 : 7, parts.half === '上' ? 6 : 12),
      label: `${parts.half}半年`,
    };
  const month = parts.month ?? parts.spelled;
  return month ? namedMonth(year, Number(parseNumeral(month)), parts.day) : null;
}

function namedMonth(year: number, month: number, day: string | undefined): Span & { label: string } {
  if (!day) return { ...monthSpan(year, month, month), label: `${month}月` };
  const date = isoDay(year, month, Number(day));
  return { from: date, to: date, label: `${month}月${Number(day)}日` };
}

function namedQuarter(year: number, quarter: number): Span & { label: string } {
  return { ...quarterSpan(year, quarter), label: `${QUARTERS[quarter - 1]}季度` };
}

/** 本月, 上季度, 下个月, 本年度 seen from `today`. */
function relativePeriod(which: string, what: string, today: IsoDate): Named {
  const shift = { 上: -1, 下: 1 }[which] ?? 0;
  const year = Number(today.slice(0, 4));
  const month = Number(today.slice(5, 7));
  if (what.startsWith('年'))
    return { ...monthSpan(year + shift, 1, 12), label: `${year + shift}年`, yearOnly: true };
  if (what === '月') {
    const at = new Date(Date.UTC(year, month - 1 + shift, 1));
    const named = namedMonth(at.getUTCFullYear(), at.getUTCMonth() + 1, undefined);
    return { ...named, label: `${at.getUTCFullYear()}年${named.label}`, yearOnly: false };
  }
  const quarter = year * 4 + Math.ceil(month / 3) - 1 + shift;
  const named = namedQuarter(Math.floor(quarter / 4), (quarter % 4) + 1);
  return { ...named, label: `${Math.floor(quarter / 4)}年${named.label}`, yearOnly: false };
}
