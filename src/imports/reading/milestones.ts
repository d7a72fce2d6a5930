/** Dated steps still to come: 预计9月底验收交付. */
import type { IsoDate, Milestone } from '../../domain/project.ts';
import { type DateMatch, findDates } from '../../text/dates.ts';
import { findOccasions } from '../../text/occasions.ts';
import { classifyLabel } from '../vocabulary.ts';
import type { SentenceClause } from './figures.ts';
import { statusWords } from './words.ts';

/** What the reader of dates has to know of the report. */
export interface DateContext {
  year: number;
  /** End of the reported period, null for a plan without progress. */
  periodEnd: IsoDate | null;
}

const LONGEST = 40;
/** A plan word before a colon holds for what follows: 后续预计：6月底…. */
const PLAN_EDGE = /[，,；;。！？\n]/;
const EDGE = /[，,；;。：:！？\n]/;

/** Dates with something to be done by them. Past events, as-of dates and periods of a whole goal are none. */
export function readMilestones(clauses: readonly SentenceClause[], context: DateContext): Milestone[] {
  return clauses.flatMap((clause) => {
    if (clause.part === 'title') return [];
    const dates = spansJoined(clause.plain, findDates(clause.plain, context.year));
    const occasions = occasionsOf(clause, context);
    const all = [...dates, ...occasions].sort((a, b) => a.start - b.start);
    return all.flatMap((date, at) => {
      if (!isAhead(clause, date, context)) return [];
      const what = stepOf(clause.plain, date, all[at + 1]?.start ?? clause.plain.length);
      if (what === '') return [];
      return [{ what, due: date.date, printed: date.printed, clause: clause.ordinal }];
    });
  });
}

/** 国庆前 and the like where they are planned: of past ones the year cannot be told. */
function occasionsOf({ plain, part }: SentenceClause, { year, periodEnd }: DateContext): DateMatch[] {
  const since = part === 'goal' || periodEnd === null ? `${year}-01-01` : monthOf(periodEnd);
  const found = findOccasions(plain, year, since);
  return found.filter(({ start }) => part === 'goal' || isPlanned(plain.slice(0, start)));
}

/** 11月20日至12月10日 is due on its last day. */
function spansJoined(text: string, dates: readonly DateMatch[]): DateMatch[] {
  const joined: DateMatch[] = [];
  for (const date of dates) {
    const first = joined.at(-1);
    if (first && /^\s*(?:至|到|[-—–~～]+)\s*$/.test(text.slice(first.end, date.start))) {
      const printed = text.slice(first.start, date.end);
      joined[joined.length - 1] = { ...date, start: first.start, from: first.from, printed };
    } else joined.push(date);
  }
  return joined;
}

const isPlanned = (before: string) => statusWords.plan.test(before.split(PLAN_EDGE).at(-1) ?? '');
const monthOf = (day: IsoDate) => day.slice(0, 'YYYY-MM'.length);

/** Dates of an earlier period that a note still plans for: 预计2024年6月完成 in a report of 2025. */
export function pastPlans(
  clauses: readonly SentenceClause[],
  { year, start }: { year: number; start: IsoDate },
): { printed: string; clause: number }[] {
  return clauses.flatMap(({ part, plain, ordinal }) => {
    if (part !== 'note') return [];
    const stale = findDates(plain, year).filter(
      ({ start: at, end, date }) =>
        date < start &&
        statusWords.plannedFor.test(plain.slice(0, at)) &&
        !statusWords.pastAfter.test(plain.slice(end)),
    );
    return stale.map(({ printed }) => ({ printed, clause: ordinal }));
  });
}

/** Later than the report, or planned in so many words; a year or half year alone is the report's own frame. */
function isAhead(clause: SentenceClause, date: DateMatch, { year, periodEnd }: DateContext): boolean {
  const before = clause.plain.slice(0, date.start);
  const after = clause.plain.slice(date.end);
  const isFar = date.date > `${year}-12-31` || statusWords.putOffTo.test(before);
  if (statusWords.span.test(before) || statusWords.pastAfter.test(after)) return false;
  if (!isFar && statusWords.past.test(before)) return false;
  if (clause.part === 'goal') return date.precision !== 'year' || isDeadline(date, after);
  if (statusWords.wholeYear.test(date.printed)) return false;
  const planned = isPlanned(before) || isDeadline(date, after);
  if (periodEnd === null) return planned || isFar;
  return date.date > periodEnd || (planned && date.date >= monthOf(periodEnd));
}

/** 年内 and 全年 say nothing of a step; 年底, 年底前 and 9月前 do. */
function isDeadline(date: DateMatch, after: string): boolean {
  return (
    !statusWords.frame.test(date.printed) && statusWords.deadlineBehind.test(`${date.printed.at(-1)}${after}`)
  );
}

/** What is to be done: the words behind the date, with their subject where the sentence names it before. */
function stepOf(text: string, date: DateMatch, until: number): string {
  const behind = firstSegment(
    text.slice(date.end, until).replace(statusWords.stepOpening, '').replace(STEP_LABEL, ''),
  );
  const parts = text.slice(0, date.start).split(EDGE);
  const subject = withoutPlan(parts.at(-1) ?? '');
  const step = `${subject.length <= LONGEST / 2 ? subject : ''}${behind}`.trim();
  const statement = parts.at(-2) ?? '';
  if (step === '') return isDeadlineLabel(statement) ? statement.trim() : '';
  if (step.length > SHORT) return step.slice(0, LONGEST);
  const told = withoutPlan(statement);
  const ownStep = statusWords.plan.test(statement);
  return told === '' || ownStep || told.length > LONGEST / 2 ? step : `${told}，${step}`;
}

/** 完成时限：11月底: the day is that of the whole project. */
const isDeadlineLabel = (statement: string) => classifyLabel(statement.trim())?.role === 'deadline';

/** A step told in so few characters (完成) borrows the statement before it. */
const SHORT = 3;

function withoutPlan(words: string): string {
  return words.replace(PLAN_TAIL, '').replace(statusWords.stepLead, '').trim();
}

/** 三季度目标：完成24部. */
const STEP_LABEL = /^(?:工作)?(?:目标|计划|任务|节点|安排)[：:]/;

const PLAN_TAIL = new RegExp(
  `${statusWords.planBefore.source}(?:${statusWords.plan.source})+${statusWords.planAfter.source}$`,
  'u',
);

function firstSegment(text: string): string {
  const part = text.split(EDGE).find((words) => words.trim() !== '');
  return part?.trim() ?? '';
}
