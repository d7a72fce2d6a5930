import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '../../src/domain/answer.ts';
import { allLists } from './lists.ts';
import { type Conversation, linesOf, openEngine, SETUP_MS, type TestEngine, textOf } from './support.ts';

let base: TestEngine;
let ask: Conversation['ask'];

beforeAll(async () => {
  base = await openEngine(allLists());
  ask = (...turns) => base.talk().ask(...turns);
}, SETUP_MS);

afterAll(async () => {
  expect(base.rejected).toEqual([]);
  await base.close();
});

const SOURCE = [{ document: '青羊区2025年民生实事上半年推进情况', asOf: '2025-06-30' }];

/** One project of 青羊区 2025, with its date and source. */
function expectProject(answer: Answer, position: number): void {
  const id = `qingyang-2025-${String(position).padStart(2, '0')}`;
  expect(answer).toMatchObject({ kind: 'answer', reason: null, projects: [id], sources: SOURCE });
  expect(linesOf(answer, 'head')[0]).toContain(`成都市青羊区2025年第${position}项`);
}

describe('how a project stands', () => {
  test('is told by its state, stated rate and the clauses of its note', async () => {
    const answer = await ask('青羊区2025年老旧小区改造进展怎么样');
    expectProject(answer, 3);
    expect(linesOf(answer, 'head')[0]).toContain('推进中');
    expect(linesOf(answer, 'head')[0]).toContain('45.8%');
    expect(linesOf(answer, 'quote')).toContain('11个老旧小区已完工。');
    expect(textOf(answer)).not.toContain('24个');
  });

  test('done is said of what the document calls done', async () => {
    const answer = await ask('青羊区2025年口袋公园建好了吗');
    expectProject(answer, 8);
    expect(linesOf(answer, 'head')[0]).toContain('已完成');
  });

  test('a plan without progress is never called begun or behind', async () => {
    const answer = await ask('青羊区2025年充电桩进展如何');
    expectProject(answer, 6);
    expect(textOf(answer)).toContain('没有写进展');
    expect(textOf(answer)).not.toMatch(/已完成|推进中|未启动|滞后|0%/);
    expect(linesOf(answer, 'quote')[0]).toContain('600个');
  });

  test('a project without a stated rate gets none', async () => {
    const answer = await ask('青羊区2025年燃气报警器装得怎么样了');
    expectProject(answer, 5);
    expect(linesOf(answer, 'head')[0]).not.toContain('%');
    expect(textOf(answer)).toContain('32160户');
  });

  test('a list without a period has a source without a day', async () => {
    const answer = await ask('海曙区养老床位进展怎么样');
    expect(answer.sources).toEqual([{ document: '海曙区2025年民生实事项目', asOf: null }]);
    expect(textOf(answer)).toContain('没有写进展');
  });

  test('a project is found by its place in the list', async () => {
    expectProject(await ask('青羊区2025年第4项进展如何'), 4);
    expectProject(await ask('青羊区2025年第十一件怎么样了'), 11);
  });

  test('a misprinted number keeps its place', async () => {
    const answer = await ask('青羊区2025年第10项进展如何');
    expectProject(answer, 10);
    expect(textOf(answer)).not.toContain('117');
  });

  test.each([
    ['a typo that sounds alike', '青羊区2025年口袋公圆建得怎么样', 8],
    ['what people call it', '青羊区2025年停车难解决得咋样了', 2],
    ['traditional characters', '青羊區2025年社區食堂進展如何', 4],
    ['its whole title', '青羊区2025年适龄妇女两癌筛查', 7],
  ])('a project is found by %s', async (_, text, position) => {
    expectProject(await ask(text), position);
  });
});

