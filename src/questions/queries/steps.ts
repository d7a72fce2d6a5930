/** Dated steps of a project: which are still ahead of its report, and which days have gone by since. */
import type { IsoDate, Milestone } from '../../domain/project.ts';
import type { Dossier } from '../../domain/records.ts';

/** Steps that the report does not reach; all where it reaches them all. */
export function stepsAhead({ milestones, period }: Dossier): readonly Milestone[] {
  const ahead = milestones.filter(({ due }) => due > (period?.end ?? ''));
  return ahead.length > 0 ? ahead : milestones;
}

/** The report came before the day and today is behind it: nothing tells what became of the step. */
export function hasPassed({ due }: Milestone, { period, status }: Dossier, today: IsoDate): boolean {
  return status !== 'done' && due < today && (period === null || due > period.end);
}
