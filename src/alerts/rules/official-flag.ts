/** The document itself says that it lags. */
import { background, verdictPoint } from './lines.ts';
import { type Rule, reasonOf, severityOf } from './rule.ts';

export const officialFlag: Rule = {
  kind: 'officialFlag',
  audience: 'leader',
  tellsEnd: true,
  find(facts) {
    const flag = reasonOf(facts.verdict, 'flaggedLagging');
    if (flag === undefined || facts.verdict.light === 'done') return null;
    return {
      severity: severityOf(facts.verdict, 'remind'),
      reason: flag.code,
      lines: [verdictPoint(facts, flag), ...background(facts, flag)],
    };
  },
};
