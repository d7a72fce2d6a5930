/** Which projects a list, count or rank is about, and how that is said. */
import type { ProjectStatus } from '../../domain/project.ts';
import type { ProjectFilter, ProjectSummary } from '../../domain/records.ts';
import { findFits } from '../find/select.ts';
import type { QueryInput } from '../query.ts';
import type { RateBounds, StatusCondition } from '../question.ts';
import type { Scope } from '../scope.ts';

export interface Filtered {
  items: ProjectSummary[];
  /** For people: 区民政局负责, 完成率低于60%; '' when there is no condition. */
  condition: string;
}

const STATUSES = {
  done: ['done'],
  notDone: ['in_progress', 'not_started'],
  inProgress: ['in_progress'],
  notStarted: ['not_started'],
} as const satisfies Record<StatusCondition, readonly ProjectStatus[]>;

const STATUS_WORDS = {
  done: '已完成',
  notDone: '未完成',
  inProgress: '推进中',
  notStarted: '未启动',
} as const satisfies Record<StatusCondition, string>;

/** A word of the topic must tell at least this much to narrow a list. */
const TELLING = 0.4;
const TOPIC_COVERAGE = 0.5;

export const scopeFilter = (scope: Scope): ProjectFilter => ({
  ...(scope.regionSlugs === null ? {} : { regionSlugs: scope.regionSlugs }),
  ...(scope.years === null ? {} : { years: scope.years }),
});

export async function filterProjects(input: QueryInput, useStatus = true): Promise<Filtered> {
  const { question, state, scope, reader } = input;
  const base = question.withinList ? (state.list?.ids ?? state.projects) : [];
  const { units, officials, conditions } = question;
  const status = useStatus ? conditions.status : null;
  if (units.length > 0 && units.every(({ names }) => names.length === 0))
    return { items: [], condition: `${units.map(({ printed }) => printed).join('、')}负责` };
  const filter: ProjectFilter = {
    ...(base.length > 0 ? { ids: base } : scopeFilter(scope)),
    ...(units.length > 0 ? { units: units.flatMap(({ names }) => names) } : {}),
    ...(officials.length > 0 ? { officials } : {}),
    ...(status === null ? {} : { statuses: STATUSES[status] }),
  };
  const listed = await reader.list(filter);
  const rated =
    conditions.rate === null ? listed : listed.filter((p) => within(p.statedRate, conditions.rate!));
  return { items: await byTopic(rated, input), condition: describe(input, status) };
}

function within(rate: number | null, { above, below }: RateBounds): boolean {
  if (rate === null) return false;
  const enough = above === undefined || rate > above.value || (above.inclusive && rate === above.value);
  const low = below === undefined || rate < below.value || (below.inclusive && rate === below.value);
  return enough && low;
}

/** Keeps the projects about the question's topic, when it names one that tells something. */
async function byTopic(items: ProjectSummary[], input: QueryInput): Promise<ProjectSummary[]> {
  const concepts = topicOf(input);
  if (concepts.length === 0) return items;
  const fits = await findFits({ text: input.question.text, concepts }, input.scope, input);
  const fitting = new Set(fits.filter((fit) => fit.coverage >= TOPIC_COVERAGE).map((fit) => fit.dossier.id));
  return items.filter(({ id }) => fitting.has(id));
}

export const topicOf = ({ question }: QueryInput) =>
  question.concepts.filter((concept) => concept.weight >= TELLING);

function describe(input: QueryInput, status: StatusCondition | null): string {
  const { units, officials, conditions } = input.question;
  return [
    ...topicOf(input).map(({ printed }) => `与“${printed}”有关`),
    ...(officials.length > 0 ? [`${officials.join('、')}牵头`] : []),
    ...(units.length > 0 ? [`${units.map(({ printed }) => printed).join('、')}负责`] : []),
    ...(conditions.rate === null ? [] : [`完成率${conditions.rate.printed.replace(/^完成率/u, '')}`]),
    ...(status === null ? [] : [STATUS_WORDS[status]]),
  ].join('且');
}
