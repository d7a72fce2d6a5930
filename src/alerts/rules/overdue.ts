/** Past its due day and not done. */
import { background, verdictPoint } from './lines.ts';
import { type Facts, type Rule, reasonOf, severityOf } from './rule.ts';

export const overdue: Rule = {
  kind: 'overdue',
  audience: 'leader',
  tellsEnd: true,
  find(facts) {
    const late = reasonOf(facts.verdict, 'pastDeadline');
    if (late === undefined || !facts.verdict.overdue || mayBeDone(facts)) return null;
    return {
      severity: severityOf(facts.verdict, 'warn'),
      reason: late.code,
      lines: [verdictPoint(facts, late), ...background(facts, late)],
    };
  },
};

const DAY_MS = 24 * 60 * 60 * 1000;

/** The newest report is of before the due day, and the one that reaches it may still come. */
function mayBeDone({ verdict: { asOf, due }, today, lastReportDays }: Facts): boolean {
  const waited = (Date.parse(today) - Date.parse(due)) / DAY_MS;
  return asOf !== null && asOf < due && waited <= lastReportDays;
}
