/** What is claimed and what the figures say do not fit together: for the unit to look at before anybody else hears. */
import { quoted, say } from '../../domain/lines.ts';
import type { FindingKind } from '../../domain/project.ts';
import { point, quote } from './lines.ts';
import { type Facts, type Rule, reasonOf } from './rule.ts';

const CLAIMS: readonly FindingKind[] = [
  'claimVersusFigures',
  'statedVersusComputed',
  'partsVersusTotal',
  'inconsistentFigures',
];

/** Most findings that are told at once. */
const SHOWN = 3;

export const claimInDoubt: Rule = {
  kind: 'claimInDoubt',
  audience: 'staff',
  tellsEnd: false,
  find(facts) {
    const { dossier, verdict, words } = facts;
    const doubts = dossier.findings.filter(
      ({ severity, kind }) => severity === 'doubt' && CLAIMS.includes(kind),
    );
    if (doubts.length === 0 && !reasonOf(verdict, 'claimDisagrees')) return null;
    const told = doubts
      .slice(0, SHOWN)
      .flatMap(({ message, clause }) => [
        say('text', words.doubt, { doubt: quoted(message) }),
        ...clauseQuote(facts, clause),
      ]);
    return {
      severity: 'remind',
      reason: 'claimDisagrees',
      lines: [point(facts, words.claim), ...told],
      detail: String(dossier.documentId),
    };
  },
};

function clauseQuote({ dossier }: Facts, clause: number | null) {
  const found = dossier.clauses.find(({ ordinal }) => ordinal === clause);
  return found === undefined ? [] : [quote(found.text)];
}
