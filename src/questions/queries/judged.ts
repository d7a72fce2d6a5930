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

/** Whether a verdict meets a condition; what nothing is known of meets none but "not behind". */
export function keepsPace({ verdict }: Judged, pace: PaceCondition): boolean {
  switch (pace) {
    case 'behind':
      return isBehind(verdict.light);
    case 'notBehind':
      return !isBehind(verdict.light);
    case 'onPlan':
      return !isBehind(verdict.light) && verdict.light !== 'unknown';
    case 'belowPlan':
      return (verdict.pointsBehind ?? 0) > 0;
    default:
      return pace satisfies never;
  }
}
