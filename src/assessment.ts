/** Verdicts on stored projects: the store's dossiers, the policy, one engine. */
import type { Role } from './domain/access.ts';
import type { IsoDate } from './domain/project.ts';
import type { Dossier } from './domain/records.ts';
import type { Verdict } from './domain/schedule.ts';
import { assess } from './schedule/assess.ts';
import type { SchedulePolicy } from './schedule/policy.ts';
import { tellableTo } from './schedule/tellable.ts';
import { LIGHT_LABELS, verdictLine } from './schedule/wording.ts';
import type { Store } from './store/store.ts';

/** Which projects, for whom, seen from which day. */
export interface AssessRequest {
  role: Role;
  today: IsoDate;
  /** Slug; absent for all regions. */
  region?: string;
}

/** A project with its verdict, in words as well. */
export interface Assessment {
  project: Dossier;
  verdict: Verdict;
  label: string;
  /** One Chinese line. */
  line: string;
}

/** In the order of the lists. */
export async function assessAll(
  store: Pick<Store, 'readerFor'>,
  policy: SchedulePolicy,
  { role, today, region }: AssessRequest,
): Promise<Assessment[]> {
  const reader = store.readerFor(role);
  const items = await reader.list(region === undefined ? {} : { regionSlugs: [region] });
  const projects = await reader.dossiers(items.map(({ id }) => id));
  return projects.map((project) => {
    const verdict = tellableTo(assess(project, { today, policy }), role);
    return { project, verdict, label: LIGHT_LABELS[verdict.light], line: verdictLine(verdict).text };
  });
}
