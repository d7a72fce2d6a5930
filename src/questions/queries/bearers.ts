/** Units or officials with what they bear: how many projects each, their mean rate, who has most or least. */
import type { Block } from '../../domain/answer.ts';
import type { ProjectSummary } from '../../domain/records.ts';
import { answerOf, block, computed, itemBlock, say, source } from '../compose.ts';
import type { Outcome, QueryInput, WideQuery } from '../query.ts';
import { clarifyLists, needsList } from './clarify.ts';
import { poolOf, withoutTopic } from './filter.ts';
import { describeScope, extraOf, scopeEvidence, sourcesOf } from './lists.ts';
import { meanOf } from './rates.ts';

/** Most groups that are told one by one. */
const MOST_GROUPS = 14;

interface Group {
  name: string;
  items: ProjectSummary[];
}

export const bearers: WideQuery = {
  about: 'many',
  uses: ['rate', 'status', 'pace', 'positions', 'exceeded', 'order', 'units', 'officials', 'topic'],
  async run(asked) {
    const { items } = await poolOf(withoutBearers(asked));
    const input = withoutTopic(asked);
    if (needsList(items, input)) return clarifyLists(items, input);
    const groups = groupsOf(items, input);
    if (groups.length === 0) return noneOutcome(items, input);
    if (!input.question.conditions.average) return byCount(groups, items, input);
    return groupingOf(input).by === 'officials'
      ? withoutRanking(groups, items, input)
      : byMean(groups, items, input);
  },
};

/** Those named are the groups to be told, no condition on projects. */
function withoutBearers(input: QueryInput): QueryInput {
  const { by } = groupingOf(input);
  const left = by === 'units' ? { units: [] } : { officials: [] };
  return { ...input, question: { ...input.question, ...left } };
}

const groupingOf = ({ question }: QueryInput) =>
  question.conditions.grouping ?? { by: 'units' as const, atLeast: null };

function groupsOf(items: readonly ProjectSummary[], input: QueryInput): Group[] {
  const { by } = groupingOf(input);
  const { units, officials } = input.question;
  const named = by === 'units' ? units.flatMap(({ names }) => names) : officials;
  const groups = new Map<string, ProjectSummary[]>();
  for (const item of items)
    for (const name of new Set(item[by].map((link) => link.name)))
      if (named.length < 2 || named.includes(name)) groups.set(name, [...(groups.get(name) ?? []), item]);
  return [...groups].map(([name, own]) => ({ name, items: own }));
}

function noneOutcome(items: readonly ProjectSummary[], input: QueryInput): Outcome {
  const scope = describeScope(items, input);
  const line = say('text', input.intent.reply.none!, { scope }, source(scope));
  return { answer: answerOf('answer', { blocks: [line], sources: sourcesOf(items, input) }) };
}

const byName = (a: Group, b: Group) => (a.name < b.name ? -1 : 1);

/** Which of them come first, with all that tie; all of them where no order is asked for. */
function chosen(
  groups: readonly Group[],
  sizeOf: (group: Group) => number,
  { question }: QueryInput,
): { groups: Group[]; best: boolean } {
  const { order, top, load } = question.conditions;
  const { atLeast } = question.conditions.grouping ?? { atLeast: null };
  const sign = order === 'lowest' ? 1 : -1;
  const sorted = [...groups].sort((a, b) => sign * (sizeOf(a) - sizeOf(b)) || byName(a, b));
  if (atLeast !== null) return { groups: sorted.filter(({ items }) => items.length >= atLeast), best: false };
  if (order === null && !load) return { groups: sorted, best: false };
  const edge = sizeOf(sorted[Math.min(sorted.length, top ?? 1) - 1]!);
  return { groups: sorted.filter((group) => sign * (sizeOf(group) - edge) <= 0), best: true };
}

function byCount(groups: readonly Group[], items: readonly ProjectSummary[], input: QueryInput): Outcome {
  const { reply } = input.intent;
  const picked = chosen(groups, (group) => group.items.length, input);
  const { order, grouping } = input.question.conditions;
  const scope = describeScope(items, input);
  const base = [scopeEvidence(items, { items: [], condition: '' })];
  const [first] = picked.groups;
  if (first === undefined) return noneOutcome(items, input);
  if (!picked.best) {
    const words = { scope, count: picked.groups.length, least: grouping?.atLeast ?? 0 };
    const evidence = [...base, computed(`count = ${words.count}`), source(words.least)];
    const head = say('head', grouping?.atLeast == null ? reply.all! : reply.least!, words, ...evidence);
    return told([head, ...picked.groups.slice(0, MOST_GROUPS).map(countLine)], items, input);
  }
  const words = {
    scope,
    bearers: picked.groups.map(({ name }) => name).join('、'),
    count: first.items.length,
    order: order === 'lowest' ? '最少' : '最多',
  };
  const evidence = [...base, source(words.bearers), computed(`count = ${first.items.length}`)];
  const head = say('head', picked.groups.length > 1 ? reply.mosts! : reply.most!, words, ...evidence);
  const sides = groups.length <= 3 ? groups.filter((group) => !picked.groups.includes(group)) : [];
  if (picked.groups.length > 1) return told([head, ...sides.map(countLine)], items, input);
  const lines = first.items.map((item, i) => itemBlock(item, i, extraOf(item, false)));
  const outcome = told([head, ...lines, ...sides.map(countLine)], items, input);
  return { ...outcome, answer: { ...outcome.answer, projects: first.items.map(({ id }) => id) } };
}

/** 区住建局：4项 */
function countLine({ name, items }: Group): Block {
  return block('item', `${name}：${items.length}项`, source(name), computed(`count = ${items.length}`));
}

/** No league tables of persons: what each of them bears is told, how well they do is not. */
function withoutRanking(
  groups: readonly Group[],
  items: readonly ProjectSummary[],
  input: QueryInput,
): Outcome {
  const head = say('head', input.intent.reply.persons!, {});
  return told([head, ...groups.slice(0, MOST_GROUPS).map(countLine)], items, input);
}

function byMean(groups: readonly Group[], items: readonly ProjectSummary[], input: QueryInput): Outcome {
  const rated = groups.flatMap((group) => {
    const mean = meanOf(group.items);
    return mean === null ? [] : [{ ...group, mean }];
  });
  if (rated.length === 0) return noneOutcome(items, input);
  const means = new Map(rated.map((group) => [group.name, group.mean]));
  const picked = chosen(rated, ({ name }) => means.get(name)!.value, input);
  const scope = describeScope(items, input);
  const words = {
    scope,
    order: input.question.conditions.order === 'lowest' ? '最低' : '最高',
    bearers: picked.groups.map(({ name }) => name).join('、'),
  };
  const { reply } = input.intent;
  const head = say('head', picked.best ? reply.mean! : reply.means!, words, source(scope, words.bearers));
  const shown =
    picked.best && groups.length > MOST_GROUPS ? picked.groups : sortedMeans(rated, picked.groups);
  const lines = shown.slice(0, MOST_GROUPS).map(({ name }) => {
    const { value, count, evidence } = means.get(name)!;
    return block('item', `${name}：平均${value}%（${count}项）`, source(name), ...evidence);
  });
  return told([head, ...lines], items, input);
}

/** Those asked for first, the others behind them. */
const sortedMeans = (all: readonly Group[], first: readonly Group[]): Group[] => [
  ...first,
  ...all.filter(({ name }) => !first.some((group) => group.name === name)),
];

function told(blocks: readonly Block[], items: readonly ProjectSummary[], input: QueryInput): Outcome {
  return { answer: answerOf('answer', { blocks, sources: sourcesOf(items, input) }) };
}
