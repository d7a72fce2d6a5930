/** Its due day, or that of a step which its report announces, is near and it is not done. */
import { background, verdictPoint } from './lines.ts';
import { type Rule, reasonOf } from './rule.ts';

export const dueSoon: Rule = {
  kind: 'dueSoon',
  audience: 'leader',
  tellsEnd: false,
  find(facts) {
    const near = reasonOf(facts.verdict, 'dueSoon');
    if (near === undefined || facts.verdict.overdue) return null;
    return {
      severity: 'remind',
      reason: near.code,
      lines: [verdictPoint(facts, near), ...background(facts, near)],
      detail: near.words.due ?? facts.verdict.due,
    };
  },
};
