/** Past its due day and not done. */
import { background, verdictPoint } from './lines.ts';
import { type Rule, reasonOf, severityOf } from './rule.ts';

export const overdue: Rule = {
  kind: 'overdue',
  audience: 'leader',
  tellsEnd: true,
  find(facts) {
    const late = reasonOf(facts.verdict, 'pastDeadline');
    if (late === undefined || !facts.verdict.overdue) return null;
    return {
      severity: severityOf(facts.verdict, 'warn'),
      reason: late.code,
      lines: [verdictPoint(facts, late), ...background(facts, late)],
    };
  },
};
