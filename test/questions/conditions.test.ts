import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Conditions } from '../../src/questions/question.ts';
import { allLists } from './lists.ts';
import { openEngine, SETUP_MS, type TestEngine, TODAY, understanding } from './support.ts';

let base: TestEngine;
let conditionsOf: (text: string) => Promise<Conditions>;

beforeAll(async () => {
  base = await openEngine(allLists());
  const understand = await understanding(base);
  conditionsOf = async (text) => (await understand(text, TODAY)).conditions;
}, SETUP_MS);
afterAll(() => base.close());

describe('a share is understood', () => {
  const at = (value: number, inclusive: boolean) => ({ value, inclusive });

  test.each([
    ['in tenths and hundredths', '七成五以下的有哪些', { below: at(0.75, true) }],
    ['in tenths and a half', '八成半以上的', { above: at(0.85, true) }],
    ['as a fraction', '四分之三都没干到的', { below: at(0.75, false) }],
    ['as a half that is not reached', '没过半的是哪些', { below: at(0.5, false) }],
    ['without its sign where rates are named', '进度低于60的', { below: at(0.6, false) }],
    ['as the plan that was not kept', '时间进度是75%，没跟上的有谁', { below: at(0.75, false) }],
  ])('%s', async (_, text, bounds) => {
    expect((await conditionsOf(text)).rate).toMatchObject(bounds);
  });

  test.each(['停车位超过1500的', '咋才41%', '第60项'])('not in %s', async (text) => {
    expect((await conditionsOf(text)).rate).toBeNull();
  });
});

describe('how things stand', () => {
  test.each([
    ['哪几项掉队了', 'behind'],
    ['有没有拖拉的', 'behind'],
    ['达不到时序进度的', 'behind'],
    ['达序时的有哪些', 'onPlan'],
    ['哪些低于时间进度', 'belowPlan'],
    ['哪些项目慢于序时', 'belowPlan'],
    ['落后于序时的有哪几个', 'belowPlan'],
    ['慢于计划的是哪些', 'behind'],
    ['没达到节点目标的', 'behind'],
    ['按计划推进的有哪些', 'onPlan'],
    ['超序时的是哪一项', 'ahead'],
    ['哪些比序时快', 'ahead'],
    ['没完成的，把滞后的去掉', 'notBehind'],
    ['达序时的不用说，没达到的报给我', 'behind'],
  ])('%s asks for what is %s', async (text, pace) => {
    expect((await conditionsOf(text)).pace).toBe(pace);
  });

  test.each(['最慢的是哪个', '第二慢的', '慢性病筛查怎么样', '小区慢充桩建了几个'])(
    '%s speaks of nothing that lags',
    async (text) => {
      expect((await conditionsOf(text)).pace).toBeNull();
    },
  );

  test.each([
    ['已经办结的', 'done'],
    ['哪些项目已经100%了', 'done'],
    ['还没收尾的', 'notDone'],
    ['还在推进的列一列', 'inProgress'],
    ['哪些还没动工', 'notStarted'],
  ])('%s is %s', async (text, status) => {
    expect((await conditionsOf(text)).status).toBe(status);
  });
});

describe('what falls due', () => {
  test.each([
    ['年底前要完成的有哪些', null, '2025-12-31'],
    ['10月底前完工的', null, '2025-10-31'],
    ['10月前要完工的', null, '2025-09-30'],
    ['下个月到期的', '2025-08-01', '2025-08-31'],
    ['哪些有硬期限', null, null],
  ])('%s', async (text, from, to) => {
    expect((await conditionsOf(text)).due).toMatchObject({ from, to });
  });

  test('is not what is done', async () => {
    expect((await conditionsOf('11月要完成的有哪些')).status).toBeNull();
  });

  test.each(['上半年完成了哪些', '完成率低于60%的'])('is not in %s', async (text) => {
    expect((await conditionsOf(text)).due).toBeNull();
  });
});

describe('places in a list', () => {
  test.each([
    ['第3到5项是啥', [3, 4, 5]],
    ['第一、第三项分别是什么', [1, 3]],
    ['第3项跟第10项哪个更慢', [3, 10]],
    ['3号项目', [3]],
    ['12号线', []],
    ['第三季度', []],
  ])('%s', async (text, positions) => {
    expect((await conditionsOf(text)).positions).toEqual(positions);
  });

  test.each([
    ['第二慢的是哪个', { order: 'lowest', nth: 2 }],
    ['倒数两个', { order: 'lowest', top: 2 }],
    ['最好的和最差的', { bothEnds: true }],
    ['倒数前三', { order: 'lowest', bothEnds: false, top: 3 }],
  ])('%s', async (text, order) => {
    expect(await conditionsOf(text)).toMatchObject(order);
  });
});
