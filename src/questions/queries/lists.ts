/** Lists and counts of projects, with paging and the question back when several lists fit. */
import type { Block, SourceRef } from '../../domain/answer.ts';
import type { ProjectSummary } from '../../domain/records.ts';
import { answerOf, computed, itemBlock, percent, projectEvidence, say, source } from '../compose.ts';
import type { Outcome, QueryInput, WideQuery } from '../query.ts';
import { regionName } from '../snapshot.ts';
import { clarifyLists, listsOf, needsList } from './clarify.ts';
import { type Filtered, filterProjects } from './filter.ts';
import { isWithinList } from './topic.ts';

export const PAGE = 10;
const NAMED = 5;

export const list: WideQuery = {
  about: 'many',
  async run(input) {
    const filtered = await filterProjects(input);
    if (needsList(filtered.items, input)) return clarifyLists(filtered.items, input);
    return filtered.items.length === 0 ? emptyList(filtered, input) : listOutcome(filtered, input);
  },
};

export const count: WideQuery = {
  about: 'many',
  async run(input) {
    const filtered = await filterProjects(input);
    const { items } = filtered;
    if (needsList(items, input)) return clarifyLists(items, input);
    if (items.length === 0) return emptyList(filtered, input);
    const { reply } = input.intent;
    const words = { scope: describeScope(items, input), condition: filtered.condition, count: items.length };
    const named = filtered.condition !== '' && items.length <= NAMED;
    const names = named ? items.map((item, i) => itemBlock(item, i)) : [];
    return {
      answer: answerOf('answer', {
        projects: items.map(({ id }) => id),
        blocks: [
          say(
            'text',
            filtered.condition === '' && !isWithinList(input)
              ? reply.total!
              : filtered.condition === ''
                ? reply.among!
                : reply.value!,
            words,
            scopeEvidence(items, filtered),
            computed(`count = ${items.length}`),
          ),
          ...names,
          ...(filtered.condition === '' && !isWithinList(input) ? declaredBlocks(items, input) : []),
        ],
        sources: sourcesOf(items, input),
      }),
      remember: { list: { ids: items.map(({ id }) => id), shown: items.length } },
    };
  },
};

/** 文件称共20件，实际列出16件 — only where the two differ. */
export function declaredBlocks(items: readonly ProjectSummary[], { snapshot, intents }: QueryInput): Block[] {
  const ids = new Set(items.map(({ documentId }) => documentId));
  return snapshot.documents
    .filter((d) => ids.has(d.id) && d.declaredCount !== null && d.declaredCount !== d.foundCount)
    .map((d) => {
      const words = { declared: d.declaredCount!, found: d.foundCount };
      const said = source(d.declaredCount!, d.title ?? '');
      return say(
        'note',
        intents.get('count')!.reply.declared!,
        words,
        said,
        computed(`count = ${d.foundCount}`),
      );
    });
}

function emptyList({ condition }: Filtered, input: QueryInput): Outcome {
  const scope = describeScope([], input);
  const words = { scope, condition: condition || '符合条件' };
  const evidence = source(scope, input.question.text, condition);
  return {
    answer: answerOf('answer', {
      blocks: [say('text', input.intents.get('list')!.reply.none!, words, evidence)],
    }),
  };
}

export function listOutcome({ items, condition }: Filtered, input: QueryInput): Outcome {
  const { reply } = input.intents.get('list')!;
  const words = { scope: describeScope(items, input), condition, count: items.length };
  const head = say(
    'head',
    condition === '' ? reply.all! : reply.head!,
    words,
    scopeEvidence(items, { items: [], condition }),
    computed(`count = ${items.length}`),
  );
  return pageOutcome(items, { from: 0, head: [head] }, input);
}

interface Page {
  from: number;
  head: readonly Block[];
  /** The line of one project; its place and stated rate when absent. */
  line?: (item: ProjectSummary, index: number) => Block;
  /** Below the list. */
  notes?: readonly Block[];
}

/** One page of a list from `from` on; what is left is offered as 更多. */
export function pageOutcome(
  items: readonly ProjectSummary[],
  { from, head, line, notes = [] }: Page,
  input: QueryInput,
): Outcome {
  const to = Math.min(items.length, from + PAGE);
  const wide = listsOf(items).length > 1;
  const lineOf = line ?? ((item, index) => itemBlock(item, index, extraOf(item, wide)));
  const rest = items.length - to;
  const more =
    rest === 0
      ? []
      : [say('note', input.intents.get('list')!.reply.more!, { count: rest }, computed(`count = ${rest}`))];
  const ids = items.map(({ id }) => id);
  return {
    answer: answerOf('list', {
      projects: ids,
      blocks: [...head, ...items.slice(from, to).map((item, i) => lineOf(item, from + i)), ...more, ...notes],
      choices: rest === 0 ? [] : [{ label: '更多', text: '更多' }],
      sources: sourcesOf(items, input),
    }),
    remember: { list: { ids, shown: to } },
  };
}

/** （第4项，43%） with the region where several are listed. */
export function extraOf(item: ProjectSummary, wide: boolean): string {
  const parts = [wide ? `${item.regionName}${item.year}年` : '', `第${item.position}项`];
  if (item.statedRate !== null) parts.push(percent(item.statedRate));
  return `（${parts.filter((part) => part !== '').join('，')}）`;
}

/** 济南市章丘区2025年, or the regions and years asked for when nothing was found. */
export function describeScope(items: readonly ProjectSummary[], input: QueryInput): string {
  const { scope, snapshot } = input;
  if (isWithinList(input)) return '前面列出的项目里';
  const lists = listsOf(items);
  const first = lists[0];
  if (lists.length === 1 && first !== undefined) return `${first.regionName}${first.year}年`;
  const regions = (scope.regionSlugs ?? []).map((slug) => regionName(snapshot, slug)).join('、');
  return `${regions || '已收录的各地'}${(scope.years ?? []).map((year) => `${year}年`).join('、')}`;
}

/** Regions, years, names and the condition as the person put it. */
export function scopeEvidence(items: readonly ProjectSummary[], { condition }: Filtered) {
  return source(
    ...listsOf(items).flatMap((l) => [l.regionName, l.year]),
    condition,
    ...items.map((i) => projectEvidence(i).text),
  );
}

export function sourcesOf(items: readonly ProjectSummary[], { snapshot }: QueryInput): SourceRef[] {
  const ids = new Set(items.map(({ documentId }) => documentId));
  return snapshot.documents
    .filter(({ id }) => ids.has(id))
    .map((d) => ({ document: d.title ?? d.fileName, asOf: d.period?.end ?? null }));
}
