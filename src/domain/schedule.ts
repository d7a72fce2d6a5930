/** Where a project stands against its plan: what a verdict is. The rules that reach it are in `src/schedule/`. */
import type { IsoDate } from './project.ts';

/**
 * How a project stands. `remind`, `warn` and `serious` are degrees of being behind; `unknown` when nothing says, which is
 * neither good nor bad.
 */
export const LIGHTS = ['done', 'ahead', 'onSchedule', 'remind', 'warn', 'serious', 'unknown'] as const;

export type Light = (typeof LIGHTS)[number];

/** What decided: the document's own flag, the plan's nodes, a straight line through the year, the deadline, or nothing. */
export type DecidedBy = 'flag' | 'curve' | 'line' | 'deadline' | 'completion' | 'nothing';

/** Where the rate comes from: the document states it, paired figures give it (weakest of them), or the state alone. */
export type RateBasis = 'stated' | 'pairs' | 'status';

/** One fact behind a verdict. Figures are those of the documents, or arithmetic on them. */
export interface VerdictReason {
  code: ReasonCode;
  /** Figures by name: rates 0–1, points in percentage points, days. */
  values: Readonly<Record<string, number>>;
  /** Words and days by name, as documents print them. */
  words: Readonly<Record<string, string>>;
}

export type ReasonCode =
  | 'flaggedLagging'
  | 'flaggedOnSchedule'
  | 'behindCurve'
  | 'behindLine'
  | 'onCurve'
  | 'onLine'
  | 'finished'
  | 'pastDeadline'
  | 'dueSoon'
  | 'notStartedInTime'
  | 'claimDisagrees'
  | 'flagDisagrees'
  | 'curveGuessed'
  | 'oldReport'
  | 'noRate'
  | 'noReport'
  | 'ceiling'
  | 'unitMismatch'
  | 'targetsUnreported'
  | 'belowRate'
  | 'ignored';

export interface Verdict {
  projectId: string;
  /** The day asked about. */
  today: IsoDate;
  /** The day that the rate holds for; null without a report. The plan is looked up for this day, not for today. */
  asOf: IsoDate | null;
  /** 0–1 and above. */
  rate: number | null;
  rateBasis: RateBasis | null;
  /** Where it should have been at `asOf`, 0–1. */
  plannedRate: number | null;
  /** Percentage points below the plan; negative when ahead of it; null when either rate is missing. */
  pointsBehind: number | null;
  light: Light;
  decidedBy: DecidedBy;
  /** Past its due day and not done. Lagging and overdue are not the same. */
  overdue: boolean;
  /** End of the year unless the documents say otherwise. */
  due: IsoDate;
  /** Name of the preset that was applied. */
  preset: string;
  /** The deciding one first, then what else should be known (disagreements, guesses, old data). */
  reasons: readonly VerdictReason[];
}

/** Whether a light means being behind. */
export function isBehind(light: Light): light is 'remind' | 'warn' | 'serious' {
  return light === 'remind' || light === 'warn' || light === 'serious';
}
