/** One question asked of every project of the list just shown: a line each, with what answers it. */
import type { Block } from '../domain/answer.ts';
import type { Dossier } from '../domain/records.ts';
import { answerOf, excerpt, itemBlock, percent, place } from './compose.ts';
import { listsOf } from './queries/clarify.ts';
import { sourcesOf } from './queries/lists.ts';
import { QUERIES, type QueryName } from './queries/registry.ts';
import type { Outcome, QueryInput } from './query.ts';

const MOST_LISTED = 10;
/** Longest answer of one project, in characters. */
const LONGEST = 70;

/** @param ids the projects asked of, in the order shown */
export async function askEach(ids: readonly string[], input: QueryInput): Promise<Outcome> {
  const dossiers = await input.reader.dossiers(ids.slice(0, MOST_LISTED));
  const places = listsOf(dossiers).length > 1;
  const lines = await Promise.all(dossiers.map((project, i) => lineOf(project, i, { input, places })));
  return {
    answer: answerOf('list', {
      projects: dossiers.map(({ id }) => id),
      blocks: lines,
      sources: sourcesOf(dossiers, input),
    }),
    remember: { list: input.state.list ?? { ids: [...ids], shown: ids.length } },
  };
}

/** `places`: the projects are of several lists, so each says of which. */
async function lineOf(
  project: Dossier,
  index: number,
  { input, places }: { input: QueryInput; places: boolean },
): Promise<Block> {
  const query = QUERIES[input.intent.query as QueryName];
  if (query.about !== 'project')
    throw new TypeError(`query "${input.intent.query}" is not about one project`);
  const { answer } = await query.run(project, input);
  const told = tellingBlock(answer.blocks);
  const text = told === undefined ? '' : `：${excerpt(told.text, null, LONGEST)}`;
  const item = itemBlock(project, index, `${detailOf(project, places)}${text}`);
  return { ...item, evidence: [...item.evidence, ...(told?.evidence ?? [])] };
}

/** （青羊区2025年第2项，43%） */
function detailOf(project: Dossier, places: boolean): string {
  const rate = project.statedRate === null ? [] : [percent(project.statedRate)];
  const details = [...(places ? [place(project)] : []), ...rate];
  return details.length === 0 ? '' : `（${details.join('，')}）`;
}

/** A quote tells more than a line that only leads up to it. */
function tellingBlock(blocks: readonly Block[]): Block | undefined {
  const lead = blocks.find(({ role, text }) => role === 'text' && !/[：:]$/u.test(text));
  return lead ?? blocks.find(({ role }) => role === 'quote') ?? blocks.find(({ role }) => role === 'text');
}
