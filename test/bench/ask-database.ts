/** `node ask-database.ts FOLDER`: answers the questions of a filled database, then does only their bare work. JSON. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { openDatabase } from '../../src/database.ts';
import { createLog } from '../../src/log.ts';
import { normaliseText } from '../../src/text/normalise.ts';
import { tokenise } from '../../src/text/tokens.ts';
import { contentWords, openPlainSearch } from './plain-search.ts';
import type { BenchQuestion } from './questions.ts';
import { type Times, timeEach, timeOnce } from './timing.ts';

type Both = Record<'scoped' | 'unscoped', Times>;

/** Whole answers beside their bare cost. */
export interface AskResult {
  openMs: number;
  openedRssMb: number;
  rssMb: number;
  answers: Both;
  /** Cutting the question and one search over everything for its words, as simple as it can be written. */
  bare: Both;
  /** The cutting alone. */
  segmentation: Both;
  /** Our own search for the same words, in the region where one is named. */
  search: Both;
}

const WARM_UP = 50;
const SEARCH_LIMIT = 20;

const folder = process.argv[2]!;
const dbPath = join(folder, 'bench.db');
const questions = JSON.parse(readFileSync(join(folder, 'questions.json'), 'utf8')) as Record<
  'scoped' | 'unscoped',
  BenchQuestion[]
>;

const both = async (measure: (kind: 'scoped' | 'unscoped') => Promise<Times>): Promise<Both> => ({
  scoped: await measure('scoped'),
  unscoped: await measure('unscoped'),
});

const last = ({ turns }: BenchQuestion): string => turns.at(-1)!;

async function answerAll(): Promise<Pick<AskResult, 'openMs' | 'openedRssMb' | 'rssMb' | 'answers'>> {
  const config = readConfig({ MINSHENG_DB: dbPath });
  let app!: Awaited<ReturnType<typeof openApp>>;
  const openMs = await timeOnce(async () => {
    app = await openApp(config, createLog('silent'), { seeds: false });
  });
  const openedRssMb = residentMb();
  const asker = { today: '2025-10-15', now: '2025-10-15T02:00:00.000Z', role: 'resident' } as const;
  const say = (text: string, chatId: string) =>
    app.answer(
      { platform: 'bench', id: '1', chatId, chatKind: 'private', personId: 'p', text, addressed: true },
      asker,
    );
  const lead = async (asked: readonly BenchQuestion[], name: string) => {
    for (const [i, { turns }] of asked.entries())
      for (const text of turns.slice(0, -1)) await say(text, `${name}-${i}`);
  };
  const measure = async (asked: readonly BenchQuestion[], name: string) => {
    await lead(asked, name);
    return timeEach(asked, (question, i) => say(last(question), `${name}-${i}`));
  };
  await measure(questions.scoped.slice(0, WARM_UP), 'warm');
  await measure(questions.unscoped.slice(0, WARM_UP), 'warm-wide');
  const answers = await both((kind) => measure(questions[kind], kind));
  const rssMb = residentMb();
  await app.close();
  return { openMs, openedRssMb, rssMb, answers };
}

function residentMb(): number {
  return process.memoryUsage().rss / 2 ** 20;
}

async function bareCost(): Promise<Pick<AskResult, 'bare' | 'segmentation' | 'search'>> {
  const { store, segmenter } = await openDatabase(dbPath);
  const slugs = new Map((await store.reader.regions()).map((region) => [region.fullName, region.slug]));
  const plain = openPlainSearch(dbPath);
  const cut = (text: string) => tokenise(normaliseText(text), segmenter());
  const find = (question: BenchQuestion) => {
    const { regionName } = question;
    const text = last(question);
    const words = regionName && text.startsWith(regionName) ? text.slice(regionName.length) : text;
    const groups = [...new Set(cut(words))].map((token) => [token]);
    const slug = regionName === null ? undefined : slugs.get(regionName);
    return store.reader.search({ ...(slug ? { regionSlugs: [slug] } : {}), groups, limit: SEARCH_LIMIT });
  };
  const findPlainly = (question: BenchQuestion) => plain.find(contentWords(last(question), segmenter()));
  for (const question of questions.unscoped.slice(0, WARM_UP)) findPlainly(question);
  const result = {
    bare: await both((kind) => timeEach(questions[kind], findPlainly)),
    segmentation: await both((kind) => timeEach(questions[kind], (question) => cut(last(question)))),
    search: await both((kind) => timeEach(questions[kind], find)),
  };
  plain.close();
  await store.close();
  return result;
}

console.log(JSON.stringify({ ...(await answerAll()), ...(await bareCost()) }));
