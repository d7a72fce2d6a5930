/** What is claimed and what the figures say do not fit together: for the unit to look at before anybody else hears. */
import { quoted, say } from '../../domain/lines.ts';
import type { Finding, FindingKind } from '../../domain/project.ts';
import { point, quote, verdictPoint } from './lines.ts';
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
    const claim = reasonOf(verdict, 'claimDisagrees');
    if (doubts.length === 0 && claim === undefined) return null;
    const first = claim === undefined ? point(facts, words.claim) : verdictPoint(facts, claim);
    return {
      severity: 'remind',
      reason: claim?.code ?? 'doubt',
      lines: [first, ...doubts.slice(0, SHOWN).flatMap((doubt) => doubtLines(facts, doubt))],
      detail: String(dossier.documentId),
    };
  },
};

function doubtLines({ dossier, words }: Facts, { message, clause }: Finding) {
  const found = dossier.clauses.find(({ ordinal }) => ordinal === clause);
  return [
    say('text', words.doubt, { doubt: quoted(message) }),
    ...(found === undefined ? [] : [quote(found.text)]),
  ];
}
