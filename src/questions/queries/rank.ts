/** First and last: by stated rate, by share of plan, by how many projects a unit has, or inside one project. */
import type { Block } from '../../domain/answer.ts';
import type { Dossier, ProjectSummary } from '../../domain/records.ts';
import {
  answerOf,
  block,
  clauseText,
  computed,
  figureLabel,
  headBlock,
  itemBlock,
  percent,
  quoteBlock,
  say,
  source,
  sourceRef,
} from '../compose.ts';
import { findFits } from '../find/select.ts';
import type { Outcome, QueryInput, WideQuery } from '../query.ts';
import { clarifyLists, needsList } from './clarify.ts';
import { filterProjects, withoutTopic } from './filter.ts';
import { describeScope, extraOf, listOutcome, scopeEvidence, sourcesOf } from './lists.ts';
import { topicOf } from './topic.ts';

const SHARE_OF_PLAN = /占.{0,4}计划|超额|占比/u;
const UNITS_ASKED = /部门|单位|哪个局|哪家局|机构/u;
const OFFICIALS_ASKED = /谁|领导|区长|市长|县长/u;
const MOST_WORDS = { lowest: '最少', highest: '最多' } as const;
const ORDER_WORDS = { lowest: '最低', highest: '最高' } as const;
/** A project is meant itself when its name holds this much of the question. */
const NAMED = 0.55;

export const rank: WideQuery = {
  about: 'many',
  async run(input) {
    const { items } = await filterProjects(withoutTopic(input));
    const named = await namedProject(input);
    if (named !== null) return rankInside(named, input);
    const { items: topical } = topicOf(input).length > 0 ? await filterProjects(input) : { items };
    const pool = topical.length > 0 ? topical : items;
    if (needsList(pool, topical.length > 0 ? input : withoutTopic(input))) return clarifyLists(pool, input);
    const bearers = bearersAsked(input);
    if (bearers !== null) return rankBearers(pool, bearers, input);
    return SHARE_OF_PLAN.test(input.question.text) ? rankShares(pool, input) : rankRates(pool, input);
  },
};

/** 哪个部门负责的最多, 谁分管的最多 */
function bearersAsked({ question }: QueryInput): 'units' | 'officials' | null {
  if (UNITS_ASKED.test(question.text) && question.units.length === 0) return 'units';
  return OFFICIALS_ASKED.test(question.text) && question.officials.length === 0 ? 'officials' : null;
}

/** The one project whose parts are compared: named in the question, or spoken of and pointed back to. */
async function namedProject(input: QueryInput): Promise<Dossier | null> {
  const concepts = topicOf(input);
  if (concepts.length === 0) return null;
  const [best, second] = await findFits({ text: input.question.text, concepts }, input.scope, input);
  if (best === undefined || best.inName < NAMED) return null;
  return second !== undefined && second.inName >= best.inName * 0.9 ? null : best.dossier;
}

/** 各项工程里最慢的: percentages of one project's note against each other. */
function rankInside(project: Dossier, input: QueryInput): Outcome {
  const shares = project.figures.filter(({ kind, unit }) => kind === 'actual' && unit === '%');
  const sign = orderOf(input) === 'lowest' ? 1 : -1;
  const [first] = [...shares].sort((a, b) => sign * (a.value - b.value));
  const lines: Block[] =
    first === undefined
      ? [say('text', input.intent.reply.none!, { scope: '这个项目', measure: '分项进度' })]
      : [
          block(
            'text',
            `${figureLabel(first)}：${first.printed}`,
            source(clauseText(project, first), first.printed),
          ),
          quoteBlock(clauseText(project, first), first.printed),
        ];
  return {
    answer: answerOf('answer', {
      projects: [project.id],
      blocks: [headBlock(project), ...lines],
      sources: [sourceRef(project)],
    }),
  };
}

const orderOf = ({ question }: QueryInput) => question.conditions.order ?? 'highest';

function rankRates(pool: readonly ProjectSummary[], input: QueryInput): Outcome {
  const rated = pool.filter(({ statedRate }) => statedRate !== null);
  const scope = describeScope(pool, input);
  if (rated.length === 0) {
    return {
      answer: answerOf('answer', {
        blocks: [say('text', input.intent.reply.none!, { scope, measure: '完成率' }, source(scope))],
        sources: sourcesOf(pool, input),
      }),
    };
  }
  const order = orderOf(input);
  const sign = order === 'lowest' ? 1 : -1;
  const sorted = [...rated].sort((a, b) => sign * (a.statedRate! - b.statedRate!));
  const edge =
    sorted[
      Math.min(
        sorted.length,
        input.question.conditions.top ?? Math.max(1, input.question.conditions.positions.length),
      ) - 1
    ]!.statedRate;
  const top = sorted.filter(({ statedRate }) => sign * (statedRate! - edge!) <= 0);
  return rankedList({ pool, top, unrated: pool.length - rated.length, order }, input);
}

