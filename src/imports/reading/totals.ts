/** Parts against their whole: 累计215件，其中成功188件、调解中1件，26件进入立案. */
import type { Finding } from '../../domain/project.ts';
import { canonicalUnit } from '../../text/measures.ts';
import type { ReadFigure, SentenceClause } from './figures.ts';
import * as wording from './wording.ts';
import { figureWords } from './words.ts';

/** Parts that cover this much of the whole were meant to cover all of it; two parts must cover more of it. */
const NEARLY_ALL = 0.9;
const NEARLY_ALL_BY_TWO = 0.95;

/** Parts that exceed their whole, and parts that nearly make it up but leave a rest unsaid (未说明). */
export function findPartsDoubts(
  clauses: readonly SentenceClause[],
  figures: readonly ReadFigure[],
): Finding[] {
  return clauses.flatMap((clause) => {
    const own = figures.filter(({ figure }) => figure.clause === clause.ordinal && figure.unit !== '%');
    return own.flatMap((whole, at) => partsDoubt(clause, whole, own.slice(at + 1)));
  });
}

function partsDoubt(clause: SentenceClause, whole: ReadFigure, following: readonly ReadFigure[]): Finding[] {
  const [first] = following;
  if (!first || !figureWords.partsOpen.test(clause.plain.slice(whole.end, first.start))) return [];
  const parts = partsOf(whole, following);
  const sum = Number(parts.reduce((total, { figure }) => total + figure.value, 0).toPrecision(12));
  if (parts.length < 2 || sum === whole.figure.value) return [];
  const rest = whole.figure.value - sum;
  const meant = parts.length > 2 ? NEARLY_ALL : NEARLY_ALL_BY_TWO;
  if (rest > 0 && sum < whole.figure.value * meant) return [];
  const message = wording.parts(
    whole.figure,
    parts.map(({ figure }) => figure),
    Number(rest.toPrecision(12)),
  );
  return [{ kind: 'partsVersusTotal', severity: 'doubt', message, clause: clause.ordinal }];
}

/** Figures of the same unit that follow without a break and are no larger than the whole. */
function partsOf(whole: ReadFigure, following: readonly ReadFigure[]): ReadFigure[] {
  const unit = canonicalUnit(whole.figure.unit);
  const end = following.findIndex(({ figure }) => canonicalUnit(figure.unit) !== unit);
  const run = end < 0 ? following : following.slice(0, end);
  return run.filter(({ figure }) => figure.value <= whole.figure.value);
}
