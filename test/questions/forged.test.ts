import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Block } from '../../src/domain/answer.ts';
import { place } from '../../src/questions/compose.ts';
import { unbacked } from '../../src/questions/ground.ts';
import { FORGERIES, type Forgery, isTrueByChance } from './forged.ts';
import { realLists } from './real-lists.ts';
import { openEngine, SETUP_MS } from './support.ts';

const OF_ONE = [
  ...['进展怎么样', '完成了多少', '目标是多少', '还差多少', '占目标的百分之多少', '比目标超了多少'],
  ...['什么时候完成', '为什么慢', '责任单位是谁', '滞后了吗', '依据什么文件'],
];
const OF_MANY = [
  ...[
    '有哪些项目',
    '一共多少项',
    '哪些项目滞后',
    '完成率最低的三个',
    '平均完成率是多少',
    '完成率超过50%的有哪些',
  ],
  ...['有没有前后不一致', '数据来源是哪份文件', '年底前要完成的有哪些'],
];

let lines: readonly Block[] = [];
let rejected: readonly { text: string }[] = [];

/** Every line said of every list and every project of the documents, each asked one thing or another. */
beforeAll(async () => {
  const base = await openEngine(await realLists());
  const projects = await base.reader.list({});
  const lists = new Set(projects.map(({ regionName, year }) => `${regionName}${year}年`));
  const questions = [
    ...projects.flatMap((project, i) =>
      [i, i + 4].map((n) => `${place(project)}${OF_ONE[n % OF_ONE.length]}`),
    ),
    ...[...lists].flatMap((list) => OF_MANY.map((asked) => `${list}${asked}`)),
    ...['章丘区和青岛市公交线路目标分别是多少', '各区停车位目标分别是多少'],
  ];
  const answers = [];
  for (const question of questions) answers.push(await base.talk({ role: 'staff' }).ask(question));
  lines = answers.flatMap(({ blocks }) => [...blocks]).filter(({ evidence }) => evidence.length > 0);
  rejected = base.rejected;
  await base.close();
}, SETUP_MS);

afterAll(() => expect(lines.length).toBeGreaterThan(500));

test('no line of a real answer is taken out', () => {
  expect(rejected).toEqual([]);
});

describe('a real line with one figure made wrong is taken out', () => {
  let tried = 0;

  test.each(Object.keys(FORGERIES) as Forgery[])('by %s', (kind) => {
    const forgeries = lines
      .flatMap((block, i) => [0, 1].map((turn) => ({ block, text: FORGERIES[kind](block.text, i + turn) })))
      .filter(
        (one): one is { block: Block; text: string } => one.text !== null && one.text !== one.block.text,
      )
      .filter(({ block, text }) => !isTrueByChance(block, text));
    const passed = forgeries.filter(({ block, text }) => unbacked({ ...block, text }).length === 0);
    expect(passed.map(({ text }) => text)).toEqual([]);
    expect(forgeries.length).toBeGreaterThan(3);
    tried += forgeries.length;
  });

  test('a thousand times and more', () => expect(tried).toBeGreaterThan(1000));
});
