/** Should have begun by now and has not. */
import { background, verdictPoint } from './lines.ts';
import { type Rule, reasonOf, severityOf } from './rule.ts';

export const notStarted: Rule = {
  kind: 'notStarted',
  audience: 'leader',
  tellsEnd: true,
  find(facts) {
    const late = reasonOf(facts.verdict, 'notStartedInTime');
    if (late === undefined) return null;
    return {
      severity: severityOf(facts.verdict, 'warn'),
      reason: late.code,
      lines: [verdictPoint(facts, late), ...background(facts, late)],
    };
  },
};
