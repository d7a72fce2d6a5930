/** Past its due day and not done. */
import { own, quoted, say } from '../../domain/lines.ts';
import { daysBetween, point, rateSaid, statedCause } from './lines.ts';
import { type Rule, severityOf } from './rule.ts';

export const overdue: Rule = {
  kind: 'overdue',
  audience: 'leader',
  tellsEnd: true,
  find(facts) {
    const { verdict, today, words } = facts;
    if (!verdict.overdue) return null;
    const rate = rateSaid(facts);
    const rated = rate === null ? [] : [say('text', words.rate, { rate: rate.said }), ...rate.basis];
    const days = own(String(daysBetween(verdict.due, today)));
    return {
      severity: severityOf(verdict, 'warn'),
      reason: 'pastDeadline',
      lines: [
        point(facts, words.overdue, { due: quoted(verdict.due), days }),
        ...rated,
        ...statedCause(facts),
      ],
    };
  },
};
