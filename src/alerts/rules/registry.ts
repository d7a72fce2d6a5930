/** Every rule, gravest kind first, and which stands for which. */
import type { RuleKind } from '../../domain/alerts.ts';
import { behindPlan } from './behind-plan.ts';
import { claimInDoubt } from './claim-in-doubt.ts';
import { dueSoon } from './due-soon.ts';
import { noReport } from './no-report.ts';
import { notStarted } from './not-started.ts';
import { officialFlag } from './official-flag.ts';
import { overdue } from './overdue.ts';
import { progressBackwards } from './progress-backwards.ts';
import type { Rule } from './rule.ts';

/** By kind, in the order in which equals are told. */
export const RULES = {
  overdue,
  officialFlag,
  behindPlan,
  notStarted,
  dueSoon,
  noReport,
  progressBackwards,
  claimInDoubt,
} as const satisfies Record<RuleKind, Rule>;

/** A kind → the kinds that it stands for while both hold. Doubts stand for nothing. */
export const INHIBITS: Readonly<Partial<Record<RuleKind, readonly RuleKind[]>>> = {
  overdue: ['behindPlan', 'notStarted'],
  officialFlag: ['behindPlan'],
  notStarted: ['behindPlan'],
};
