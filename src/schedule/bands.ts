/** From a rate and a plan to a light, by the thresholds of a preset. Pure. */
import type { IsoDate } from '../domain/project.ts';
import type { Light } from '../domain/schedule.ts';
import { quarterEnds } from './days.ts';
import type { Preset, Rule } from './policy.ts';

/** From worst to best. `unknown` has no place in it. */
const ORDER = [
  'serious',
  'warn',
  'remind',
  'onSchedule',
  'ahead',
  'done',
] as const satisfies readonly Light[];

type Degree = (typeof ORDER)[number];

/** The worse of two lights. */
export function worseOf(a: Degree, b: Degree): Degree {
  return ORDER.indexOf(a) <= ORDER.indexOf(b) ? a : b;
}

/** What is set against the thresholds. */
export interface Standing {
  /** 0–1 and above. */
  rate: number;
  /** 0–1. */
  planned: number;
  asOf: IsoDate;
  year: number;
  /** Points that are forgiven. */
  tolerancePoints: number;
}

/** In percent with one decimal, as it is told: 0.4959 → 49.6. */
export function inPercent(rate: number): number {
  return Number((rate * 100).toFixed(1));
}

/** Points below the plan as they are told; negative above it. */
export function pointsBelow(planned: number, rate: number): number {
  return Number((inPercent(planned) - inPercent(rate)).toFixed(1));
}

/** The light that a preset gives; a higher rate never gives a worse one. */
export function lightOf(preset: Preset, standing: Standing): Degree {
  const degree = degreeOf(preset.rule, standing);
  if (degree !== 'onSchedule' || preset.aheadPoints === undefined) return degree;
  const above = -pointsBelow(standing.planned, standing.rate);
  return above >= preset.aheadPoints ? 'ahead' : 'onSchedule';
}

function degreeOf(rule: Rule, { rate, planned, asOf, year, tolerancePoints }: Standing): Degree {
  const forgiven = inPercent(rate + tolerancePoints / 100);
  switch (rule.measure) {
    case 'points': {
      const points = pointsBelow(planned, rate + tolerancePoints / 100);
      return worst(
        rule.bands.filter((band) => ('atLeast' in band ? points >= band.atLeast : points > band.moreThan)),
      );
    }
    case 'rate':
      return worst(rule.bands.filter(({ below }) => forgiven < below));
    case 'share':
      return planned <= 0
        ? 'onSchedule'
        : worst(rule.bands.filter(({ below }) => forgiven / planned < below));
    case 'quarters':
      return quarterLight(rule, forgiven, quarterEnds(year).filter((end) => end <= asOf).length);
    default:
      return rule satisfies never;
  }
}

function worst(bands: readonly { light: Degree }[]): Degree {
  return bands.reduce<Degree>((light, band) => worseOf(light, band.light), 'onSchedule');
}

/** Before the end of the first quarter nothing is held against it. */
function quarterLight(
  { green, yellow }: Extract<Rule, { measure: 'quarters' }>,
  percent: number,
  passed: number,
): Degree {
  const at = Math.min(passed, green.length) - 1;
  if (at < 0 || percent >= green[at]!) return 'onSchedule';
  return percent >= yellow[at]! ? 'warn' : 'serious';
}
