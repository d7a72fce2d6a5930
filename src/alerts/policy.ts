/** The shape of the section `alerts` of a policy: hours, ladder, burden. */
import { z } from 'zod';
import { RULE_KINDS, SEVERITIES } from '../domain/alerts.ts';

const count = z.number().int().min(1);
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'HH:MM');

/** Groups of people that a step can tell. */
const GROUPS = ['unit', 'office', 'named', 'region'] as const;

/**
 * `unit`: staff of a unit that carries the project; `office`: staff bound to no unit; `named`: leaders whom the project
 * names; `region`: leaders bound without a name.
 */
export type Circle = (typeof GROUPS)[number];

const circles = z.array(z.enum(GROUPS)).min(1);

const step = z.strictObject({
  name: z.enum(SEVERITIES),
  /** Working days without an answer before the next step. */
  waitWorkdays: count,
  tell: circles,
  /** Whom it tells of what concerns the unit first. */
  tellStaffFirst: circles,
});

const inOrder = (steps: readonly { name: (typeof SEVERITIES)[number] }[]): boolean =>
  steps.every(({ name }, index) => name === SEVERITIES[index]);

export const ALERT_POLICY = z.strictObject({
  /** When people may be told unasked, on working days. */
  hours: z.strictObject({ from: time, to: time }).refine(({ from, to }) => from < to, 'from < to'),
  ladder: z.strictObject({
    /** `sanming`: a step only after the last stayed unanswered; `severity`: never below how grave it is. */
    escalation: z.enum(['sanming', 'severity']),
    steps: z.array(step).min(1).refine(inOrder, SEVERITIES.join(' → ')),
  }),
  /** Messages of alerts to one person on one day. */
  perPersonPerDay: count,
  linesPerMessage: count,
  /** An outbreak so soon after the last is the same one. */
  flapDays: count,
  /** How many days of the year a list may be without any report. */
  firstReportDays: count,
  /** How many days after a due day the report is waited for that tells whether it was kept. */
  lastReportDays: count,
  silence: z.strictObject({ buttonDays: count, longestDays: count }),
  /** Rules that are not applied. */
  off: z.array(z.enum(RULE_KINDS)),
});

export type AlertPolicy = z.infer<typeof ALERT_POLICY>;
export type LadderStep = AlertPolicy['ladder']['steps'][number];
