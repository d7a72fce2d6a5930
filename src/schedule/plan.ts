/** Where a project should stand at a day: its own curve, else a straight line; and by when it is due. Pure. */
import type { IsoDate } from '../domain/project.ts';
import type { Dossier } from '../domain/records.ts';
import { type Curve, nodeAt } from './curve.ts';
import { daysBetween } from './days.ts';
import type { OwnRules, SchedulePolicy } from './policy.ts';

/** The day by which the whole is due, and what the documents say of it. */
export interface Deadline {
  due: IsoDate;
  /** As printed (10月底) with what is due; '' where nothing is said and the year's end holds. */
  printed: string;
  what: string;
}

/** The policy's day, the last end that the goal itself dates, else the end of the list's year. */
export function deadlineOf(project: Dossier, rules: OwnRules, policy: SchedulePolicy): Deadline {
  if (rules.due !== undefined) return { due: rules.due, printed: '', what: '' };
  const goals = new Set(project.clauses.filter(({ part }) => part === 'goal').map(({ ordinal }) => ordinal));
  const ends = project.milestones
    .filter(({ due }) => due >= (rules.start ?? `${project.year}-01-01`))
    .filter(({ clause, what }) => goals.has(clause) && policy.words.end.some((word) => what.includes(word)))
    .sort((a, b) => (a.due < b.due ? 1 : -1));
  const last = ends[0];
  if (last === undefined) return { due: `${project.year}-12-31`, printed: '', what: '' };
  return { due: last.due, printed: last.printed, what: last.what };
}

/** The day on which work is planned to begin; null where nothing says. */
export function plannedStart(project: Dossier, rules: OwnRules, policy: SchedulePolicy): IsoDate | null {
  if (rules.start !== undefined) return rules.start;
  const starts = project.milestones
    .filter(({ what }) => policy.words.start.some((word) => what.includes(word)))
    .map(({ due }) => due)
    .sort();
  return starts[0] ?? null;
}

/** What is planned for a day, with what is needed to tell it. */
export type Planned =
  | { by: 'curve'; rate: number; curve: Curve; day: IsoDate; printed: string; owed: number }
  | { by: 'line'; rate: number; start: IsoDate; due: IsoDate; day: number; days: number };

/** The curve where it has begun or is all there is of the plan; between its nodes the last one reached holds. */
export function plannedByCurve(curve: Curve, asOf: IsoDate): Planned {
  const { day, planned, printed, owed } = nodeAt(curve, asOf) ?? { ...curve.nodes[0]!, planned: 0, owed: 0 };
  return { by: 'curve', rate: planned, curve, day, printed, owed };
}

/** Days gone by of all days, both ends counted: 181 of 365 on 30 June. What was due before it began is due at once. */
export function plannedByLine(from: IsoDate, due: IsoDate, asOf: IsoDate): Planned {
  const start = from <= due ? from : due;
  const days = daysBetween(start, due) + 1;
  const day = Math.min(days, Math.max(0, daysBetween(start, asOf) + 1));
  return { by: 'line', rate: day / days, start, due, day, days };
}
