/** The document itself says that it lags. */
import { say } from '../../domain/lines.ts';
import { point, rateSaid, statedCause } from './lines.ts';
import { type Rule, severityOf } from './rule.ts';

export const officialFlag: Rule = {
  kind: 'officialFlag',
  audience: 'leader',
  tellsEnd: true,
  find(facts) {
    const { dossier, verdict, words } = facts;
    if (dossier.lagging !== true || verdict.light === 'done') return null;
    const rate = rateSaid(facts);
    const rated = rate === null ? [] : [say('text', words.rate, { rate: rate.said }), ...rate.basis];
    return {
      severity: severityOf(verdict, 'remind'),
      reason: 'flaggedLagging',
      lines: [point(facts, words.flagged), ...rated, ...statedCause(facts)],
    };
  },
};
