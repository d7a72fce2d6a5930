/** Below where the plan has it by now. */
import { own, say } from '../../domain/lines.ts';
import { isBehind } from '../../domain/schedule.ts';
import { point, pointsSaid, rateSaid, statedCause } from './lines.ts';
import type { Facts, Rule } from './rule.ts';

export const behindPlan: Rule = {
  kind: 'behindPlan',
  audience: 'leader',
  tellsEnd: true,
  find(facts) {
    const { light, reasons } = facts.verdict;
    if (!isBehind(light)) return null;
    return { severity: light, reason: reasons[0]?.code ?? 'behind', lines: linesOf(facts) };
  },
};

function linesOf(facts: Facts) {
  const { verdict, words } = facts;
  const rate = rateSaid(facts);
  const { plannedRate } = verdict;
  if (rate === null || plannedRate === null || verdict.rate === null)
    return [point(facts, words.behindUnrated), ...statedCause(facts)];
  const planned = own(`${Number((plannedRate * 100).toFixed(1))}%`);
  const points = pointsSaid(verdict.rate, plannedRate);
  const first = point(facts, words.behind, { rate: rate.said, planned, points });
  const plan = verdict.decidedBy === 'curve' ? words.stated : words.why;
  return [first, ...rate.basis, say('text', plan), ...statedCause(facts)];
}
