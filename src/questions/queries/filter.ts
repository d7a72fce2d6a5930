/** Which projects a list, count or rank is about, and how that is said. */
import type { ProjectStatus } from '../../domain/project.ts';
import type { Dossier, ProjectFilter, ProjectSummary } from '../../domain/records.ts';
import { hold } from '../find/fit.ts';
import { prepare } from '../find/prepared.ts';
import { findFits } from '../find/select.ts';
import type { QueryInput } from '../query.ts';
import type { Concept, Field, PaceCondition, RateBounds, StatusCondition } from '../question.ts';
import type { Scope } from '../scope.ts';
import { withoutExcepted } from './except.ts';
import { judge, keepPace, MOST_JUDGED } from './judged.ts';
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

const PACE_WORDS = {
  behind: '滞后',
  notBehind: '没有滞后',
  onPlan: '达到进度要求',
  ahead: '快于时间进度',
  belowPlan: '低于时间进度',
} as const satisfies Record<PaceCondition, string>;

const STATUS_WORDS = {
  done: '已完成',
  notDone: '未完成',
  inProgress: '推进中',
  notStarted: '未启动',
} as const satisfies Record<StatusCondition, string>;

const FIELD_WORDS = {
  rate: '完成率',
  officials: '领导或负责人',
  units: '责任单位',
  progress: '进展',
  issues: '问题或原因',
  target: '有数的目标',
  date: '时间节点',
} as const satisfies Record<Field, string>;

/** How far a title or goal must hold one of the topic's words. */
const HELD = 0.55;
/** A scope this narrow is read as a whole. */
const FEW_REGIONS = 2;
const MOST_READ = 200;

/** The same question without a topic: the list as a whole is meant. */
export function withoutTopic(input: QueryInput): QueryInput {
  return { ...input, question: { ...input.question, concepts: [] } };
}

export const scopeFilter = (scope: Scope): ProjectFilter => ({
  ...(scope.regionSlugs === null ? {} : { regionSlugs: scope.regionSlugs }),
  ...(scope.years === null ? {} : { years: scope.years }),
});

/** Conditions that a query looks after by itself. */
export interface FilterOptions {
  status?: boolean;
  pace?: boolean;
}

/** The projects that meet every condition of the question, within the list just shown where that is meant. */
export async function filterProjects(
  input: QueryInput,
  { status: useStatus = true, pace: usePace = true }: FilterOptions = {},
): Promise<Filtered> {
  const { question, scope } = input;
  const base = listMeant(input) ?? [];
  const { units, officials, conditions } = question;
  const status = useStatus ? conditions.status : null;
  const pace = usePace ? conditions.pace : null;
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
  const fits = async (all: ProjectSummary[]) => {
    const listed = all.filter((item) => isAmong(item, question));
    const over = conditions.exceeded ? await exceeding(listed, input) : listed;
    const blank = conditions.missing === null ? over : await leftBlank(over, conditions.missing, input);
    return byPace(blank, pace, input);
  };
  const items = await withoutExcepted(await readLists(filter, input, fits), input);
  return { items, condition: describe({ status, pace, items }, input) };
}

/** Conditions that a summary shows by itself. */
function isAmong(item: ProjectSummary, { units, conditions }: QueryInput['question']): boolean {
  const { positions, rate, together } = conditions;
  const shares = ({ names }: { names: readonly string[] }) =>
    item.units.some(({ name }) => names.includes(name));
  return (
    (positions.length === 0 || positions.includes(item.position)) &&
    (rate === null || within(item.statedRate, rate)) &&
    (!together || units.every(shares))
  );
}

async function byPace(
  items: ProjectSummary[],
  pace: PaceCondition | null,
  input: QueryInput,
): Promise<ProjectSummary[]> {
  if (pace === null || items.length > MOST_JUDGED) return items;
  const judged = await judge(items, input);
  return keepPace(judged, pace, input.cues).map(({ project }) => project);
}

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

/** 没写完成率的: the document says nothing of it, or nothing that could be read. */
async function leftBlank(
  items: readonly ProjectSummary[],
  field: Field,
  { reader }: QueryInput,
): Promise<ProjectSummary[]> {
  const dossiers = await reader.dossiers(items.map(({ id }) => id));
  return dossiers.filter((project) => IS_BLANK[field](project));
}

