/** Its due day is near and it is not done. */
import { own, quoted, say } from '../../domain/lines.ts';
import { daysBetween, point, rateSaid } from './lines.ts';
import { type Rule, reasonOf } from './rule.ts';

export const dueSoon: Rule = {
  kind: 'dueSoon',
  audience: 'leader',
  tellsEnd: false,
  find(facts) {
    const { verdict, today, words } = facts;
    if (verdict.overdue || verdict.light === 'done' || !reasonOf(verdict, 'dueSoon')) return null;
    const { due } = verdict;
    const rate = rateSaid(facts);
    const rated = rate === null ? [] : [say('text', words.rate, { rate: rate.said }), ...rate.basis];
    const days = daysBetween(today, due);
    const text = days === 0 ? words.dueToday : words.dueSoon;
    return {
      severity: 'remind',
      reason: 'dueSoon',
      lines: [point(facts, text, { due: quoted(due), days: own(String(days)) }), ...rated],
      detail: due,
    };
  },
};
