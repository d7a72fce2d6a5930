/** How projects stand against their plans, by the same verdicts as everywhere. */
import type { Dossier, ProjectSummary } from '../../domain/records.ts';
import { isBehind, type Verdict } from '../../domain/schedule.ts';
import { assess } from '../../schedule/assess.ts';
import type { Cues } from '../cues.ts';
import type { QueryInput } from '../query.ts';
import type { PaceCondition } from '../question.ts';

export interface Judged {
  project: Dossier;
  verdict: Verdict;
}

/** A pace that is asked for by what it is, not by what it is not. */
export type Side = Exclude<PaceCondition, 'notBehind'>;

/** Projects that stand as asked, apart by who says so. */
export interface Division {
  /** In their document's own word, which decides wherever there is one. */
  official: Judged[];
  /** By their rate against the plan, where the document has no word for it. */
  reckoned: Judged[];
  /** Done and without a word of its pace. */
  finished: Judged[];
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

/** The one place that decides who stands as asked, and by whose word. */
export function divide(judged: readonly Judged[], side: Side, cues: Cues): Division {
  const says = (one: Judged) => isTold(one, side, cues);
  const namesAhead = judged.some((one) => isTold(one, 'ahead', cues));
  const hasWord = ({ project }: Judged) =>
    project.lagging !== null && (side !== 'ahead' || project.lagging || namesAhead);
  const [rest, told] = [judged.filter((one) => !hasWord(one)), judged.filter(hasWord)];
  return {
    official: told.filter(says),
    reckoned: rest.filter((one) => isReckoned(one, side)),
    finished: rest.filter(({ verdict }) => verdict.light === 'done'),
  };
}

/** The document itself says so; what is done or left aside is never behind. */
function isTold({ project, verdict }: Judged, side: Side, cues: Cues): boolean {
  if (project.lagging === null || verdict.light === 'unknown') return false;
  switch (side) {
    case 'behind':
    case 'belowPlan':
      return project.lagging && isBehind(verdict.light);
    case 'onPlan':
      return !project.lagging;
    case 'ahead':
      return !project.lagging && cues.told_ahead.test(project.statusWord ?? '');
    default:
      return side satisfies never;
  }
}

/** Its rate against the plan says so. */
function isReckoned({ verdict: { light, pointsBehind } }: Judged, side: Side): boolean {
  if (light === 'done' || light === 'unknown') return false;
  switch (side) {
    case 'behind':
      return isBehind(light);
    case 'belowPlan':
      return (pointsBehind ?? 0) > 0;
    case 'onPlan':
      return !isBehind(light);
    case 'ahead':
      return !isBehind(light) && (pointsBehind ?? 0) < 0;
    default:
      return side satisfies never;
  }
}

/** Those by the documents' own word; where none has one for it, those by their rate. */
export const chosen = ({ official, reckoned }: Division): Judged[] =>
  official.length > 0 ? official : reckoned;

/** Those that meet a condition; what nothing is known of meets none but "not behind". */
export function keepPace(judged: readonly Judged[], pace: PaceCondition, cues: Cues): Judged[] {
  if (pace === 'notBehind') {
    const behind = new Set(chosen(divide(judged, 'behind', cues)));
    return judged.filter((one) => !behind.has(one));
  }
  const division = divide(judged, pace, cues);
  const kept = new Set([
    ...chosen(division),
    ...(pace === 'onPlan' || pace === 'ahead' ? division.finished : []),
  ]);
  return judged.filter((one) => kept.has(one));
}
