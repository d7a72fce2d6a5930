/** How projects stand against their plans, by the same verdicts as everywhere. */
import type { Dossier, ProjectSummary } from '../../domain/records.ts';
import { isBehind, type Verdict } from '../../domain/schedule.ts';
import { assess } from '../../schedule/assess.ts';
import type { QueryInput } from '../query.ts';
import type { PaceCondition } from '../question.ts';

export interface Judged {
  project: Dossier;
  verdict: Verdict;
}

/** More projects than this are not judged for one answer: it asks which list is meant. */
export const MOST_JUDGED = 2000;

/** Verdicts in the order of the items. */
export async function judge(
  items: readonly ProjectSummary[],
  { reader, today, policy }: QueryInput,
): Promise<Judged[]> {
  const dossiers = await reader.dossiers(items.map(({ id }) => id));
  return dossiers.map((project) => ({ project, verdict: assess(project, { today, policy }) }));
}

/**
 * Those that meet a condition; what nothing is known of meets none but "not behind". Where a document flags what is
 * behind, its flags alone divide its projects.
 */
export function keepPace(judged: readonly Judged[], pace: PaceCondition): Judged[] {
  const flagged = judged.some(isFlagged);
  const behind = (one: Judged) => (flagged ? isFlagged(one) : isBehind(one.verdict.light));
  return judged.filter((one) => {
    const { light, pointsBehind } = one.verdict;
    switch (pace) {
      case 'behind':
        return behind(one);
      case 'notBehind':
        return !behind(one);
      case 'onPlan':
        return !behind(one) && light !== 'unknown' && (!isBehind(light) || one.project.lagging === false);
      case 'belowPlan':
        return (pointsBehind ?? 0) > 0;
      default:
        return pace satisfies never;
    }
  });
}

/** The document itself says that it is behind. */
export const isFlagged = ({ project, verdict }: Judged): boolean =>
  project.lagging === true && isBehind(verdict.light);
