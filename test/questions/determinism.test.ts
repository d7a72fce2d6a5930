import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Answer } from '../../src/domain/answer.ts';
import { allLists } from './lists.ts';
import { openEngine, SETUP_MS, type TestEngine, TODAY, textOf } from './support.ts';

const ENTRY = fileURLToPath(new URL('../../src/minsheng.js', import.meta.url));

const TOPICS = [
  ['青羊区2025年', '城镇就业'],
  ['青羊区2024年', '停车位'],
  ['青羊区', '老旧小区改造'],
  ['双流区', '社区食堂'],
  ['', '停车位'],
  ['成都市', '公园'],
  ['海曙区', '养老床位'],
  ['枣庄市市中区', '供热管网'],
] as const;
const ASKED = ['进展怎么样', '目标是多少', '还差多少', '哪个部门负责', '什么时候完成', '为什么慢'];
const WIDE = [
  ...['青羊区2025年有哪些项目', '青羊区2025年完成率最低的三个项目', '青羊区2025年平均完成率是多少'],
  ...['双流区哪些项目滞后了', '各区社区食堂目标分别是多少', '区民政局负责哪些项目', '2025年一共有多少项'],
  ...['周敏牵头哪些项目', '海曙区民生实事怎么样了', '青羊区2025年有没有前后不一致', '北京市停车位', '你好'],
];
const QUESTIONS: readonly string[] = [
  ...TOPICS.flatMap(([scope, topic]) => ASKED.map((asked) => `${scope}${topic}${asked}`)),
  ...WIDE,
];

/** What people say after a first question. */
const FOLLOWING: readonly (readonly string[])[] = [
  ['责任单位是谁', '那双流区呢', '还差多少'],
  ['不是，我问的是停车位', '目标是多少', '谁负责'],
  ['2', '都要', '第二个谁负责'],
  ['取消', '责任单位是谁', '海曙区'],
  ['建了多少，谁负责', '另一个呢', '上面那个什么时候完成'],
  ['最慢的是哪个', '平均呢', '除了社区食堂还有啥'],
];
const FIRST = [
  '青羊区2025年社区食堂进展怎么样',
  '老旧小区改造怎么样',
  '青羊区2025年韩磊牵头哪些项目',
  '双流区',
];
const TALKS: readonly (readonly string[])[] = [
  ...QUESTIONS.map((question) => [question]),
  ...FIRST.flatMap((first) =>
    FOLLOWING.flatMap((turns) => turns.map((_, i) => [first, ...turns.slice(0, i + 1)])),
  ),
  ...FIRST.flatMap((first) => QUESTIONS.filter((_, i) => i % 9 === 0).map((next) => [first, next])),
  ...FOLLOWING.flatMap((turns) => turns.map((turn) => ['青羊区2025年有哪些项目', turn])),
];

let base: TestEngine;
let first: ReadonlyMap<string, Answer>;

async function answersOf(engine: TestEngine, questions: readonly string[]): Promise<Map<string, Answer>> {
  const answers = new Map<string, Answer>();
  for (const question of questions) answers.set(question, await engine.talk().ask(question));
  return answers;
}

const inOrder = (answers: ReadonlyMap<string, Answer>) => QUESTIONS.map((text) => [text, answers.get(text)]);

beforeAll(async () => {
  base = await openEngine(allLists());
  first = await answersOf(base, QUESTIONS);
}, SETUP_MS);
afterAll(() => base.close());

test('there are sixty questions, answered in every way', () => {
  expect(QUESTIONS).toHaveLength(60);
  expect(new Set([...first.values()].map(({ kind }) => kind))).toEqual(
    new Set(['answer', 'list', 'clarify', 'refuse', 'smalltalk']),
  );
});

test('the order of questions changes no answer', async () => {
  const shuffled = fc.shuffledSubarray([...QUESTIONS], { minLength: QUESTIONS.length });
  for (const order of fc.sample(shuffled, { numRuns: 3, seed: 6 }))
    expect(inOrder(await answersOf(base, order))).toEqual(inOrder(first));
});

test('questions asked at the same moment get the answers that they get alone', async () => {
  const together = await Promise.all(
    QUESTIONS.map(async (text) => [text, await base.talk().ask(text)] as const),
  );
  expect(inOrder(new Map(together))).toEqual(inOrder(first));
});

test('a database opened again gives the same answers', async () => {
  const again = await openEngine([], base.path);
  try {
    expect(inOrder(await answersOf(again, QUESTIONS))).toEqual(inOrder(first));
  } finally {
    await again.close();
  }
});

test('the same file imported again changes no answer', async () => {
  const lists = allLists();
  const twice = await openEngine([...lists, lists[1]!]);
  try {
    const said = await answersOf(twice, QUESTIONS);
    expect(QUESTIONS.map((text) => textOf(said.get(text)!))).toEqual(
      QUESTIONS.map((text) => textOf(first.get(text)!)),
    );
  } finally {
    await twice.close();
  }
});

test('the order of imports changes no answer, of choices at most their order', async () => {
  const reversed = await openEngine(allLists().reverse());
  try {
    const parts = ({ kind, projects, blocks }: Answer) =>
      kind === 'clarify' ? [kind, projects.toSorted()] : [kind, projects, blocks];
    const said = await answersOf(reversed, QUESTIONS);
    expect(QUESTIONS.map((text) => [text, parts(said.get(text)!)])).toEqual(
      QUESTIONS.map((text) => [text, parts(first.get(text)!)]),
    );
  } finally {
    await reversed.close();
  }
});

test(
  'two hundred dialogues get the same answers in any order, after a restart, in two processes',
  async () => {
    expect(TALKS.length).toBeGreaterThanOrEqual(170);
    const [shuffled] = fc.sample(fc.shuffledSubarray([...TALKS], { minLength: TALKS.length }), {
      numRuns: 1,
      seed: 11,
    });
    const [one, other] = await Promise.all([answeredBy('one', TALKS), answeredBy('other', shuffled!)]);
    expect(one.size).toBe(new Set(TALKS.map((turns) => turns.join('|'))).size);
    expect([...other].sort()).toEqual([...one].sort());
  },
  SETUP_MS,
);

/** What a process of its own answers: the last turn of each dialogue, by all its turns. */
async function answeredBy(name: string, talks: readonly (readonly string[])[]): Promise<Map<string, string>> {
  const file = `${base.path}.${name}.jsonl`;
  const lines = talks.map((turns) => ({ id: turns.join('|'), role: 'resident', turns, today: TODAY }));
  writeFileSync(file, lines.map((line) => JSON.stringify(line)).join('\n'));
  const stdout = await printed([ENTRY, 'answer', '--questions', file, '--db', base.path]);
  const answers = stdout.split('\n').filter((line) => line !== '');
  return new Map(
    answers.map((line) => {
      const { id, kind, projects, text } = JSON.parse(line);
      return [id, JSON.stringify([kind, projects, text])];
    }),
  );
}

/** What the program prints; its failure is the test's. */
const printed = (args: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const options = { maxBuffer: 64 * 1024 * 1024 };
    execFile(process.execPath, [...args], options, (error, stdout) =>
      error ? reject(error) : resolve(stdout),
    );
  });
