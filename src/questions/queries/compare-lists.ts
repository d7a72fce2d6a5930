/** Whole lists set against each other: how many projects they have, how many are done, their mean rates. */
import type { Block, Evidence } from '../../domain/answer.ts';
import type { ProjectSummary } from '../../domain/records.ts';
import { answerOf, computed, say, source } from '../compose.ts';
import type { Outcome, QueryInput } from '../query.ts';
import type { Scope } from '../scope.ts';
import { listsOf } from './clarify.ts';
import { filterProjects, withoutTopic } from './filter.ts';
import { sourcesOf } from './lists.ts';
import { meanOf } from './rates.ts';

/** A list with the number that it is compared by; null where its document states none. */
interface Side {
  label: string;
  value: number | null;
  line: Block;
}

/** 两个区各有几项, 哪年完成的多, 哪个区平均进度高: a line a list, and by how much they differ. */
export async function compareLists(scopes: readonly Scope[], asked: QueryInput): Promise<Outcome> {
  const input = byDone(withoutTopic(asked));
  const lists = await Promise.all(scopes.map((scope) => filterProjects({ ...input, scope })));
  const whole = await Promise.all(scopes.map((scope) => filterProjects(inAnyState({ ...input, scope }))));
  const byRate = asksRates(input);
  const items = lists.flatMap((list) => list.items);
  const condition = lists.find((list) => list.condition !== '')?.condition ?? '';
  const sides = whole
    .flatMap((list) => eachList(list.items))
    .map((all) => ({ all, own: all.filter(({ id }) => items.some((item) => item.id === id)) }))
    .map(({ all, own }) => (byRate ? meanSide(own, input) : countSide({ all, own }, condition, input)));
  return {
    answer: answerOf('answer', {
      projects: items.map(({ id }) => id),
      blocks: [...sides.map(({ line }) => line), ...difference(sides, byRate, input)],
      sources: sourcesOf(
        whole.flatMap((list) => list.items),
        input,
      ),
    }),
  };
}

/** 哪个完成得快: how many are done tells it, where neither sizes nor rates nor another state are asked for. */
function byDone(input: QueryInput): QueryInput {
  const { question } = input;
  const { conditions } = question;
  const sized = question.intents.some(({ name }) => name === 'count') || input.cues.load.test(question.text);
  if (sized || asksRates(input) || conditions.status !== null || conditions.counted) return input;
  return { ...input, question: { ...question, conditions: { ...conditions, status: 'done' } } };
}

/** The lists as they are: one without a project in the state asked for is told as well. */
function inAnyState(input: QueryInput): QueryInput {
  const { question } = input;
  return { ...input, question: { ...question, conditions: { ...question.conditions, status: null } } };
}

/** Rates are meant, not sizes: 平均, 进度, 完成率. */
export const asksRates = ({ question, cues }: QueryInput): boolean =>
  question.conditions.average || (cues.rate_named.test(question.text) && !question.conditions.counted);

function eachList(items: readonly ProjectSummary[]): ProjectSummary[][] {
  return listsOf(items).map(({ regionName, year }) =>
    items.filter((item) => item.regionName === regionName && item.year === year),
  );
}

const labelOf = ([first]: readonly ProjectSummary[]): string =>
  first === undefined ? '' : `${first.regionName}${first.year}年`;

/** A list, and those of it that meet the condition. */
interface Counted {
  all: readonly ProjectSummary[];
  own: readonly ProjectSummary[];
}

function countSide({ all, own }: Counted, condition: string, { intents }: QueryInput): Side {
  const { reply } = intents.get('count')!;
  const label = labelOf(all);
  const evidence = [source(label, condition), computed(`count = ${own.length}`)];
  const words = { scope: label, condition, count: own.length };
  return {
    label,
    value: own.length,
    line: say('text', condition === '' ? reply.total! : reply.value!, words, ...evidence),
  };
}

function meanSide(items: readonly ProjectSummary[], { intents }: QueryInput): Side {
  const { reply } = intents.get('average')!;
  const label = labelOf(items);
  const mean = meanOf(items);
  if (mean === null)
    return { label, value: null, line: say('text', reply.none!, { scope: label }, source(label)) };
  const words = { scope: label, count: mean.count, result: `${mean.value}%` };
  return {
    label,
    value: mean.value,
    line: say('text', reply.value!, words, source(label), ...mean.evidence),
  };
}

/** Only between two lists that both have a number. */
function difference(sides: readonly Side[], byRate: boolean, { intents }: QueryInput): Block[] {
  const [a, b] = sides;
  if (sides.length !== 2 || a === undefined || b === undefined || a.value === null || b.value === null)
    return [];
  const { reply } = intents.get('compare')!;
  if (a.value === b.value) return [say('text', reply.same!, {})];
  const [more, less] = a.value > b.value ? [a, b] : [b, a];
  const result = Number((more.value! - less.value!).toFixed(2));
  const expression = `${more.value} - ${less.value} = ${result}`;
  const own = [...more.line.evidence, ...less.line.evidence];
  const evidence: Evidence[] = [source(more.label, less.label), ...own, computed(expression)];
  const words = {
    first: more.label,
    second: less.label,
    result: `${result}${byRate ? '个百分点' : '项'}`,
    expression,
  };
  return [say('text', byRate ? reply.higher! : reply.more!, words, ...evidence)];
}
