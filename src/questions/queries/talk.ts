/** The conversation itself: greetings, what is there, the next page, starting over. */
import type { Block } from '../../domain/answer.ts';
import type { ProjectSummary } from '../../domain/records.ts';
import { answerOf, computed, fill, say, source } from '../compose.ts';
import type { Intent } from '../intents.ts';
import type { Outcome, QueryInput, WideQuery } from '../query.ts';
import { EMPTY_STATE } from '../state.ts';
import { clarifyLists, needsList } from './clarify.ts';
import { scopeFilter, withoutTopic } from './filter.ts';
import { declaredBlocks, describeScope, pageOutcome, scopeEvidence, sourcesOf } from './lists.ts';
import { nothingStored } from './nothing.ts';
import { readLists } from './read-lists.ts';

const MOST_REGIONS = 6;
/** A name that somebody might type. */
const PLAIN_NAME = /^\p{Script=Han}{2,12}$/u;

export const smalltalk: WideQuery = {
  about: 'many',
  run: (input) => talkReply(input.intent, input),
};

/** What is said to a greeting, to thanks, to a curse: the intent's wording with what there is to ask about. */
export async function talkReply({ reply }: Intent, library: Library): Promise<Outcome> {
  const words = { regions: storedRegions(library), example: await exampleQuestion(library) };
  const line = say('text', reply.value!, words, source(words.regions, words.example));
  return { answer: answerOf('smalltalk', { blocks: [line] }) };
}

/** Where it is looked up what there is. */
type Library = Pick<QueryInput, 'snapshot' | 'reader'>;

/** 济南市槐荫区（2025）、青岛市（2025） */
export function storedRegions({ snapshot }: Pick<QueryInput, 'snapshot'>): string {
  const names = snapshot.regions.map(
    ({ fullName, years }) => `${fullName}（${[...years].sort().join('、')}）`,
  );
  const more = names.length > MOST_REGIONS ? `等${names.length}个地区` : '';
  return names.slice(0, MOST_REGIONS).join('、') + more || '暂无资料';
}

/** A question that has an answer here. */
export async function exampleQuestion({ snapshot, reader }: Library): Promise<string> {
  const region = snapshot.regions[0];
  if (region === undefined) return '老旧小区改造进展怎么样';
  const year = Math.max(...region.years);
  const listed = await reader.list({ regionSlugs: [region.slug], years: [year] });
  const plain = listed.find(({ name }) => PLAIN_NAME.test(name));
  return `${region.fullName}${year}年${plain?.name ?? '民生实事'}进展怎么样`;
}

export const overview: WideQuery = {
  about: 'many',
  async run(asked) {
    const input = { ...withoutTopic(asked), state: { ...asked.state, list: null } };
    const items = await readLists(scopeFilter(input.scope), input);
    if (items.length === 0) return nothingStored(input);
    if (needsList(items, input)) return clarifyLists(items, input);
    const { reply } = input.intent;
    const scope = describeScope(items, input);
    const evidence = scopeEvidence(items, { items: [], condition: '' });
    const head = say(
      'head',
      input.intents.get('overview')!.reply.head!,
      { scope, count: items.length },
      evidence,
      computed(`count = ${items.length}`),
    );
    const hint = say('note', reply.hint ?? '', {});
    const page = await pageOutcome(items, { from: 0, head: [head, ...statusBlock(items, input)] }, input);
    const blocks = [...page.answer.blocks, ...declaredBlocks(items, input), hint];
    return { ...page, answer: { ...page.answer, blocks, sources: sourcesOf(items, input) } };
  },
};

/** How many are done, under way and not begun; states of none are not named, a plan without progress is said to be one. */
function statusBlock(items: readonly ProjectSummary[], { intents }: QueryInput): Block[] {
  const { reply } = intents.get('overview')!;
  const of = (status: ProjectSummary['status']) => items.filter((item) => item.status === status).length;
  if (of('unknown') === items.length) return [say('text', reply.plan!, {})];
  const counts = [
    [reply.done!, of('done')],
    [reply.going!, of('in_progress')],
    [reply.idle!, of('not_started')],
    [reply.unknown!, of('unknown')],
  ] as const;
  const told = counts.filter(([, count]) => count > 0).map(([words, count]) => fill(words, { count }));
  const evidence = counts.map(([, count]) => computed(`count = ${count}`));
  return [say('text', reply.status!, { states: told.join('，') }, ...evidence)];
}

export const more: WideQuery = {
  about: 'many',
  async run(input) {
    const { list } = input.state;
    if (list === null || list.shown >= list.ids.length)
      return { answer: answerOf('smalltalk', { blocks: [say('text', input.intent.reply.none!, {})] }) };
    const items = await input.reader.list({ ids: list.ids });
    const order = new Map(list.ids.map((id, i) => [id, i]));
    items.sort((a, b) => order.get(a.id)! - order.get(b.id)!);
    return pageOutcome(items, { from: list.shown, head: [] }, input);
  },
};

export const cancel: WideQuery = {
  about: 'many',
  run(input): Outcome {
    return {
      answer: answerOf('smalltalk', { blocks: [say('text', input.intent.reply.value!, {})] }),
      remember: EMPTY_STATE,
    };
  },
};

/** Which documents the answers of a scope rest on. */
export const documents: WideQuery = {
  about: 'many',
  async run(input) {
    const { regionSlugs, years } = input.scope;
    const held = input.snapshot.documents.filter(
      (d) => (regionSlugs?.includes(d.regionSlug) ?? true) && (years?.includes(d.year) ?? true),
    );
    const lines = held.slice(0, MOST_REGIONS).map((d) => {
      const words = {
        document: d.title ?? d.fileName,
        asOf: d.period === null ? '文件未写截止日期' : `截至${d.period.end}`,
      };
      return say(
        'text',
        input.intents.get('source')!.reply.value!,
        words,
        source(words.document, words.asOf),
      );
    });
    return { answer: answerOf('answer', { blocks: lines }) };
  },
};
