/**
 * Where a project stands against its plan. The document's own flag decides first, then the plan's own curve, then a
 * straight line; the plan is looked up for the day of the report, today only says what is overdue, due soon or old. Pure.
 */
import type { IsoDate } from '../domain/project.ts';
import type { Dossier } from '../domain/records.ts';
import type { Light, Verdict, VerdictReason } from '../domain/schedule.ts';
import { isBehind } from '../domain/schedule.ts';
import { lightOf, pointsBelow, worseOf } from './bands.ts';
import { type Curve, ownCurve, speaksOf, statedCurves } from './curve.ts';
import { monthEndsPassed } from './days.ts';
import { deadlineOf, type Planned, plannedByCurve, plannedByLine, plannedStart } from './plan.ts';
import { type OwnRules, rulesFor, type SchedulePolicy } from './policy.ts';
import { type RateReading, readRate } from './rate.ts';
import { limitReason, noRateReasons, planReason, timeReasons, unitReasons } from './reasons.ts';

export interface AssessContext {
  today: IsoDate;
  policy: SchedulePolicy;
}

/** What is known before anything is decided. */
interface Case {
  project: Dossier;
  rules: OwnRules;
  policy: SchedulePolicy;
  reading: RateReading;
  asOf: IsoDate | null;
  planned: Planned | null;
}

type Decision = Pick<Verdict, 'light' | 'decidedBy' | 'reasons'>;

/** The verdict on one project for one day; the same input gives the same verdict. */
export function assess(project: Dossier, { today, policy }: AssessContext): Verdict {
  const rules = rulesFor(project, policy);
  const curves = curvesOf(project, rules);
  const reading = readRate(project, curves, policy);
  const asOf = project.period?.end ?? null;
  const deadline = deadlineOf(project, rules, policy);
  const line = { start: rules.start ?? `${project.year}-01-01`, due: deadline.due };
  const planned = asOf === null ? null : plannedAt(asOf, { curves, reading, line });
  const decision = decide({ project, rules, policy, reading, asOf, planned });
  const { rate, basis } = reading;
  const open = rules.ignore !== true && !isFinished(project, reading);
  const late = timeReasons(project, { today, asOf, deadline, open, policy, known: isKnown(project, rate) });
  return {
    projectId: project.id,
    today,
    asOf,
    rate,
    rateBasis: basis,
    plannedRate: planned?.rate ?? null,
    pointsBehind: rate === null || planned === null ? null : pointsBelow(planned.rate, rate),
    ...decision,
    overdue: late.some(({ code }) => code === 'pastDeadline'),
    due: deadline.due,
    preset: rules.presetName,
    reasons: [...decision.reasons, ...late],
  };
}

function curvesOf(project: Dossier, rules: OwnRules): Curve[] {
  const own = ownCurve(rules);
  return own === null ? statedCurves(project) : [own];
}

/** Whether anything is said of how it stands. */
const isKnown = ({ status }: Dossier, rate: number | null): boolean => status !== 'unknown' || rate !== null;

/** Done in so many words, or every target reached. */
function isFinished({ status }: Dossier, { rate, basis, measures }: RateReading): boolean {
  if (status === 'done') return true;
  return rate !== null && rate >= 1 && (basis === 'stated' || measures.unreported.length === 0);
}

interface PlanParts {
  curves: readonly Curve[];
  reading: RateReading;
  line: { start: IsoDate; due: IsoDate };
}

/** The curve in the unit of the rate; of several, for a rate of the whole, the one that asks the least. */
function plannedAt(asOf: IsoDate, { curves, reading, line }: PlanParts): Planned {
  const { pair } = reading;
  const fitting =
    pair === null ? curves : curves.filter(({ unit }) => unit === '' || unit === pair.target.unit);
  const [least] = fitting
    .filter((curve) => speaksOf(curve, asOf))
    .map((curve) => plannedByCurve(curve, asOf))
    .sort((a, b) => a.rate - b.rate);
  return least ?? plannedByLine(line.start, line.due, asOf);
}

