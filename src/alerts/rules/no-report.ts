/** Nothing was reported for longer than the list's reporting cycle. */
import { quoted } from '../../domain/lines.ts';
import { point } from './lines.ts';
import { type Rule, reasonOf } from './rule.ts';

export const noReport: Rule = {
  kind: 'noReport',
  audience: 'staff',
  tellsEnd: false,
  find(facts) {
    const { verdict, words } = facts;
    const reason = reasonOf(verdict, 'oldReport', 'noReport');
    if (!reason || verdict.light === 'done') return null;
    const { asOf } = verdict;
    const line =
      asOf === null ? point(facts, words.noReport) : point(facts, words.oldReport, { asOf: quoted(asOf) });
    return { severity: 'remind', reason: reason.code, lines: [line] };
  },
};
