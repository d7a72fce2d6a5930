/** One question asked of every project of the list just shown: a line each, with what answers it. */
import type { Block } from '../domain/answer.ts';
import type { Dossier } from '../domain/records.ts';
import { answerOf, excerpt, itemBlock, percent } from './compose.ts';
import { sourcesOf } from './queries/lists.ts';
import { QUERIES, type QueryName } from './queries/registry.ts';
import type { Outcome, QueryInput } from './query.ts';

const MOST_LISTED = 10;
/** Longest answer of one project, in characters. */
const LONGEST = 70;

/** @param ids the projects asked of, in the order shown */
export async function askEach(ids: readonly string[], input: QueryInput): Promise<Outcome> {
  const dossiers = await input.reader.dossiers(ids.slice(0, MOST_LISTED));
  const lines = await Promise.all(dossiers.map((project, i) => lineOf(project, i, input)));
  return {
    answer: answerOf('list', {
      projects: dossiers.map(({ id }) => id),
      blocks: lines,
      sources: sourcesOf(dossiers, input),
    }),
    remember: { list: input.state.list ?? { ids: [...ids], shown: ids.length } },
  };
}

async function lineOf(project: Dossier, index: number, input: QueryInput): Promise<Block> {
  const query = QUERIES[input.intent.query as QueryName];
  if (query.about !== 'project')
    throw new TypeError(`query "${input.intent.query}" is not about one project`);
  const { answer } = await query.run(project, input);
  const told = tellingBlock(answer.blocks);
  const text = told === undefined ? '' : `：${excerpt(told.text, null, LONGEST)}`;
  const item = itemBlock(project, index, `${rateOf(project)}${text}`);
  return { ...item, evidence: [...item.evidence, ...(told?.evidence ?? [])] };
}

const rateOf = ({ statedRate }: Dossier) => (statedRate === null ? '' : `（${percent(statedRate)}）`);

/** A quote tells more than a line that only leads up to it. */
function tellingBlock(blocks: readonly Block[]): Block | undefined {
  const lead = blocks.find(({ role, text }) => role === 'text' && !/[：:]$/u.test(text));
  return lead ?? blocks.find(({ role }) => role === 'quote') ?? blocks.find(({ role }) => role === 'text');
}