function decide(found: Case): Decision {
  const { project, rules, reading } = found;
  if (rules.ignore === true)
    return unknown([{ code: 'ignored', values: {}, words: { reason: rules.reason ?? '' } }]);
  if (project.status === 'done') return finished(found);
  const decision = project.lagging === null ? byPlan(found) : byFlag(found, project.lagging);
  return { ...decision, reasons: [...decision.reasons, ...reading.doubts, ...unitReasons(reading)] };
}

const unknown = (reasons: VerdictReason[]): Decision => ({ light: 'unknown', decidedBy: 'nothing', reasons });

function finished({ project, reading, asOf }: Case): Decision {
  const word = project.statusWord ?? '';
  const reasons: VerdictReason[] = [
    { code: 'finished', values: {}, words: { word, asOf: asOf ?? '' } },
    ...reading.doubts,
    ...(project.lagging === true ? [flagDisagrees('behind', 'done')] : []),
  ];
  return { light: 'done', decidedBy: 'completion', reasons };
}

const flagDisagrees = (flag: 'behind' | 'onSchedule', against: string): VerdictReason => ({
  code: 'flagDisagrees',
  values: {},
  words: { flag, against },
});

/** The government's own word decides the side; the plan may only say how far. A disagreement is told. */
function byFlag(found: Case, lagging: boolean): Decision {
  const { project, rules, asOf } = found;
  const plan = planLight(found);
  const code = lagging ? 'flaggedLagging' : 'flaggedOnSchedule';
  const flag: VerdictReason = {
    code,
    values: {},
    words: { word: project.statusWord ?? '', asOf: asOf ?? '' },
  };
  const compared = plan === null ? [] : [planReason(found.planned!, found.reading, asOf!)];
  const disagrees = plan !== null && isBehind(plan) !== lagging;
  const light: Light = lagging
    ? worseOf(rules.applied.flagged, plan ?? 'onSchedule')
    : plan === 'ahead'
      ? 'ahead'
      : 'onSchedule';
  const reasons = [
    flag,
    ...(disagrees ? [flagDisagrees(lagging ? 'behind' : 'onSchedule', 'plan')] : []),
    ...compared,
  ];
  return { light, decidedBy: 'flag', reasons };
}

/** What the plan alone says; null without a rate or a day. */
function planLight({ project, rules, reading, asOf, planned }: Case) {
  if (reading.rate === null || asOf === null || planned === null) return null;
  const { applied, tolerancePoints } = rules;
  const standing = { rate: reading.rate, planned: planned.rate, asOf, year: project.year, tolerancePoints };
  return lightOf(applied, standing);
}

function byPlan(found: Case): Decision {
  const { planned, reading, asOf } = found;
  const plan = planLight(found);
  const idle = idleLight(found);
  if (plan === null || planned === null || asOf === null)
    return idle?.decision ?? unknown(noRateReasons(found.project, asOf));
  if (idle !== null && (!isBehind(plan) || worseOf(idle.light, plan) === idle.light)) return idle.decision;
  const told = planReason(planned, reading, asOf);
  if (!isBehind(plan) && reading.basis === 'pairs' && reading.measures.unreported.length > 0)
    return unknown([told]);
  return {
    light: plan,
    decidedBy: planned.by,
    reasons: [...limitReason(found, plan), told, ...guessed(planned)],
  };
}

function guessed(planned: Planned): VerdictReason[] {
  if (planned.by !== 'curve' || planned.curve.reading === null) return [];
  return [{ code: 'curveGuessed', values: {}, words: { reading: planned.curve.reading } }];
}

/** Not begun when it should have been. */
function idleLight({ project, rules, policy, asOf }: Case) {
  if (project.status !== 'not_started' || asOf === null) return null;
  const start = plannedStart(project, rules, policy);
  if (start === null || start > asOf) return null;
  const passed = monthEndsPassed(start, asOf);
  const degrees = rules.applied.notStarted.filter(({ monthEnds }) => passed >= monthEnds);
  if (degrees.length === 0) return null;
  const light = degrees.map((degree) => degree.light).reduce((a, b) => worseOf(a, b) as typeof a);
  const reason: VerdictReason = {
    code: 'notStartedInTime',
    values: { months: passed },
    words: { start, asOf },
  };
  const decision: Decision = { light, decidedBy: 'deadline', reasons: [reason] };
  return { light, decision };
}
