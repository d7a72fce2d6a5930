/** `node ask-database.ts FOLDER`: answers the questions of a filled database, then does only their bare work. JSON. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { openDatabase } from '../../src/database.ts';
import { createLog } from '../../src/log.ts';
import { normaliseText } from '../../src/text/normalise.ts';
import { tokenise } from '../../src/text/tokens.ts';
import type { BenchQuestion } from './questions.ts';
import { type Times, timeEach, timeOnce } from './timing.ts';

/** Whole answers beside their bare cost: cutting the same text, and one search for the same words. */
export interface AskResult {
  openMs: number;
  openedRssMb: number;
  rssMb: number;
  answers: Record<'scoped' | 'unscoped', Times>;
  segmentation: Record<'scoped' | 'unscoped', Times>;
  search: Record<'scoped' | 'unscoped', Times>;
}

const WARM_UP = 50;
const SEARCH_LIMIT = 20;

const folder = process.argv[2]!;
const dbPath = join(folder, 'bench.db');
const questions = JSON.parse(readFileSync(join(folder, 'questions.json'), 'utf8')) as Record<
  'scoped' | 'unscoped',
  BenchQuestion[]
>;

async function answerAll(): Promise<Pick<AskResult, 'openMs' | 'openedRssMb' | 'rssMb' | 'answers'>> {
  const config = readConfig({ MINSHENG_DB: dbPath });
  let app!: Awaited<ReturnType<typeof openApp>>;
  const openMs = await timeOnce(async () => {
    app = await openApp(config, createLog('silent'), { seeds: false });
  });
  const openedRssMb = residentMb();
  const asker = { today: '2025-10-15', now: '2025-10-15T02:00:00.000Z', role: 'resident' } as const;
  const ask = ({ text }: BenchQuestion, chatId: string) =>
    app.answer(
      { platform: 'bench', id: '1', chatId, chatKind: 'private', personId: 'p', text, addressed: true },
      asker,
    );
  await timeEach(questions.scoped.slice(0, WARM_UP), (question, i) => ask(question, `warm-${i}`));
  const answers = {
    scoped: await timeEach(questions.scoped, (question, i) => ask(question, `scoped-${i}`)),
    unscoped: await timeEach(questions.unscoped, (question, i) => ask(question, `unscoped-${i}`)),
  };
  const rssMb = residentMb();
  await app.close();
  return { openMs, openedRssMb, rssMb, answers };
}

function residentMb(): number {
  return process.memoryUsage().rss / 2 ** 20;
}

async function bareCost(): Promise<Pick<AskResult, 'segmentation' | 'search'>> {
  const { store, segmenter } = await openDatabase(dbPath);
  const slugs = new Map((await store.reader.regions()).map((region) => [region.fullName, region.slug]));
  const cut = (text: string) => tokenise(normaliseText(text), segmenter());
  const find = ({ text, regionName }: BenchQuestion) => {
    const groups = [...new Set(cut(regionName ? text.slice(regionName.length) : text))].map((token) => [
      token,
    ]);
    const slug = regionName === null ? undefined : slugs.get(regionName);
    return store.reader.search({ ...(slug ? { regionSlugs: [slug] } : {}), groups, limit: SEARCH_LIMIT });
  };
  cut('预热');
  const result = {
    segmentation: {
      scoped: await timeEach(questions.scoped, ({ text }) => cut(text)),
      unscoped: await timeEach(questions.unscoped, ({ text }) => cut(text)),
    },
    search: {
      scoped: await timeEach(questions.scoped, find),
      unscoped: await timeEach(questions.unscoped, find),
    },
  };
  await store.close();
  return result;
}

console.log(JSON.stringify({ ...(await answerAll()), ...(await bareCost()) }));
