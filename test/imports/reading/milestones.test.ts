import { describe, expect, it } from 'vitest';
import { read } from './project.ts';

const steps = (note: string, goal = '') =>
  read({ goal, note }).milestones.map(({ due, what }) => `${due} ${what}`);

describe('milestones', () => {
  it('reads what is to be done by when', () => {
    expect(steps('主体已封顶，预计11月底验收交付。')).toEqual(['2025-11-30 验收交付']);
    expect(steps('计划12月中旬完成道路施工，力争明年3月通车。')).toEqual([
      '2025-12-20 完成道路施工',
      '2026-03-31 通车',
    ]);
  });
  it('leaves out what is past and how far the figures go', () => {
    expect(steps('3月10日开工，截至9月底完成80%；自2024年10月21日进场施工。')).toEqual([]);
  });
  it('names a step of few words by the statement before it', () => {
    expect(steps('道路面层正在施工，计划10月底完成。')).toEqual(['2025-10-31 道路面层正在施工，完成']);
  });
  it('reads the deadlines of a goal but not its 年内 and 全年', () => {
    expect(steps('', '10月底前建成投用，全年培训200人，年内新建2处。')).toEqual(['2025-10-31 建成投用']);
  });
  it('takes the day behind a label of its own for that of the whole project', () => {
    expect(steps('', '改造线路12条。\n完成时限：11月底')).toEqual(['2025-11-30 完成时限']);
    expect(steps('', '改造线路12条。\n建设地点：11月底')).toEqual([]);
  });
  it.each([
    ['力争国庆前投入使用。', '2025-09-30 投入使用'],
    ['计划春节前全部投用。', '2026-02-16 全部投用'],
    ['力争明年“五一”前开放。', '2026-04-30 开放'],
    ['确保供暖季前完成改造。', '2025-11-14 完成改造'],
    ['延至2026年春季学期投用。', '2026-03-31 投用'],
    ['预计2025年11月20日至12月10日试运营。', '2025-12-10 试运营'],
  ])('knows the last day of %s', (note, step) => {
    expect(steps(note)).toEqual([step]);
  });
  it('takes occasions for steps only where they are planned', () => {
    expect(steps('国庆前已投用。')).toEqual([]);
    expect(steps('春节前后开展走访慰问。')).toEqual([]);
    expect(steps('', '汛期前完成清淤。')).toEqual(['2025-05-31 完成清淤']);
  });
  it('names the step of a quarter by what stands behind its heading', () => {
    expect(steps('', '四季度目标：完成24部。')).toEqual(['2025-12-31 完成24部']);
  });
});
