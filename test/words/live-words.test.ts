import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createLiveWords, type LiveWords } from '../../src/live-words.ts';
import { loadPolicy } from '../../src/policy.ts';
import { createEngine, type Engine } from '../../src/questions/engine.ts';
import { INTENTS_DIR } from '../../src/text/data-file.ts';
import { document, entry, openEngine, SETUP_MS, type TestEngine, TODAY } from '../questions/support.ts';

const NOON = '2025-07-10T04:00:00.000Z';
const QUESTION = '铁疙瘩没窝的事进展如何';
const TIMEOUT_MS = 60_000;

let lists: TestEngine;
let folder: string;
let words: LiveWords;
let engine: Engine;
let logged: { level: string; facts: object }[];

const log = {
  debug() {},
  info: (facts: object) => void logged.push({ level: 'info', facts }),
  warn() {},
  error: (facts: object) => void logged.push({ level: 'error', facts }),
};

beforeAll(async () => {
  const parking = entry(1, {
    title: '停车设施建设',
    goal: '新增公共停车位5000个。',
    note: '已新增停车位1250个。',
  });
  const canteen = entry(2, { title: '社区食堂', goal: '新建社区食堂12家。', note: '已建成9家。' });
  lists = await openEngine([document([parking, canteen])]);
}, SETUP_MS);

afterAll(() => lists.close());

beforeEach(async () => {
  logged = [];
  folder = mkdtempSync(join(tmpdir(), 'live-words-'));
  cpSync(INTENTS_DIR, join(folder, 'intents'), { recursive: true });
  words = await createLiveWords({
    intentsDir: join(folder, 'intents'),
    synonymsPath: join(folder, 'synonyms.yaml'),
    log,
    everyMs: 3_600_000,
  });
  engine = await createEngine({
    readerFor: () => lists.reader,
    conversations: { load: async () => null, save: async () => {} },
    segmenter: lists.segmenter,
    policy: loadPolicy().schedule,
    words: words.current,
  });
}, TIMEOUT_MS);

afterEach(() => {
  words.close();
  rmSync(folder, { recursive: true, force: true });
});

async function ask(text: string) {
  const person = {
    platform: 'test',
    chatId: 'c',
    chatKind: 'private',
    personId: 'p',
    addressed: true,
  } as const;
  return engine.answer({ ...person, id: '1', text }, { today: TODAY, now: NOON, role: 'resident' });
}

/** Two looks see the same change: the second takes it over. */
async function lookTwice(): Promise<void> {
  await words.look();
  await words.look();
}

const synonyms = (content: string) => writeFileSync(join(folder, 'synonyms.yaml'), content);
const inIntents = (name: string) => join(folder, 'intents', name);

test(
  'a synonym of one line answers at the next message',
  async () => {
    expect((await ask(QUESTION)).kind).toBe('refuse');
    synonyms('铁疙瘩没窝: 停车位\n');
    await lookTwice();
    expect(await ask(QUESTION)).toMatchObject({ kind: 'answer', projects: ['wuhou-2025-01'] });
    rmSync(join(folder, 'synonyms.yaml'));
    await lookTwice();
    expect((await ask(QUESTION)).kind).toBe('refuse');
  },
  TIMEOUT_MS,
);

test(
  'a shipped file that an editor puts in place of the old one is read again',
  async () => {
    const path = inIntents('lexicon/wording.yaml');
    const edited = readFileSync(path, 'utf8').replace(
      /^no_match_scope: .*$/m,
      'no_match_scope: "{scope}没有这一项。"',
    );
    writeFileSync(`${path}.new`, edited);
    renameSync(`${path}.new`, path);
    await lookTwice();
    expect((await ask('武侯区殡仪馆建好了吗')).blocks[0]?.text).toContain('没有这一项');
  },
  TIMEOUT_MS,
);

test(
  'a broken file changes nothing, is told once with its place, and holds once it is mended',
  async () => {
    const before = words.current();
    synonyms('铁疙瘩没窝: 停车位\n车: 停车位\n');
    appendFileSync(inIntents('status.yaml'), '\nnonsense: true\n');
    await lookTwice();
    await lookTwice();
    expect(words.current()).toBe(before);
    const places = words.state().problems.map(({ where }) => where);
    expect(places).toEqual([join(folder, 'synonyms.yaml'), 'intents/status.yaml']);
    const errors = logged.filter(({ level }) => level === 'error');
    expect(errors).toHaveLength(1);
    expect(JSON.stringify(errors)).toContain('intents/status.yaml');
    cpSync(join(INTENTS_DIR, 'status.yaml'), inIntents('status.yaml'));
    synonyms('铁疙瘩没窝: 停车位\n');
    await lookTwice();
    expect(words.state().problems).toEqual([]);
    expect((await ask(QUESTION)).kind).toBe('answer');
  },
  TIMEOUT_MS,
);

test(
  'words that are read at the start only are checked as well',
  async () => {
    const before = words.current();
    appendFileSync(inIntents('lexicon/commands.yaml'), '\nnonsense: true\n');
    synonyms('铁疙瘩没窝: 停车位\n');
    await lookTwice();
    expect(words.current()).toBe(before);
    expect(words.state().problems).toMatchObject([{ where: 'intents/lexicon/commands.yaml' }]);
  },
  TIMEOUT_MS,
);

test(
  'a file that is still being written is left alone until it stays the same',
  async () => {
    const before = words.current();
    synonyms('铁疙瘩没窝: 停');
    await words.look();
    synonyms('铁疙瘩没窝: 停车位\n');
    await words.look();
    expect(words.current()).toBe(before);
    expect(words.state().problems).toEqual([]);
    await words.look();
    expect((await ask(QUESTION)).kind).toBe('answer');
  },
  TIMEOUT_MS,
);

test('nothing is read while nothing changes', async () => {
  const before = words.current();
  for (let look = 0; look < 5; look++) await words.look();
  expect(words.current()).toBe(before);
  expect(logged).toEqual([]);
});
