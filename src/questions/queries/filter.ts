/** Which projects a list, count or rank is about, and how that is said. */
import type { ProjectStatus } from '../../domain/project.ts';
import type { ProjectFilter, ProjectSummary } from '../../domain/records.ts';
import { type Fit, hold } from '../find/fit.ts';
import { prepare } from '../find/prepared.ts';
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
/** How far a title or goal must hold one of the topic's words. */
const HELD = 0.55;
/** An unknown word of this weight is a noun that no document has. */
const UNKNOWN_NOUN = 0.9;

/** The same question without a topic: the list as a whole is meant. */
export function withoutTopic(input: QueryInput): QueryInput {
  return { ...input, question: { ...input.question, concepts: [] } };
}

export const scopeFilter = (scope: Scope): ProjectFilter => ({
  ...(scope.regionSlugs === null ? {} : { regionSlugs: scope.regionSlugs }),
  ...(scope.years === null ? {} : { years: scope.years }),
});

export async function filterProjects(input: QueryInput, useStatus = true): Promise<Filtered> {
  const { question, state, scope, reader } = input;
  const base = isWithinList(input) ? (state.list?.ids ?? state.projects) : [];
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
  const all = await reader.list(filter);
  const { positions } = conditions;
  const listed = positions.length > 0 ? all.filter(({ position }) => positions.includes(position)) : all;
  const rated =
    conditions.rate === null ? listed : listed.filter((p) => within(p.statedRate, conditions.rate!));
  const over = EXCEEDED.test(question.text) ? await exceeding(rated, input) : rated;
  return { items: await byTopic(over, input), condition: describe(input, status) };
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

/** 其中…, or a condition by itself right after a list: 最慢的是哪个, 平均多少. */
export function isWithinList({ question, state }: QueryInput): boolean {
  if (question.withinList) return true;
  const { scope, units, officials } = question;
  const bounds = question.conditions.rate !== null || question.conditions.status !== null;
  if (state.list?.bounded && bounds) return false;
  const ownScope = scope.regionSlugs !== null || scope.everywhere || scope.years !== null;
  return (
    state.list !== null &&
    state.list.ids.length > 1 &&
    !ownScope &&
    units.length + officials.length === 0 &&
    topicOf({ question }).length === 0
  );
}

/** Keeps the projects about the question's topic, when it names one: any of its matters in the title or the goal. */
async function byTopic(items: ProjectSummary[], input: QueryInput): Promise<ProjectSummary[]> {
  const concepts = topicOf(input);
  if (concepts.length === 0) return items;
  const fits = await findFits({ text: input.question.text, concepts }, input.scope, input);
  const about = ({ dossier }: Fit) => {
    const { name, goal } = prepare(dossier);
    return concepts.some((concept) => Math.max(hold(name, concept), hold(goal, concept)) >= HELD);
  };
  const fitting = new Set(fits.filter(about).map((fit) => fit.dossier.id));
  return items.filter(({ id }) => fitting.has(id));
}

/** Topic words of a list: known ones; an unknown noun only where nothing else says which projects are meant. */
export function topicOf({ question }: Pick<QueryInput, 'question'>) {
  const { units, officials, conditions } = question;
  const other = units.length + officials.length + conditions.positions.length > 0;
  const bounded =
    other || conditions.rate !== null || conditions.status !== null || conditions.order !== null;
  return question.concepts.filter(
    ({ weight, known, topic }) =>
      weight >= TELLING && (known || (!bounded && (topic || weight >= UNKNOWN_NOUN))),
  );
}

function describe(input: QueryInput, status: StatusCondition | null): string {
  const { units, officials, conditions } = input.question;
  return [
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
