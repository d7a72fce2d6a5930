/** First and last: by stated rate, by share of plan, or inside one project. */
import type { Block } from '../../domain/answer.ts';
import type { Dossier, ProjectSummary } from '../../domain/records.ts';
import type { Verdict } from '../../domain/schedule.ts';
import { briefVerdict } from '../../schedule/wording.ts';
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
import { CORE } from '../find/fit.ts';
import { findFits } from '../find/select.ts';
import type { Outcome, QueryInput, WideQuery } from '../query.ts';
import { noMatch } from '../refusals.ts';
import { clarifyLists, needsList } from './clarify.ts';
import { filterProjects, withoutTopic } from './filter.ts';
import { judge, MOST_JUDGED } from './judged.ts';
import { describeScope, detailed, extraOf, scopeEvidence, sourcesOf } from './lists.ts';
import { rankedBy, rankFigures } from './rank-figures.ts';
import { topicOf } from './topic.ts';

const ORDER_WORDS = { lowest: '最低', highest: '最高' } as const;
/** A project is meant itself when its name holds this much of the question. */
const NAMED = 0.55;

export const rank: WideQuery = {
  about: 'many',
  async run(input) {
    const { items } = await filterProjects(withoutTopic(input));
    const named = rankedBy(input) === null ? await namedProject(input) : null;
    if (named !== null) return rankInside(named, input);
    const { items: topical } = topicOf(input).length > 0 ? await filterProjects(input) : { items };
    if (topical.length === 0 && namesMatter(input)) return noMatch.refuse([], input);
    const pool = topical.length > 0 ? topical : items;
    if (needsList(pool, topical.length > 0 ? input : withoutTopic(input))) return clarifyLists(pool, input);
    const measure = rankedBy(input);
    if (measure !== null) return rankFigures(pool, measure, input);
    return input.cues.share_of_plan.test(input.question.text)
      ? rankShares(pool, input)
      : rankRates(pool, input);
  },
};

/** 哪家幼儿园最好: a matter that none of the projects has. */
const namesMatter = (input: QueryInput): boolean =>
  topicOf(input).some(({ topic, weight }) => topic && weight >= CORE);

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

/** A project with the rate that it is ranked by; `reckoned`: the document states none, its figures give it. */
interface Rated {
  item: ProjectSummary;
  rate: number;
  reckoned: Verdict | null;
}

/** Stated rates; where a list states none at all, those that its figures give. */
async function ratesOf(pool: readonly ProjectSummary[], input: QueryInput): Promise<Rated[]> {
  const stated = pool.flatMap((item) =>
    item.statedRate === null ? [] : [{ item, rate: item.statedRate, reckoned: null }],
  );
  if (stated.length > 0 || pool.length > MOST_JUDGED) return stated;
  const judged = await judge(pool, input);
  return judged.flatMap(({ project, verdict }) =>
    verdict.rate === null || verdict.rateBasis === 'status'
      ? []
      : [{ item: project, rate: verdict.rate, reckoned: verdict }],
  );
}

async function rankRates(pool: readonly ProjectSummary[], input: QueryInput): Promise<Outcome> {
  const rated = await ratesOf(pool, input);
  if (rated.length === 0) {
    const scope = describeScope(pool, input);
    return {
      answer: answerOf('answer', {
        blocks: [say('text', input.intent.reply.none!, { scope, measure: '完成率' }, source(scope))],
        sources: sourcesOf(pool, input),
      }),
    };
  }
  const unrated = pool.length - rated.length;
  const shown = endOf(rated, orderOf(input), input);
  const tied =
    rated.length > 1 && shown.length === rated.length && rated.every(({ rate }) => rate === rated[0]!.rate);
  const first = await rankedList({ pool, top: shown, unrated, tied, order: orderOf(input) }, input);
  if (!input.question.conditions.bothEnds) return first;
  const order = orderOf(input) === 'lowest' ? 'highest' : 'lowest';
  const top = endOf(rated, order, input).filter((one) => !shown.includes(one));
  return top.length === 0
    ? first
    : both(first, await rankedList({ pool, top, unrated: 0, tied: false, order }, input));
}

/** The first few from one end with all that tie, or the one at the place asked for. */
function endOf(rated: readonly Rated[], order: 'lowest' | 'highest', { question }: QueryInput): Rated[] {
  const { top, nth, positions } = question.conditions;
  const sign = order === 'lowest' ? 1 : -1;
  const sorted = [...rated].sort((a, b) => sign * (a.rate - b.rate));
  const size = nth ?? top ?? Math.max(1, positions.length);
  const edge = sorted[Math.min(sorted.length, size) - 1]!.rate;
  return sorted.filter(({ rate }) => (nth === null ? sign * (rate - edge) <= 0 : rate === edge));
}

/** 最好的和最差的: one end after the other. */
function both(first: Outcome, second: Outcome): Outcome {
  const projects = [...new Set([...first.answer.projects, ...second.answer.projects])];
  return {
    answer: {
      ...first.answer,
      kind: 'list',
      projects,
      blocks: [...first.answer.blocks, ...second.answer.blocks],
    },
    remember: { list: { ids: projects, shown: projects.length } },
  };
}

interface Ranked {
  pool: readonly ProjectSummary[];
  top: readonly Rated[];
  /** How many have no rate. */
  unrated: number;
  /** All that can be compared are alike. */
  tied: boolean;
  order: 'lowest' | 'highest';
}

async function rankedList({ pool, top, unrated, tied, order }: Ranked, input: QueryInput): Promise<Outcome> {
  const { reply } = input.intent;
  const { nth } = input.question.conditions;
  const place = nth === null ? '' : `第${nth}`;
  const words = {
    scope: describeScope(pool, input),
    measure: '完成率',
    order: nth === null ? ORDER_WORDS[order] : `${place}${ORDER_WORDS[order].slice(1)}`,
    count: top.length,
  };
  const template = tied ? reply.tied! : top.length === 1 ? reply.one! : reply.head!;
  const evidence = [
    scopeEvidence(pool, { items: [], condition: '' }),
    computed(`count = ${top.length}`),
    source(place),
  ];
  const note = say('note', reply.unstated!, { count: unrated }, computed(`count = ${unrated}`));
  const ids = top.map(({ item }) => item.id);
  const items = top.map(({ item }) => item);
  return {
    answer: answerOf(top.length === 1 ? 'answer' : 'list', {
      projects: ids,
      blocks: [
        say('head', template, words, ...evidence),
        ...(await detailed(items, (_, i) => rankedLine(top[i]!, i), withoutState(input))),
        ...(unrated === 0 ? [] : [note]),
      ],
      sources: sourcesOf(items, input),
    }),
    remember: { list: { ids, shown: ids.length } },
  };
}

/** The rate is in every line already. */
function withoutState(input: QueryInput): QueryInput {
  const { conditions } = input.question;
  const asks = conditions.asks.filter((ask) => ask !== 'state');
  return { ...input, question: { ...input.question, conditions: { ...conditions, asks } } };
}

function rankedLine({ item, reckoned }: Rated, index: number): Block {
  if (reckoned === null) return itemBlock(item, index, extraOf(item, false));
  const { text, evidence } = briefVerdict(reckoned);
  const line = itemBlock(item, index, `（第${item.position}项，${text}）`);
  return { ...line, evidence: [...line.evidence, ...evidence] };
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
