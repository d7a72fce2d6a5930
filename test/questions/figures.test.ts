import { describe, expect, test } from 'vitest';
import type { Answer } from '../../src/domain/answer.ts';
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
    const answer = await newTalk({ today: '2025-03-01' }).ask('青羊区去年新增了多少个停车位');
    expect(answer.projects).toEqual(['qingyang-2024-02']);
  });
});

describe('two of one list', () => {
  const byNumber = '青羊区2025年第3项和第4项哪个慢，差多少';

  test('are told with their rates and the points between them, once', async () => {
    const answer = await ask(byNumber);
    expect(answer.projects).toEqual(['qingyang-2025-03', 'qingyang-2025-04']);
    expect(linesOf(answer, 'item')).toHaveLength(2);
    expect(linesOf(answer, 'text')).toEqual([
      '老旧小区改造较高，社区食堂建设较低，相差4.1个百分点（45.8% - 41.7% = 4.1）。',
    ]);
  });

  test('are found by what they are about as well as by their numbers', async () => {
    const answer = await ask('青羊区2025年老旧小区改造和社区食堂哪个进度慢');
    expect(linesOf(answer, 'text')).toEqual(linesOf(await ask(byNumber), 'text'));
  });

  test('are not ranked where one rate is printed and the other reckoned', async () => {
    const answer = await ask('青羊区2025年燃气报警器和社区食堂哪个进度快');
    expect(linesOf(answer, 'item').join()).toContain('按指标折算69.9%');
    expect(linesOf(answer, 'note')[0]).toContain('口径不同');
    expect(textOf(answer)).not.toContain('相差');
  });
});

describe('a sum', () => {
  test('of two years names both sides and its terms', async () => {
    const answer = await ask('青羊区2024年和2025年一共新增了多少个停车位');
    expect(answer.projects).toEqual(['qingyang-2024-02', 'qingyang-2025-02']);
    expect(textOf(answer)).toContain('合计3070个（1210 + 1860 = 3070）');
  });
});

describe('a rate of one matter in two places', () => {
  test('is compared, not the figure', async () => {
    const answer = await ask('青羊区2024年和2025年老旧小区改造哪年完成率高');
    expect(linesOf(answer, 'text').at(-1)).toContain('相差54.2个百分点');
  });
});

describe('what a document leaves blank', () => {
  test.each([
    ['青羊区2025年哪些项目没写完成率', [5, 6]],
    ['青羊区2025年责任领导一栏空着的有哪些', [5, 6, 9, 10, 11]],
    ['青羊区2025年哪几项没填进展', [6]],
  ])('%s', async (text, positions) => {
    const answer = await ask(text);
    expect(answer.projects.map((id) => Number(id.slice(-2)))).toEqual(positions);
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

describe('the rate of a project whose document states none', () => {
  test('is reckoned from its figures, and the sum is shown', async () => {
    const answer = await ask('青羊区2025年燃气报警器完成率多少');
    expectProject(answer, 5);
    expect(linesOf(answer, 'text')[0]).toContain('69.9%');
    expect(linesOf(answer, 'note')[0]).toContain('32160户 ÷ 4.6万户');
  });
});

describe('figures added up', () => {
  test('of two projects are told one by one with their sum', async () => {
    const answer = await ask('青羊区2025年停车位和口袋公园一共建成多少');
    expect(answer.projects).toEqual(['qingyang-2025-02', 'qingyang-2025-08']);
    expect(linesOf(answer, 'text')[0]).toContain('1868个');
    expect(linesOf(answer, 'item')).toHaveLength(2);
  });

  test('never hold figures in different measures', async () => {
    const answer = await ask('青羊区2025年停车位和社区食堂一共建成多少');
    expect(textOf(answer)).not.toContain('1865');
  });
});