const IS_BLANK = {
  rate: ({ statedRate }) => statedRate === null,
  officials: ({ officials }) => officials.length === 0,
  units: ({ units }) => units.length === 0,
  progress: ({ note }) => note === '',
  issues: ({ reason }) => reason === '',
  target: ({ figures }) => !figures.some(({ kind }) => kind === 'target'),
  date: ({ milestones }) => milestones.length === 0,
} as const satisfies Record<Field, (project: Dossier) => boolean>;

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
  const about = (dossier: Dossier) => {
    const { name, goal } = prepare(dossier);
    return concepts.some((concept) => Math.max(hold(name, concept), hold(goal, concept)) >= HELD);
  };
  const dossiers = await candidates(input, concepts);
  return new Set(dossiers.filter(about).map(({ id }) => id));
}

/** Every project of a narrow scope; of a wide one those that a search finds. */
async function candidates(input: QueryInput, concepts: readonly Concept[]): Promise<Dossier[]> {
  const { scope, reader, question } = input;
  if (scope.regionSlugs !== null && scope.regionSlugs.length <= FEW_REGIONS) {
    const listed = await reader.list(scopeFilter(scope));
    return reader.dossiers(listed.slice(0, MOST_READ).map(({ id }) => id));
  }
  const fits = await findFits({ text: question.text, concepts }, scope, input);
  return fits.map(({ dossier }) => dossier);
}

interface Met {
  status: StatusCondition | null;
  pace: PaceCondition | null;
  items: readonly ProjectSummary[];
}

function describe({ status, pace, items }: Met, input: QueryInput): string {
  const { units, officials, conditions, except } = input.question;
  const { rate, positions } = conditions;
  return [
    ...(except === null || except.length === 0
      ? []
      : [`除“${longestOf(except.map(({ printed }) => printed)).join('、')}”外`]),
    ...topicNames(input).map((printed) => `与“${printed}”有关`),
    ...(officials.length > 0 ? [`${officials.join('、')}${partOf(officials, items, input)}`] : []),
    ...(units.length > 0
      ? [`${units.map(({ printed }) => printed).join('、')}${conditions.together ? '共同' : ''}负责`]
      : []),
    ...(positions.length > 0 ? [`第${positions.join('、')}项`] : []),
    ...(conditions.missing === null ? [] : [`未写明${FIELD_WORDS[conditions.missing]}`]),
    ...(rate === null ? [] : [`完成率${rate.printed.replace(/^完成率/u, '')}`]),
    ...(conditions.exceeded ? ['有指标超额'] : status === null ? [] : [STATUS_WORDS[status]]),
    ...(pace === null ? [] : [PACE_WORDS[pace]]),
  ].join('且');
}

/** The sheet's own word for what officials do: 分管 of 分管领导. */
function partOf(
  officials: readonly string[],
  items: readonly ProjectSummary[],
  { cues }: QueryInput,
): string {
  const links = items.flatMap((item) => item.officials.filter(({ name }) => officials.includes(name)));
  const parts = new Set(links.map(({ word }) => cues.part_word.exec(word)?.[0]));
  const [only] = parts;
  return parts.size === 1 && only !== undefined ? only : '负责';
}

/** Each matter once: 停车位 is not said again as 停车. */
const topicNames = (input: QueryInput): string[] => longestOf(topicOf(input).map(({ printed }) => printed));

function longestOf(printed: readonly string[]): string[] {
  const names = [...new Set(printed)];
  return names.filter((name) => !names.some((other) => other !== name && other.includes(name)));
}

/** What a query looks at: the question with or without its topic, and the projects that meet it. */
export interface Pool extends Filtered {
  input: QueryInput;
}

/** The projects of the topic, or all that meet the other conditions where none is about it. */
export async function poolOf(asked: QueryInput, options: FilterOptions = {}): Promise<Pool> {
  const topical = topicOf(asked).length > 0 ? await filterProjects(asked, options) : null;
  if (topical !== null && topical.items.length > 0) return { ...topical, input: asked };
  const input = withoutTopic(asked);
  return { ...(await filterProjects(input, options)), input };
}
