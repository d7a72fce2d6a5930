import { describe, expect, test } from 'vitest';
import type { Answer } from '../../src/domain/answer.ts';
import { allLists } from './lists.ts';
import { sharedEngine } from './shared-engine.ts';
import { linesOf, textOf } from './support.ts';

const { ask, newTalk } = sharedEngine();

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

  test('a misprinted number finds its project as well', async () => {
    expectProject(await ask('青羊区2025年第117项进展如何'), 10);
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

  test.each([
    ['国庆前能完工吗', /在2025年国庆之前/],
    ['8月底前来得及吗', /晚于2025年8月/],
    ['明年能用上吗', /9月底/],
  ])('%s is answered by the date that is written', async (asked, told) => {
    expect(textOf(await ask(`青羊区2025年老旧小区改造${asked}`))).toMatch(told);
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

  test('the day that the figures hold for is told', async () => {
    const answer = await ask('青羊区2025年社区食堂建设数据截至什么时候');
    expectProject(answer, 4);
    expect(textOf(answer)).toContain('2025-06-30');
  });

  test('the details hold goal, progress and unit', async () => {
    const answer = await ask('青羊区2025年社区食堂进展', '详情');
    expectProject(answer, 4);
    for (const text of ['新建社区食堂12处', '已建成社区食堂5处', '区民政局', '周敏'])
      expect(textOf(answer)).toContain(text);
  });
});

describe('a project named with its place, year and title', () => {
  const named = allLists().flatMap(({ region, year, projects }) =>
    projects.map(({ position, title }) => ({
      id: `${region.slug}-${year}-${String(position).padStart(2, '0')}`,
      name: `${region.fullName}${year}年${title}`,
    })),
  );

  test.each([
    '',
    '进展怎么样',
    '完成了吗',
    '搞得咋样了',
    '完成率是多少',
    '目标是什么',
    '完成了多少',
    '还差多少',
    '超额了多少',
    '完成了百分之几',
    '哪个部门负责',
    '归谁管',
    '牵头领导是谁',
    '啥时候能弄完',
    '为什么没完成',
    '怎么申请',
    '数据来源是哪份文件',
    '有没有对不上的地方',
    '真的完成了吗',
    '存在什么问题',
    '下一步',
    '包括哪些内容',
    '现在到什么程度了？谢谢',
  ])('is the one that is answered for: …%s', async (asked) => {
    const answers = await Promise.all(named.map(({ name }) => ask(`${name}${asked}`)));
    expect(answers.map(({ kind, projects }) => [kind, ...projects])).toEqual(
      named.map(({ id }) => ['answer', id]),
    );
    expect(answers.every(({ sources }) => sources.length === 1)).toBe(true);
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
    const answer = await newTalk({ role }).ask(question);
    expect(textOf(answer)).toContain('8600套少于目标9000套');
  });

  test('are what staff are told when they ask whether a claim is true', async () => {
    const answer = await newTalk({ role: 'staff' }).ask('青羊区2025年课桌椅真的都更新了吗');
    expectProject(answer, 11);
    expect(textOf(answer)).toContain('8600套少于目标9000套');
  });

  test('a claim of 100% stays as the document makes it', async () => {
    const answer = await ask('青羊区2025年课桌椅更新进展如何');
    expect(linesOf(answer, 'head')[0]).toContain('100%');
    expect(textOf(answer)).toContain('8600套');
  });
});