function rankedList(
  {
    pool,
    top,
    unrated,
    order,
  }: { pool: readonly ProjectSummary[]; top: ProjectSummary[]; unrated: number; order: 'lowest' | 'highest' },
  input: QueryInput,
): Outcome {
  const { reply } = input.intent;
  const words = {
    scope: describeScope(pool, input),
    measure: '完成率',
    order: ORDER_WORDS[order],
    count: top.length,
  };
  const template = top.length === 1 ? reply.one! : reply.head!;
  const note =
    unrated === 0 ? [] : [say('note', reply.unstated!, { count: unrated }, computed(`count = ${unrated}`))];
  const ids = top.map(({ id }) => id);
  return {
    answer: answerOf(top.length === 1 ? 'answer' : 'list', {
      projects: ids,
      blocks: [
        say(
          'head',
          template,
          words,
          scopeEvidence(pool, { items: [], condition: '' }),
          computed(`count = ${top.length}`),
        ),
        ...top.map((item, i) => itemBlock(item, i, extraOf(item, false))),
        ...note,
      ],
      sources: sourcesOf(top, input),
    }),
    remember: { list: { ids, shown: ids.length } },
  };
}

/** 占年计划百分比最高的任务: over the pairs of every project in scope. */
async function rankShares(pool: readonly ProjectSummary[], input: QueryInput): Promise<Outcome> {
  const dossiers = await input.reader.dossiers(pool.map(({ id }) => id));
  const stated = dossiers.flatMap((dossier) =>
    dossier.pairs.flatMap((pair) =>
      pair.statedRatio === null ? [] : [{ dossier, pair, share: pair.statedRatio }],
    ),
  );
  if (stated.length === 0) return rankRates(pool, input);
  const sign = orderOf(input) === 'lowest' ? 1 : -1;
  const best = stated.sort((a, b) => sign * (a.share - b.share))[0]!;
  const actual = best.dossier.figures[best.pair.actual]!;
  const clause = clauseText(best.dossier, actual);
  const text = `${figureLabel(actual)}：${actual.printed}，占计划${percent(best.share)}`;
  return {
    answer: answerOf('answer', {
      projects: [best.dossier.id],
      blocks: [
        headBlock(best.dossier),
        block('text', text, source(clause, actual.printed, percent(best.share))),
        quoteBlock(clause, actual.printed),
      ],
      sources: [sourceRef(best.dossier)],
    }),
  };
}

/** Units or officials by number of projects: the size of a task, no league table of results. */
function rankBearers(
  pool: readonly ProjectSummary[],
  role: 'units' | 'officials',
  input: QueryInput,
): Outcome {
  const counts = new Map<string, ProjectSummary[]>();
  for (const item of pool)
    for (const name of new Set(item[role].map((link) => link.name)))
      counts.set(name, [...(counts.get(name) ?? []), item]);
  const sign = orderOf(input) === 'lowest' ? 1 : -1;
  const [best] = [...counts].sort((a, b) => sign * (a[1].length - b[1].length));
  if (best === undefined) return rankRates(pool, input);
  const tied = [...counts].filter(([, items]) => items.length === best[1].length);
  const unit = tied.map(([name]) => name).join('、');
  const words = {
    scope: describeScope(pool, input),
    unit,
    count: best[1].length,
    order: MOST_WORDS[orderOf(input)],
  };
  const backing = [
    scopeEvidence(pool, { items: [], condition: '' }),
    computed(`count = ${best[1].length}`),
    source(unit),
  ];
  const head = say('head', input.intent.reply.units!, words, ...backing);
  if (tied.length > 1)
    return { answer: answerOf('answer', { blocks: [head], sources: sourcesOf(pool, input) }) };
  const outcome = listOutcome({ items: best[1], condition: '' }, input);
  return {
    ...outcome,
    answer: { ...outcome.answer, kind: 'answer', blocks: [head, ...outcome.answer.blocks.slice(1)] },
  };
}
