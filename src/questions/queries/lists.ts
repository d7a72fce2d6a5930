/** Lists and counts of projects, with paging and the question back when several lists fit. */
import type { Block, SourceRef } from '../../domain/answer.ts';
import type { ProjectSummary } from '../../domain/records.ts';
import {
  answerOf,
  computed,
  itemBlock,
  percent,
  projectEvidence,
  quoteBlock,
  say,
  source,
} from '../compose.ts';
import type { Outcome, QueryInput, Usable, WideQuery } from '../query.ts';
import { regionName } from '../snapshot.ts';
import { clarifyLists, listsOf, needsList } from './clarify.ts';
import { askedParts, reasonBlocks } from './each.ts';
import { type Filtered, filterProjects } from './filter.ts';
import { isWithinList } from './topic.ts';

export const PAGE = 10;
const NAMED = 5;

/** Every condition on projects. */
export const ALL_CONDITIONS = [
  'missing',
  'rate',
  'status',
  'pace',
  'positions',
  'exceeded',
  'units',
  'officials',
  'topic',
] as const satisfies readonly Usable[];

export const list: WideQuery = {
  about: 'many',
  uses: ALL_CONDITIONS,
  async run(input) {
    const filtered = await filterProjects(input);
    if (needsList(filtered.items, input)) return clarifyLists(filtered.items, input);
    const found = filtered.items.length === 0 ? emptyList(filtered, input) : listOutcome(filtered, input);
    return withNotBegun(await found, filtered, input);
  },
};

export const count: WideQuery = {
  about: 'many',
  uses: ALL_CONDITIONS,
  async run(input) {
    const filtered = await filterProjects(input);
    const { items, condition } = filtered;
    if (needsList(items, input)) return clarifyLists(items, input);
    if (items.length === 0) return emptyList(filtered, input);
    const named = condition !== '' && items.length <= NAMED;
    const whole = condition === '' && !isWithinList(input);
    const ids = items.map(({ id }) => id);
    return {
      answer: answerOf('answer', {
        projects: ids,
        blocks: [
          await countLine(filtered, input),
          ...(named ? items.map((item, i) => itemBlock(item, i)) : []),
          ...(whole ? declaredBlocks(items, input) : []),
        ],
        sources: sourcesOf(items, input),
      }),
      remember: { list: { ids, shown: items.length } },
    };
  },
};

/** How many fit, and of how many where a state or a rate divides them. */
async function countLine(filtered: Filtered, input: QueryInput): Promise<Block> {
  const { items, condition } = filtered;
  const { reply } = input.intents.get('count')!;
  const total = isBounded(input) ? await countAll(input) : null;
  const words = { scope: describeScope(items, input), condition, count: items.length, total: total ?? 0 };
  const evidence = [scopeEvidence(items, filtered), computed(`count = ${items.length}`)];
  if (total !== null) return say('text', reply.of!, words, ...evidence, computed(`count = ${total}`));
  const plain = isWithinList(input) ? reply.among! : reply.total!;
  return say('text', condition === '' ? plain : reply.value!, words, ...evidence);
}

/** How many there are without the state or the rate asked for. */
async function countAll(input: QueryInput): Promise<number> {
  const conditions = { ...input.question.conditions, rate: null, status: null, pace: null, exceeded: false };
  const { items } = await filterProjects({ ...input, question: { ...input.question, conditions } });
  return items.length;
}

/** 还没动的: parts of projects under way that the documents call not begun, word for word. */
async function withNotBegun(told: Outcome, { items }: Filtered, input: QueryInput): Promise<Outcome> {
  const { status } = input.question.conditions;
  if (status !== 'notStarted') return told;
  const wider = { ...input.question.conditions, status: null };
  const all = await filterProjects({ ...input, question: { ...input.question, conditions: wider } });
  const whole = new Set(items.map(({ id }) => id));
  const dossiers = await input.reader.dossiers(all.items.map(({ id }) => id));
  const parts = dossiers.flatMap((project) => {
    const clause = project.clauses.find(
      ({ part, text }) => (part === 'note' || part === 'reason') && input.cues.not_begun_clause.test(text),
    );
    return clause === undefined || whole.has(project.id) ? [] : [{ project, clause }];
  });
  if (parts.length === 0) return told;
  const shown = parts.slice(0, NAMED);
  const head = say(
    'text',
    input.intents.get('list')!.reply.parts!,
    { count: parts.length },
    computed(`count = ${parts.length}`),
  );
  const lines = shown.flatMap(({ project, clause }, i) => [
    itemBlock(project, i, extraOf(project, false)),
    quoteBlock(clause.text, input.cues.not_begun_clause.exec(clause.text)?.[0] ?? null),
  ]);
  const projects = [...told.answer.projects, ...parts.map(({ project }) => project.id)];
  return {
    answer: {
      ...told.answer,
      kind: projects.length > 1 ? 'list' : 'answer',
      projects,
      blocks: [...told.answer.blocks, head, ...lines],
      sources: sourcesOf(all.items, input),
    },
    remember: { list: { ids: projects, shown: projects.length } },
  };
}

