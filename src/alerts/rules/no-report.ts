/** Nothing was reported for longer than the list's reporting cycle. */
import { verdictPoint } from './lines.ts';
import { type Facts, type Rule, reasonOf } from './rule.ts';

export const noReport: Rule = {
  kind: 'noReport',
  audience: 'staff',
  tellsEnd: false,
  find(facts) {
    const missing = reasonOf(facts.verdict, 'oldReport', 'noReport');
    if (missing === undefined || facts.verdict.light === 'done') return null;
    if (missing.code === 'noReport' && isYoung(facts)) return null;
    return { severity: 'remind', reason: missing.code, lines: [verdictPoint(facts, missing)] };
  },
};

const DAY_MS = 24 * 60 * 60 * 1000;

/** A list of which nothing can be reported yet. */
function isYoung({ dossier, today, firstReportDays }: Facts): boolean {
  const began = Date.parse(`${dossier.year}-01-01T00:00:00Z`);
  return Date.parse(`${today}T00:00:00Z`) - began < firstReportDays * DAY_MS;
}
