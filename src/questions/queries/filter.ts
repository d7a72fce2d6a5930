/** Which projects a list, count or rank is about, and how that is said. */
import type { ProjectStatus } from '../../domain/project.ts';
import type { ProjectFilter, ProjectSummary } from '../../domain/records.ts';
import { type Fit, hold } from '../find/fit.ts';
import { prepare } from '../find/prepared.ts';
import { findFits } from '../find/select.ts';
import type { QueryInput } from '../query.ts';
import type { RateBounds, StatusCondition } from '../question.ts';
import type { Scope } from '../scope.ts';
import { withoutExcepted } from './except.ts';
import { readLists } from './read-lists.ts';
import { listMeant, topicOf } from './topic.ts';

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

/** How far a title or goal must hold one of the topic's words. */
const HELD = 0.55;
/** The same question without a topic: the list as a whole is meant. */
export function withoutTopic(input: QueryInput): QueryInput {
  return { ...input, question: { ...input.question, concepts: [] } };
}

export const scopeFilter = (scope: Scope): ProjectFilter => ({
  ...(scope.regionSlugs === null ? {} : { regionSlugs: scope.regionSlugs }),
  ...(scope.years === null ? {} : { years: scope.years }),
});

export async function filterProjects(input: QueryInput, useStatus = true): Promise<Filtered> {
  const { question, scope } = input;
  const base = listMeant(input) ?? [];
  const { units, officials, conditions } = question;
  const status = useStatus ? conditions.status : null;
  if (units.length > 0 && units.every(({ names }) => names.length === 0))
    return { items: [], condition: `${units.map(({ printed }) => printed).join('、')}负责` };
  const about = await aboutTopic(input);
  const ids = base.length > 0 ? (about === null ? base : base.filter((id) => about.has(id))) : about;
  const filter: ProjectFilter = {
    ...(base.length > 0 ? {} : scopeFilter(scope)),
    ...(ids === null ? {} : { ids: [...ids] }),
    ...(units.length > 0 ? { units: units.flatMap(({ names }) => names) } : {}),
    ...(officials.length > 0 ? { officials } : {}),
    ...(status === null ? {} : { statuses: STATUSES[status] }),
  };
  const fits = async (items: ProjectSummary[]) => {
    const { positions, rate } = conditions;
    const listed = positions.length > 0 ? items.filter((p) => positions.includes(p.position)) : items;
    const rated = rate === null ? listed : listed.filter((p) => within(p.statedRate, rate));
    return EXCEEDED.test(question.text) ? exceeding(rated, input) : rated;
  };
  return {
    items: await withoutExcepted(await readLists(filter, input, fits), input),
    condition: describe(input, status),
  };
}

const EXCEEDED = /超额/u;

/** 超额完成的: a target and what was done against it are both stored, and more was done. */
async function exceeding(
  items: readonly ProjectSummary[],
  { reader }: QueryInput,
): Promise<ProjectSummary[]> {
  const dossiers = await reader.dossiers(items.map(({ id }) => id));
  const over = dossiers.filter(({ pairs }) =>
    pairs.some(({ ratio, statedRatio }) => (statedRatio ?? ratio ?? 0) > 1),
  );
  return over;
}

function within(rate: number | null, { above, below }: RateBounds): boolean {
  if (rate === null) return false;
  const enough = above === undefined || rate > above.value || (above.inclusive && rate === above.value);
  const low = below === undefined || rate < below.value || (below.inclusive && rate === below.value);
  return enough && low;
}

/** The projects about the question's topic: any of its matters in the title or the goal; null when it names none. */
async function aboutTopic(input: QueryInput): Promise<ReadonlySet<string> | null> {
  const concepts = topicOf(input);
  if (concepts.length === 0) return null;
  const fits = await findFits({ text: input.question.text, concepts }, input.scope, input);
  const about = ({ dossier }: Fit) => {
    const { name, goal } = prepare(dossier);
    return concepts.some((concept) => Math.max(hold(name, concept), hold(goal, concept)) >= HELD);
  };
  return new Set(fits.filter(about).map((fit) => fit.dossier.id));
}

function describe(input: QueryInput, status: StatusCondition | null): string {
  const { units, officials, conditions } = input.question;
  const { except } = input.question;
  return [
    ...(except === null || except.length === 0
      ? []
      : [`除“${except.map(({ printed }) => printed).join('')}”外`]),
    ...topicNames(input).map((printed) => `与“${printed}”有关`),
    ...(officials.length > 0 ? [`${officials.join('、')}牵头`] : []),
    ...(units.length > 0 ? [`${units.map(({ printed }) => printed).join('、')}负责`] : []),
    ...(conditions.rate === null ? [] : [`完成率${conditions.rate.printed.replace(/^完成率/u, '')}`]),
    ...(EXCEEDED.test(input.question.text) ? ['有指标超额'] : status === null ? [] : [STATUS_WORDS[status]]),
  ].join('且');
}

/** Each matter once: 停车位 is not said again as 停车. */
function topicNames(input: QueryInput): string[] {
  const names = [...new Set(topicOf(input).map(({ printed }) => printed))];
  return names.filter((name) => !names.some((other) => other !== name && other.includes(name)));
}