/** Made by a rate or a state alone. */
export function isBounded({ question }: QueryInput): boolean {
  const { rate, status, pace, exceeded } = question.conditions;
  return rate !== null || status !== null || pace !== null || exceeded;
}

/** 文件称共20件，实际列出16件; where the two agree only when that is doubted. */
export function declaredBlocks(
  items: readonly ProjectSummary[],
  { snapshot, intents }: QueryInput,
  { agreeing }: { agreeing: boolean } = { agreeing: false },
): Block[] {
  const ids = new Set(items.map(({ documentId }) => documentId));
  const { reply } = intents.get('count')!;
  return snapshot.documents.flatMap((document) => {
    const { id, declaredCount: declared, foundCount: found, title } = document;
    const agrees = declared === null || declared === found;
    if (!ids.has(id) || (agrees && !agreeing)) return [];
    const template = declared === null ? reply.found! : agrees ? reply.agrees! : reply.declared!;
    const said = source(declared ?? '', title ?? '');
    return [say('note', template, { declared: declared ?? '', found }, said, computed(`count = ${found}`))];
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

export async function listOutcome({ items, condition }: Filtered, input: QueryInput): Promise<Outcome> {
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

/** One page of a list from `from` on, with what is asked of each; what is left is offered as 更多. */
export async function pageOutcome(
  items: readonly ProjectSummary[],
  { from, head, line, notes = [] }: Page,
  input: QueryInput,
): Promise<Outcome> {
  const to = Math.min(items.length, from + PAGE);
  const wide = listsOf(items).length > 1;
  const lineOf = line ?? ((item, index) => itemBlock(item, index, extraOf(item, wide)));
  const rest = items.length - to;
  const more =
    rest === 0
      ? []
      : [say('note', input.intents.get('list')!.reply.more!, { count: rest }, computed(`count = ${rest}`))];
  const ids = items.map(({ id }) => id);
  const lines = await detailed(items.slice(from, to), (item, i) => lineOf(item, from + i), input);
  return {
    answer: answerOf('list', {
      projects: ids,
      blocks: [...head, ...lines, ...more, ...notes],
      choices: rest === 0 ? [] : [{ label: '更多', text: '更多' }],
      sources: sourcesOf(items, input),
    }),
    remember: { list: { ids, shown: to } },
  };
}

/** Lines of projects with what the question asks of each: 都是谁管的, 分别什么原因. */
export async function detailed(
  items: readonly ProjectSummary[],
  lineOf: (item: ProjectSummary, index: number) => Block,
  input: QueryInput,
): Promise<Block[]> {
  const { asks } = input.question.conditions;
  if (asks.length === 0) return items.map(lineOf);
  const dossiers = await input.reader.dossiers(items.map(({ id }) => id));
  return dossiers.flatMap((project, i) => {
    const line = lineOf(project, i);
    const parts = askedParts(project, asks, input.cues);
    const asked = parts.map((part) => part.text).join('；');
    const text = asked === '' ? line.text : `${line.text}：${asked}`;
    const evidence = [...line.evidence, ...parts.flatMap((part) => part.evidence)];
    return [{ ...line, text, evidence }, ...reasonBlocks(project, input)];
  });
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
  const listed = new Set(lists.map(({ year }) => year));
  const years = (scope.years ?? []).filter((year) => listed.size === 0 || listed.has(year));
  return `${regions || '已收录的各地'}${years.map((year) => `${year}年`).join('、')}`;
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
