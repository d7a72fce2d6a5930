import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { document } from '../store/fixtures.ts';
import { actual, entry, linesOf, openEngine, SETUP_MS, type TestEngine, target, textOf } from './support.ts';

let engine: TestEngine;

const list = () =>
  document([
    entry(1, {
      title: '小区充电设施建设',
      goal: '新建公共充电桩900个，小区慢充桩1500个。',
      note: '公共充电桩建成512个，小区慢充桩建成590个。',
      figures: [
        target('公共充电桩', 900, '个'),
        target('小区慢充桩', 1500, '个'),
        actual('公共充电桩建成', 512, '个'),
        actual('小区慢充桩建成', 590, '个'),
      ],
      pairs: [
        [0, 2],
        [1, 3],
      ],
    }),
    entry(2, {
      title: '公共交通微循环',
      goal: '开通地铁接驳微公交线路16条。',
      note: '微公交开通18条，隧道口易堵点疏解1处。',
      figures: [target('地铁接驳微公交线路', 16, '条'), actual('微公交开通', 18, '条')],
      pairs: [[0, 1]],
    }),
    entry(3, {
      title: '内河涌整治',
      goal: '整治内河涌35条。',
      note: '整治河涌30条。',
      figures: [target('整治内河涌', 35, '条'), actual('整治河涌', 30, '条')],
      pairs: [[0, 1]],
    }),
    entry(4, {
      title: '长者饭堂提质扩面',
      goal: '新增长者饭堂40家，80岁以上老人每餐补贴4元。',
      note: '新增长者饭堂37家，80岁以上老人用餐每餐补4元。',
      figures: [
        target('新增长者饭堂', 40, '家'),
        target('80岁以上老人每餐补贴', 4, '元'),
        actual('新增长者饭堂', 37, '家'),
        actual('80岁以上老人用餐每餐补', 4, '元'),
      ],
    }),
    entry(5, {
      title: '二次供水改造',
      goal: '完成小区二次供水设施改造24个。',
      note: '完成小区18个。',
      figures: [target('小区二次供水设施改造', 24, '个'), actual('完成小区', 18, '个')],
      pairs: [[0, 1]],
    }),
    entry(6, {
      title: '燃气安全换管',
      goal: '免费更换居民燃气软管26000户。',
      note: '更换19800户。',
      figures: [target('更换居民燃气软管', 26000, '户'), actual('更换', 19800, '户')],
      pairs: [[0, 1]],
    }),
  ]);

beforeAll(async () => {
  engine = await openEngine([list()]);
}, SETUP_MS);

afterAll(() => engine.close());

const ask = (text: string) => engine.talk().ask(text);

describe('a project that lacks what the question hangs on', () => {
  test.each([
    '小区摄像头装了多少个',
    '换电站建成多少',
    '武侯区地铁四号线几时通',
    '修了几条隧道',
    '断头路整治多少条',
  ])('is not answered for: %s', async (text) => {
    const answer = await ask(text);
    expect(answer.kind).toBe('refuse');
    expect(textOf(answer)).not.toMatch(/900|1500|512|590|16|18|35|30|40|37/);
  });
});

describe('a project that has it in other words', () => {
  test.each([
    ['武侯区河涌整治了几条', '30条'],
    ['公共充电桩建成多少', '512个'],
    ['老年食堂新增了几家', '37家'],
    ['微公交开通了几条', '18条'],
  ])('is answered for: %s', async (text, figure) => {
    const answer = await ask(text);
    expect(answer.kind).toBe('answer');
    expect(textOf(answer)).toContain(figure);
  });
});

test('of two that hold what was said, the one is meant that the whole message sounds like', async () => {
  const answer = await ask('灶上那根皮管子说是白换，武侯换了多少家');
  expect(answer.kind).toBe('answer');
  expect(textOf(answer)).toContain('燃气安全换管');
});

test('what was done is shown beside what was planned, where no figure is surely meant', async () => {
  const text = textOf(await ask('灶上那根皮管子说是白换，武侯换多少根'));
  expect(text).toMatch(/26000户[\s\S]*19800户/);
});

describe('a matter told without a word of any document', () => {
  test.each([
    ['家门前那条沟，水发绿还冒泡，弄清爽几条了', '30条'],
    ['老婆子懒得开灶，一碗稀饭顶一天', '37家'],
  ])('leads to the project that tells of it: %s', async (text, figure) => {
    const answer = await ask(text);
    expect(answer.kind).toBe('answer');
    expect(textOf(answer)).toContain(figure);
  });

  test('is answered with the remark that it was found by what is meant', async () => {
    const answer = await ask('家门前那条沟，水发绿还冒泡，弄清爽几条了');
    expect(linesOf(answer, 'note').at(-1)).toContain('按意思找到的');
  });

  test.each(['狼把三头牛犊拖走了，赔了几户', '盼着坟地便宜点，一块要几万', '洗肾的车费比药贵，贴多少'])(
    'leads to none where no project tells of it: %s',
    async (text) => {
      expect((await ask(text)).kind).toBe('refuse');
    },
  );
});

test('the word that tells figures of one project apart outweighs what they share', async () => {
  const text = textOf(await ask('慢充桩建了几个'));
  expect(text).toContain('590');
  expect(text).not.toContain('目标900个');
});

test('a subsidy for each meal is no investment', async () => {
  const text = textOf(await ask('长者饭堂总投资多少'));
  expect(text).toContain('没有写明');
  expect(text).not.toContain('4元');
});

test('what comes near is named shortly and asked for', async () => {
  const text = textOf(await ask('小区摄像头装了多少个'));
  expect(text).toContain('您是不是想问');
});
