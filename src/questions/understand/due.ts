/** What is to be done by when: 年底前要完成的, 下个月到期的, 有硬期限的. */
import type { IsoDate } from '../../domain/project.ts';
import type { PeriodMatch } from '../../text/periods.ts';
import type { Cues } from '../cues.ts';
import type { DueCondition } from '../question.ts';
import { type Span, spansOf } from './span.ts';

/** 快到期 looks this far ahead. */
const SOON_DAYS = 45;
const DAY_MS = 86_400_000;

export interface FoundDue {
  due: DueCondition;
  spans: Span[];
}

export interface DueText {
  text: string;
  /** Spans of days that the text names. */
  periods: readonly PeriodMatch[];
  today: IsoDate;
}

/** Words that mean a date without naming one. */
const OPEN = ['due_named', 'soon', 'nearest', 'furthest', 'overdue', 'put_off'] as const;
/** … and those that say something of it, with what may be a date. */
const SAID = [...OPEN, 'due_act'] as const;

/** Null where nothing is said to be due: a day alone may as well ask how things stood then, and
 * what is to be done in a year is the whole list. */
export function findDue({ text, periods, today }: DueText, cues: Cues): FoundDue | null {
  const spans = SAID.flatMap((name) => spansOf(text, cues[name]));
  const dated = periods.map((period) => ({
    period,
    by: byWords(text, period, cues) ?? toCome({ text, period, today }, cues),
  }));
  const until = dated.find(({ by }) => by !== null);
  const last = dated.at(-1)?.period ?? null;
  if (spans.length === 0 && until === undefined) return null;
  const open = OPEN.some((name) => cues[name].test(text));
  const undated = last === null || (last.yearOnly && !isWithin(last, cues));
  if (until === undefined && undated && !open) return null;
  const base = {
    pick: pickOf(text, cues),
    ahead: cues.still_ahead.test(text),
    overdue: cues.overdue.test(text),
    beyond: cues.put_off.test(text),
  };
  const said = [...spans, ...dated.flatMap(({ by }) => (by === null ? [] : [by.span]))];
  if (base.overdue || base.beyond) return { due: { ...base, from: null, to: null, label: '' }, spans: said };
  if (until !== undefined) return { due: { ...base, ...upTo(until.period, until.by!) }, spans: said };
  if (cues.soon.test(text)) return { due: { ...base, ...soonFrom(today) }, spans: said };
  if (undated) return { due: { ...base, from: null, to: null, label: '' }, spans: said };
  return { due: { ...base, from: last.from, to: last.to, label: last.label }, spans: said };
}

/** 年底, 年内 are named as the year. */
const isWithin = ({ printed }: PeriodMatch, cues: Cues): boolean => cues.within_year.test(printed);

interface ByWords {
  span: Span;
  /** 10月前 without 底: not in that month any more. */
  before: boolean;
}

/** 前, 之前要完成 right behind a day, or 能开吗; 年内 and 年底 need no such word, only an act. */
function byWords(text: string, period: PeriodMatch, cues: Cues): ByWords | null {
  if (period.deadline) return { span: { start: period.start, end: period.end }, before: false };
  const behind = text.slice(period.end);
  const match = cues.due_by.exec(behind);
  const inYear = (isWithin(period, cues) && cues.due_act.test(behind)) || cues.able_then.test(behind);
  if (match === null) return inYear ? { span: { start: period.end, end: period.end }, before: false } : null;
  const early = cues.due_before.test(behind) && !cues.to_the_end.test(period.printed);
  return { span: { start: period.end, end: period.end + match[0].length }, before: early };
}

/** 10月底完成的, asked before that day. */
function toCome(
  { text, period, today }: { text: string; period: PeriodMatch; today: IsoDate },
  cues: Cues,
): ByWords | null {
  const behind = text.slice(period.end);
  const coming = period.from > today && cues.to_the_end.test(period.printed) && cues.done_then.test(behind);
  return coming ? { span: { start: period.end, end: period.end }, before: false } : null;
}

function upTo(period: PeriodMatch, { before }: ByWords): Pick<DueCondition, 'from' | 'to' | 'label'> {
  if (period.deadline) return { from: null, to: period.to, label: period.label };
  const to = before && !period.yearOnly ? dayBefore(period.from) : period.to;
  return { from: null, to, label: `${period.label}${before ? '' : '底'}前`.replace('日底前', '日前') };
}

const dayBefore = (day: IsoDate): IsoDate => shifted(day, -1);
const shifted = (day: IsoDate, days: number): IsoDate =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

const soonFrom = (today: IsoDate) => ({ from: today, to: shifted(today, SOON_DAYS), label: '近期' });

function pickOf(text: string, cues: Cues): DueCondition['pick'] {
  if (cues.nearest.test(text)) return 'nearest';
  return cues.furthest.test(text) ? 'furthest' : 'all';
}