describe('a figure', () => {
  test('of the plan is the target', async () => {
    const answer = await ask('青羊区2025年计划新增多少个停车位');
    expectProject(answer, 2);
    expect(linesOf(answer, 'text')[0]).toMatch(/目标.*1500个/);
  });

  test('of what was done is the actual', async () => {
    const answer = await ask('青羊区2025年新增了多少个停车位');
    expectProject(answer, 2);
    expect(linesOf(answer, 'text')[0]).toContain('1860个');
    expect(linesOf(answer, 'text')[0]).not.toContain('1500');
  });

  test('stands in the clause that it was read from', async () => {
    const answer = await ask('青羊区2025年城镇新增就业完成了多少人');
    expectProject(answer, 1);
    expect(linesOf(answer, 'quote')).toContain('截至6月底，城镇新增就业6240人。');
  });

  test('with its other side carries the ratio, marked as computed', async () => {
    const answer = await ask('青羊区2025年新增了多少个停车位');
    const [note] = linesOf(answer, 'note');
    expect(note).toContain('按指标折算');
    expect(note).toContain('124%');
  });

  test('of what nobody has reported is not taken from the plan', async () => {
    const answer = await ask('青羊区2025年充电桩建了多少个');
    expectProject(answer, 6);
    expect(linesOf(answer, 'text').join()).not.toContain('600');
    expect(linesOf(answer, 'text')[0]).toContain('没有写');
    expect(linesOf(answer, 'quote')[0]).toContain('600个');
  });

  test('that is a ceiling has no ratio', async () => {
    const answer = await ask('青羊区2025年失业率目标是多少');
    expectProject(answer, 1);
    expect(linesOf(answer, 'text')[0]).toContain('不超过4.5%');
    expect(linesOf(answer, 'quote')[0]).toContain('4.5%以内');
    expect(textOf(answer)).not.toContain('折算');
  });

  test('that is about so much keeps its 约', async () => {
    const answer = await ask('青羊区2025年老旧小区改造惠及多少户');
    expectProject(answer, 3);
    expect(linesOf(answer, 'text')[0]).toContain('约6300户');
  });

  test('of the year asked for is that of its list', async () => {
    const answer = await ask('青羊区2024年新增了多少个停车位');
    expect(answer.projects).toEqual(['qingyang-2024-02']);
    expect(textOf(answer)).toContain('1210个');
    expect(textOf(answer)).not.toContain('1860');
    expect(answer.sources[0]?.asOf).toBe('2024-12-31');
  });

  test('去年 is counted from today', async () => {
    const answer = await base.talk({ today: '2025-03-01' }).ask('青羊区去年新增了多少个停车位');
    expect(answer.projects).toEqual(['qingyang-2024-02']);
  });
});

describe('what is left', () => {
  test('is target minus actual with its arithmetic', async () => {
    const answer = await ask('青羊区2025年社区食堂还差多少处');
    expectProject(answer, 4);
    expect(linesOf(answer, 'text')[0]).toContain('7处');
    expect(linesOf(answer, 'note')[0]).toContain('12 - 5 = 7');
  });

  test('is counted in single units where the plan counts in 万', async () => {
    const answer = await ask('青羊区2025年燃气报警器还差多少户没装');
    expectProject(answer, 5);
    expect(linesOf(answer, 'text')[0]).toContain('13840户');
    expect(linesOf(answer, 'note')[0]).toContain('46000 - 32160 = 13840');
  });

  test('keeps decimals clean', async () => {
    const answer = await ask('双流区农村公路还差多少公里');
    expect(linesOf(answer, 'text')[0]).toContain('17.5公里');
  });

  test('is nothing where the target is met exactly', async () => {
    const answer = await ask('青羊区2025年两癌筛查还差多少人');
    expectProject(answer, 7);
    expect(textOf(answer)).toContain('已达到目标');
    expect(textOf(answer)).not.toContain('还差');
  });

  test('is nothing where the target is passed', async () => {
    const answer = await ask('青羊区2025年停车位还差多少个');
    expect(textOf(answer)).toContain('已达到目标');
    expect(textOf(answer)).not.toMatch(/-\s?360|还差/);
  });

  test('of a ceiling is not computed', async () => {
    const answer = await ask('青羊区2025年失业率还差多少');
    expectProject(answer, 1);
    expect(textOf(answer)).not.toMatch(/0\.4|折算|1760/);
    expect(textOf(answer)).toContain('4.1%');
  });

  test('is not computed without progress', async () => {
    const answer = await ask('青羊区2025年充电桩还差多少个');
    expectProject(answer, 6);
    expect(linesOf(answer, 'text')[0]).toContain('没有');
    expect(textOf(answer)).not.toContain('还差');
  });
});

describe('what is over', () => {
  test('is actual minus target', async () => {
    const answer = await ask('青羊区2025年停车位比目标超额完成了多少个');
    expectProject(answer, 2);
    expect(linesOf(answer, 'text')[0]).toContain('360个');
    expect(linesOf(answer, 'note')[0]).toContain('1860 - 1500 = 360');
  });

  test('is said to be nothing where something is left', async () => {
    const answer = await ask('青羊区2025年社区食堂超额完成了多少处');
    expect(linesOf(answer, 'text')[0]).toContain('没有超出');
    expect(linesOf(answer, 'text')[0]).toContain('7处');
  });
});

