/** Below where the plan has it by now. */
import { isBehind } from '../../domain/schedule.ts';
import { background, verdictPoint } from './lines.ts';
import type { Rule } from './rule.ts';

export const behindPlan: Rule = {
  kind: 'behindPlan',
  audience: 'leader',
  tellsEnd: true,
  find(facts) {
    const { light, reasons } = facts.verdict;
    const [deciding] = reasons;
    if (!isBehind(light) || deciding === undefined) return null;
    const lines = [verdictPoint(facts, deciding), ...background(facts, deciding)];
    return { severity: light, reason: deciding.code, lines };
  },
};
