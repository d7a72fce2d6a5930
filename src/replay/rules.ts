/** What the figures of a replay are held against: the promises of a policy. */
import { loadAlertWords } from '../alert-words.ts';
import { loadPolicy } from '../policy.ts';
import type { SendingHours } from '../timetable/calendar.ts';
import type { AlertNames } from './wording.ts';

export interface SaidRules {
  /** Nobody is told anything outside of these. */
  hours: SendingHours;
  /** Alert messages to one person on one day. */
  perPersonPerDay: number;
  /** From so many percentage points below the plan somebody is told; null when the policy goes by something else. */
  remindPoints: number | null;
}

/** @param path file of the policy; null for the program's own @throws InputError naming what is wrong in it */
export function rulesOf(path: string | null): SaidRules {
  const { alerts, schedule } = loadPolicy(path);
  return {
    hours: { ...alerts.hours, workdaysOnly: true },
    perPersonPerDay: alerts.perPersonPerDay,
    remindPoints: remindPointsOf(schedule),
  };
}

function remindPointsOf({ preset, presets }: ReturnType<typeof loadPolicy>['schedule']): number | null {
  const rule = presets[preset]?.rule;
  if (rule?.measure !== 'points') return null;
  const points = rule.bands.map((band) => ('atLeast' in band ? band.atLeast : band.moreThan));
  return points.reduce((least, point) => Math.min(least, point));
}

/** What kinds, steps and states of alerts are called in the lexicon. */
export function alertNames(): AlertNames {
  return loadAlertWords();
}
