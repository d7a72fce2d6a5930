/** The facts behind a verdict, as values and words; how they are put stands in `wording.ts`. Pure. */
import type { IsoDate } from '../domain/project.ts';
import type { Dossier } from '../domain/records.ts';
import { isBehind, type Light, type VerdictReason } from '../domain/schedule.ts';
import { pointsBelow } from './bands.ts';
import { daysBetween, quarterEnds } from './days.ts';
import type { Deadline, Planned } from './plan.ts';
import type { OwnRules, SchedulePolicy } from './policy.ts';
import { type RateReading, wholeTold } from './rate.ts';

/** The rate against the plan, with everything its arithmetic needs. */
export function planReason(planned: Planned, reading: RateReading, asOf: IsoDate): VerdictReason {
  const rate = reading.rate ?? 0;
  const points = pointsBelow(planned.rate, rate);
  const told = rateParts(reading);
  const values = { rate, planned: planned.rate, points, ...told.values };
  const words = { asOf, ...told.words };
  if (planned.by === 'line') {
    const { start, due, day, days } = planned;
    const code = points > 0 ? 'behindLine' : 'onLine';
    return { code, values: { ...values, day, days }, words: { ...words, start, due } };
  }
  const { curve, day, printed, owed } = planned;
  return {
    code: points > 0 ? 'behindCurve' : 'onCurve',
    values: { ...values, owed, total: curve.total },
    words: { ...words, day, printed, unit: curve.unit, from: curve.reading === null ? 'policy' : 'plan' },
  };
}

function rateParts({ basis, pair }: RateReading): Pick<VerdictReason, 'values' | 'words'> {
  const words = { basis: basis ?? '' };
  if (pair === null || pair.stated)
    return { values: {}, words: { ...words, ...(pair && { basis: 'stated' }) } };
  return {
    values: { actual: pair.actual.value, whole: pair.whole },
    words: {
      ...words,
      actual: pair.actual.printed,
      whole: wholeTold(pair.target, pair.whole),
      indicator: pair.target.indicator,
    },
  };
}

/** The threshold that a rate by itself fell below, where the preset looks at nothing else. */
export function limitReason(
  {
    rules,
    reading,
    asOf,
    project,
  }: { rules: OwnRules; reading: RateReading; asOf: IsoDate | null; project: Dossier },
  light: Light,
): VerdictReason[] {
  const { rule } = rules.applied;
  if (!isBehind(light) || reading.rate === null || asOf === null) return [];
  if (rule.measure !== 'rate' && rule.measure !== 'quarters') return [];
  const passed = quarterEnds(project.year).filter((end) => end <= asOf).length;
  const limit =
    rule.measure === 'rate'
      ? Math.max(...rule.bands.filter((band) => band.light === light).map(({ below }) => below))
      : rule.green[Math.max(0, passed - 1)]!;
  return [{ code: 'belowRate', values: { limit, quarter: passed }, words: { measure: rule.measure } }];
}

/** Why there is nothing to judge by. */
export function noRateReasons({ note }: Dossier, asOf: IsoDate | null): VerdictReason[] {
  const code = asOf === null && note === '' ? 'noReport' : 'noRate';
  return [{ code, values: {}, words: { asOf: asOf ?? '' } }];
}

/** What was not divided and why; targets of which nothing is said. */
export function unitReasons({ basis, measures }: RateReading): VerdictReason[] {
  const { ceilings, mismatched, unreported } = measures;
  const prints = (figures: readonly { printed: string }[]) =>
    figures.map(({ printed }) => printed).join('、');
  return [
    ...mismatched.map(({ target, actual }) => ({
      code: 'unitMismatch' as const,
      values: {},
      words: { target: target.printed, actual: actual.printed },
    })),
    ...(ceilings.length === 0
      ? []
      : [{ code: 'ceiling' as const, values: {}, words: { target: prints(ceilings) } }]),
    ...(basis !== 'pairs' || unreported.length === 0
      ? []
      : [
          {
            code: 'targetsUnreported' as const,
            values: { count: unreported.length },
            words: { targets: prints(unreported) },
          },
        ]),
  ];
}

interface TimeContext {
  today: IsoDate;
  asOf: IsoDate | null;
  deadline: Deadline;
  /** Not finished and not ignored. */
  open: boolean;
  /** Anything is said of how it stands. */
  known: boolean;
  policy: SchedulePolicy;
}

/** What today makes of it: overdue, due soon, an old report. */
export function timeReasons(project: Dossier, context: TimeContext): VerdictReason[] {
  if (!context.open) return [];
  return [...deadlineReasons(context), ...promisesDue(project, context), ...ageReasons(context)];
}

function deadlineReasons({ today, deadline, known, policy }: TimeContext): VerdictReason[] {
  const { due, printed, what } = deadline;
  const left = daysBetween(today, due);
  const words = { due, printed, what };
  if (left < 0) return known ? [{ code: 'pastDeadline', values: { days: -left }, words }] : [];
  return left <= policy.dueSoonDays ? [{ code: 'dueSoon', values: { days: left }, words }] : [];
}

/** Steps that the report itself announces for the next days. */
function promisesDue({ milestones }: Dossier, { today, deadline, policy }: TimeContext): VerdictReason[] {
  return milestones
    .map((step) => ({ ...step, left: daysBetween(today, step.due) }))
    .filter(({ left, due }) => left >= 0 && left <= policy.dueSoonDays && due !== deadline.due)
    .sort((a, b) => a.left - b.left)
    .map(({ due, printed, what, left }) => ({
      code: 'dueSoon',
      values: { days: left },
      words: { due, printed, what },
    }));
}

function ageReasons({ today, asOf, policy }: TimeContext): VerdictReason[] {
  const days = asOf === null ? 0 : daysBetween(asOf, today);
  return asOf !== null && days > policy.reportCycleDays
    ? [{ code: 'oldReport', values: { days }, words: { asOf } }]
    : [];
}
