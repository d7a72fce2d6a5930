/** How much of a project is done, from where that is known, and whether its claims fit its figures. Pure. */
import type { Figure } from '../domain/project.ts';
import type { Dossier } from '../domain/records.ts';
import type { RateBasis, VerdictReason } from '../domain/schedule.ts';
import { inPercent } from './bands.ts';
import type { Curve } from './curve.ts';
import { isSameUnit, type Measured, type Measures, measure, type Steps, weakest } from './figures.ts';
import type { SchedulePolicy } from './policy.ts';

/** Less than this is short of the whole by more than rounding. */
const WHOLE = 0.995;

export interface RateReading {
  /** 0–1 and above; null when nothing says. */
  rate: number | null;
  basis: RateBasis | null;
  /** The pair that gives the rate, where pairs do. */
  pair: Measured | null;
  measures: Measures;
  /** Claims that do not fit the figures; both are told, neither is mended. */
  doubts: readonly VerdictReason[];
}

/** A stated rate wins; else the weakest of its pairs; else what done and not started mean. */
export function readRate(project: Dossier, curves: readonly Curve[], policy: SchedulePolicy): RateReading {
  const measures = measure(project, stepsOf(curves), policy.sameUnits);
  const least = weakest(measures.measured);
  const short = least !== null && isShort(least, project, policy) ? least : null;
  const doubts = claimDoubts(project, { measures, short, policy });
  const told = (rate: number | null, basis: RateBasis | null, pair: Measured | null = null): RateReading => ({
    rate,
    basis,
    pair,
    measures,
    doubts,
  });
  if (project.statedRate !== null) return told(project.statedRate, 'stated');
  if (project.status === 'done' && short === null && !isWhollyTold(least, measures)) return told(1, 'status');
  if (least !== null) return told(least.rate, 'pairs', least);
  return project.status === 'not_started' ? told(0, 'status') : told(null, null);
}

/** Goals of quarters: those that are sums so far belong to the total, others say nothing of the whole. */
function stepsOf(curves: readonly Curve[]): Steps {
  return new Map(
    curves.flatMap(({ figures, reading, total }) =>
      figures.map((figure): [Figure, number | null] => [figure, reading === 'cumulative' ? total : null]),
    ),
  );
}

const isWhollyTold = (least: Measured | null, { unreported }: Measures): boolean =>
  least !== null && least.rate >= WHOLE && unreported.length === 0;

/** Below its target, even when all that is told in its unit is put together. */
function isShort(
  { target, actual, whole, rate, stated }: Measured,
  project: Dossier,
  policy: SchedulePolicy,
): boolean {
  if (stated || rate >= WHOLE || actual.unit === '') return false;
  const told = project.figures.filter(
    ({ kind, unit }) => kind === 'actual' && isSameUnit(unit, target.unit, policy.sameUnits),
  );
  return told.reduce((sum, { value }) => sum + value, 0) < whole * WHOLE;
}

interface Claim {
  measures: Measures;
  /** The weakest pair, where it is surely short of its target. */
  short: Measured | null;
  policy: SchedulePolicy;
}

function claimDoubts(project: Dossier, { measures, short, policy }: Claim): VerdictReason[] {
  const { statedRate, status } = project;
  if ((status === 'done' || (statedRate ?? 0) >= 1) && short !== null)
    return [claimDisagrees(short, statedRate)];
  const apart = statedRate === null || statedRate >= 1 ? null : farFrom(statedRate, measures, policy);
  if (apart !== null) return [claimDisagrees(apart, statedRate)];
  return project.findings
    .filter(({ kind }) => kind === 'claimVersusFigures' || kind === 'statedVersusComputed')
    .slice(0, 1)
    .map(({ message }) => ({ code: 'claimDisagrees', values: {}, words: { message } }));
}

/**
 * The pair that the stated rate lies furthest outside of; null while it lies between what the pairs give, or targets
 * of which nothing is said may make up for it.
 */
function farFrom(
  stated: number,
  { measured, unreported }: Measures,
  { claimTolerancePoints }: SchedulePolicy,
): Measured | null {
  const sorted = [...measured].sort((a, b) => a.rate - b.rate);
  const [least, most] = [sorted[0], sorted.at(-1)];
  if (least === undefined || most === undefined || unreported.length > 0) return null;
  const apart = (points: number) => points > claimTolerancePoints;
  if (apart(inPercent(least.rate) - inPercent(stated))) return least;
  return apart(inPercent(stated) - inPercent(most.rate)) ? most : null;
}

function claimDisagrees({ target, actual, whole, rate }: Measured, stated: number | null): VerdictReason {
  return {
    code: 'claimDisagrees',
    values: { actual: actual.value, whole, computed: rate, ...(stated === null ? {} : { stated }) },
    words: { actual: actual.printed, whole: wholeTold(target, whole), indicator: target.indicator },
  };
}

/** What was divided by, as printed where it is the target itself. */
export function wholeTold(target: Figure, whole: number): string {
  return whole === target.value ? target.printed : `${whole}${target.unit}`;
}
