/** What falls due over a whole list: 年底前要完成的有哪些, 有硬期限的, 最晚完成的. */
import type { Block } from '../../domain/answer.ts';
import type { IsoDate, Milestone } from '../../domain/project.ts';
import type { Dossier, ProjectSummary } from '../../domain/records.ts';
import { answerOf, computed, itemBlock, say, source } from '../compose.ts';
import type { Outcome, QueryInput, WideQuery } from '../query.ts';
import type { DueCondition } from '../question.ts';
import { clarifyLists, listsOf, needsList } from './clarify.ts';
import { poolOf } from './filter.ts';
import { detailed, extraOf, scopeEvidence, sourcesOf } from './lists.ts';
import { overdue } from './overdue.ts';

const MOST = 10;

interface Step {
  project: Dossier;
  step: Milestone;
}

const ANY: DueCondition = {
  from: null,
  to: null,
  label: '',
  pick: 'all',
  ahead: false,
  overdue: false,
  beyond: false,
};

export const due: WideQuery = {
  about: 'many',
  uses: ['rate', 'status', 'pace', 'positions', 'due', 'units', 'officials', 'topic'],
  async run(asked) {
    const { input, items } = await poolOf(asked);
    if (needsList(items, input)) return clarifyLists(items, input);
    if (dueOf(input).overdue) return overdue(items, input);
    const dossiers = await input.reader.dossiers(items.map(({ id }) => id));
    const steps = picked(stepsWithin(dossiers, input), input);
    return steps.length === 0 ? nothing(items, input) : dueOutcome(steps, items, input);
  },
};

const dueOf = ({ question }: QueryInput): DueCondition =>
  question.conditions.due ?? spanned(question.scope.span);

const spanned = (span: { from: IsoDate; to: IsoDate; label: string } | null): DueCondition =>
  span === null ? ANY : { ...ANY, ...span };

/** Steps in the span by their day; those that a report has already told of only when it is a time gone by. */
function stepsWithin(dossiers: readonly Dossier[], input: QueryInput): Step[] {
  const { from, to, ahead, beyond } = dueOf(input);
  const lists = new Set(dossiers.map(({ year }) => year));
  const [year] = lists.size === 1 ? lists : [];
  const move = movedTo(year, { from, to });
  const first = ahead && (move.from ?? '') < input.today ? input.today : move.from;
  const fits = ({ due: day }: Milestone, reported: IsoDate | null) =>
    (first === null || day >= first) &&
    (move.to === null || day <= move.to) &&
    (reported === null || day > reported || (move.to !== null && move.to <= reported));
  const fitsIn = (project: Dossier, step: Milestone) =>
    beyond ? step.due > `${project.year}-12-31` : fits(step, project.period?.end ?? null);
  return dossiers
    .flatMap((project) =>
      project.milestones.filter((step) => fitsIn(project, step)).map((step) => ({ project, step })),
    )
    .sort((a, b) => (a.step.due < b.step.due ? -1 : a.step.due > b.step.due ? 1 : 0));
}

/** 5月底前, asked when the list is of another year: that year's month is meant. */
function movedTo(year: number | undefined, { from, to }: Pick<DueCondition, 'from' | 'to'>) {
  const own = (day: IsoDate | null) => day?.slice(0, 4);
  if (year === undefined || own(to) === String(year) || own(to) === String(year + 1)) return { from, to };
  const moved = (day: IsoDate | null) => (day === null ? null : `${year}${day.slice(4)}`);
  return { from: moved(from), to: moved(to) };
}

/** Only the next or only the last, with all of its day. */
function picked(steps: readonly Step[], input: QueryInput): Step[] {
  const { pick } = dueOf(input);
  if (pick === 'all') return [...steps];
  const coming = pick === 'nearest' ? steps.filter(({ step }) => step.due >= input.today) : steps;
  const edge = pick === 'nearest' ? (coming[0] ?? steps[0]) : steps.at(-1);
  return edge === undefined ? [] : steps.filter(({ step }) => step.due === edge.step.due);
}

function nothing(items: readonly ProjectSummary[], input: QueryInput): Outcome {
  const { label } = dueOf(input);
  const { reply } = input.intents.get('due')!;
  const line =
    label === ''
      ? say('text', reply.none!, {})
      : say('text', reply.nothing!, { period: label }, source(label));
  return { answer: answerOf('answer', { blocks: [line], sources: sourcesOf(items, input) }) };
}

async function dueOutcome(
  steps: readonly Step[],
  items: readonly ProjectSummary[],
  input: QueryInput,
): Promise<Outcome> {
  const projects = [...new Map(steps.map(({ project }) => [project.id, project])).values()];
  const ids = projects.map(({ id }) => id);
  const wide = listsOf(items).length > 1;
  const lines = await detailed(
    projects.slice(0, MOST),
    (item, index) => lineOf(item, index, { steps, wide }),
    withoutDates(input),
  );
  return {
    answer: answerOf(ids.length > 1 ? 'list' : 'answer', {
      projects: ids,
      blocks: [headOf(ids.length, items, input), ...lines],
      sources: sourcesOf(projects, input),
    }),
    remember: { list: { ids, shown: ids.length } },
  };
}

/** Its days are in every line already, how it stands is no matter here. */
function withoutDates(input: QueryInput): QueryInput {
  const { conditions } = input.question;
  const asks = conditions.asks.filter((ask) => ask !== 'date' && ask !== 'state');
  return { ...input, question: { ...input.question, conditions: { ...conditions, asks } } };
}

function headOf(count: number, items: readonly ProjectSummary[], input: QueryInput): Block {
  const { label, pick, beyond } = dueOf(input);
  const { reply } = input.intents.get('due')!;
  const plain = beyond ? reply.beyond! : label === '' ? reply.dated! : reply.head!;
  const evidence = scopeEvidence(items, { items: [], condition: '' });
  return say(
    'head',
    pick === 'all' ? plain : reply[pick]!,
    { period: label, count, year: items[0]?.year ?? '' },
    evidence,
    source(label),
    computed(`count = ${count}`),
  );
}

/** 2. 名称（第6项）10月底 全部完工 */
function lineOf(
  item: ProjectSummary,
  index: number,
  { steps, wide }: { steps: readonly Step[]; wide: boolean },
): Block {
  const own = steps.filter(({ project }) => project.id === item.id);
  const told = own.map(({ step }) => `${step.printed} ${step.what}`).join('；');
  const line = itemBlock(item, index, `${extraOf({ ...item, statedRate: null }, wide)}${told}`);
  return { ...line, evidence: [...line.evidence, source(told)] };
}
