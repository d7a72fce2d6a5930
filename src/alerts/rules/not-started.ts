/** Should have begun by now and has not. */
import { point, statedCause } from './lines.ts';
import { type Rule, reasonOf, severityOf } from './rule.ts';

export const notStarted: Rule = {
  kind: 'notStarted',
  audience: 'leader',
  tellsEnd: true,
  find(facts) {
    const { verdict, words } = facts;
    if (!reasonOf(verdict, 'notStartedInTime')) return null;
    return {
      severity: severityOf(verdict, 'warn'),
      reason: 'notStartedInTime',
      lines: [point(facts, words.notStarted), ...statedCause(facts)],
    };
  },
};