describe('a share', () => {
  test('is computed with both figures as printed', async () => {
    const answer = await ask('青羊区2025年燃气报警器完成了几成');
    expectProject(answer, 5);
    expect(linesOf(answer, 'text')[0]).toContain('69.9%');
    expect(linesOf(answer, 'note')[0]).toMatch(/按指标折算.*32160户.*4\.6万户/);
  });

  test('may be more than all', async () => {
    const answer = await ask('青羊区2025年停车位占计划的百分之多少');
    expect(linesOf(answer, 'text')[0]).toContain('124%');
  });

  test('without progress is not computed', async () => {
    const answer = await ask('青羊区2025年充电桩占计划的百分之多少');
    expectProject(answer, 6);
    expect(textOf(answer)).not.toContain('%');
  });
});

describe('who answers for it', () => {
  test('units are named by the words of the sheet', async () => {
    const answer = await ask('青羊区2025年停车位建设哪个部门负责');
    expectProject(answer, 2);
    expect(linesOf(answer, 'text')).toEqual(['责任单位：区住房和城乡建设局', '配合单位：区交通运输局']);
  });

  test('officials are named by the words of the sheet', async () => {
    const answer = await ask('青羊区2025年停车位建设由哪位领导牵头');
    expectProject(answer, 2);
    expect(linesOf(answer, 'text')).toEqual(['牵头领导：韩磊']);
  });

  test('an official that is not printed is not made up', async () => {
    const answer = await ask('青羊区2025年燃气报警器分管领导是谁');
    expectProject(answer, 5);
    expect(textOf(answer)).toContain('没有写明');
    expect(textOf(answer)).toContain('区综合行政执法局');
    expect(textOf(answer)).not.toMatch(/周敏|韩磊|陈静/);
  });
});

describe('when, why, how and from where', () => {
  test('a milestone is given with its date as printed', async () => {
    const answer = await ask('青羊区2025年老旧小区改造什么时候完工');
    expectProject(answer, 3);
    expect(linesOf(answer, 'text')[0]).toContain('9月底');
  });

  test('no date is made up', async () => {
    const answer = await ask('青羊区2025年充电桩什么时候完成');
    expectProject(answer, 6);
    expect(linesOf(answer, 'text')[0]).toContain('没有写明');
    expect(textOf(answer)).not.toMatch(/\d月|年底/);
  });

  test('a stated reason is quoted', async () => {
    const answer = await ask('青羊区2025年老旧小区改造为什么推迟');
    expectProject(answer, 3);
    expect(linesOf(answer, 'quote')[0]).toContain('管线迁改手续未办结');
  });

  test('no reason is made up', async () => {
    const answer = await ask('青羊区2025年公交线路优化为什么这么慢');
    expectProject(answer, 9);
    expect(textOf(answer)).toContain('没有写明原因');
  });

  test('how to apply is answered by the text and the unit in charge', async () => {
    const answer = await ask('青羊区2025年两癌筛查怎么申请');
    expectProject(answer, 7);
    expect(textOf(answer)).toContain('区卫生健康局');
  });

  test('the source is the document by its title', async () => {
    const answer = await ask('青羊区2025年两癌筛查的数据来源是哪份文件');
    expectProject(answer, 7);
    expect(textOf(answer)).toContain('《青羊区2025年民生实事上半年推进情况》');
  });

  test('the details hold goal, progress and unit', async () => {
    const answer = await ask('青羊区2025年社区食堂进展', '详情');
    expectProject(answer, 4);
    for (const text of ['新建社区食堂12处', '已建成社区食堂5处', '区民政局', '周敏'])
      expect(textOf(answer)).toContain(text);
  });
});

describe('doubts about a project', () => {
  const question = '青羊区2025年课桌椅的数前后对得上吗，有没有矛盾';

  test('residents see the figures side by side and no finding', async () => {
    const answer = await ask(question);
    expectProject(answer, 11);
    expect(textOf(answer)).toContain('9000套');
    expect(textOf(answer)).toContain('8600套');
    expect(textOf(answer)).not.toContain('少于目标');
  });

  test.each(['staff', 'leader'] as const)('%s see the finding as well', async (role) => {
    const answer = await base.talk({ role }).ask(question);
    expect(textOf(answer)).toContain('8600套少于目标9000套');
  });

  test('are what staff are told when they ask whether a claim is true', async () => {
    const answer = await base.talk({ role: 'staff' }).ask('青羊区2025年课桌椅真的都更新了吗');
    expectProject(answer, 11);
    expect(textOf(answer)).toContain('8600套少于目标9000套');
  });

  test('a claim of 100% stays as the document makes it', async () => {
    const answer = await ask('青羊区2025年课桌椅更新进展如何');
    expect(linesOf(answer, 'head')[0]).toContain('100%');
    expect(textOf(answer)).toContain('8600套');
  });
});
