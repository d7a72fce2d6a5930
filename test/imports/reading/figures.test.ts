import { describe, expect, it } from 'vitest';
import { figuresOf, read } from './project.ts';

describe('targets of a goal', () => {
  it('names what is counted, before the number or behind it', () => {
    const goal = '新增公共停车位1.34万个；打造10个以上示范社区；为500名老人提供助餐服务。';
    expect(figuresOf(read({ goal }), 'target')).toEqual([
      '新增公共停车位 13400个',
      '打造示范社区 10个',
      '老人提供助餐服务 500名',
    ]);
  });
  it('carries the verb of a list on to the things that follow', () => {
    expect(figuresOf(read({ goal: '新建公园2处、绿道6公里。' }), 'target')).toEqual([
      '新建公园 2处',
      '新建绿道 6公里',
    ]);
  });
  it('takes the lower end of a span as the least that is promised', () => {
    const [figure] = read({ goal: '创建示范社区1-2个。' }).figures;
    expect(figure).toMatchObject({ value: 1, direction: 'atLeast', printed: '1-2个' });
  });
  it('reads ceilings as such', () => {
    expect(read({ goal: '城镇登记失业率控制在4.3%以内。' }).figures[0]).toMatchObject({
      direction: 'atMost',
    });
  });
  it('leaves out ages, other limits and numbers in names', () => {
    const goal = '为18-70岁妇女和60周岁以上老人办理保险，举办“520青年场”活动，开通318路公交。';
    expect(figuresOf(read({ goal }), 'target')).toEqual([]);
  });
});

describe('actuals of a note', () => {
  it('tells apart what is done and the target told again', () => {
    const project = read({
      goal: '改造小区12个。',
      note: '12个小区中，已完工7个，在建5个。',
    });
    expect(figuresOf(project, 'actual').map((text) => text.split(' ')[1])).toEqual(['7个', '5个']);
  });
  it('reads a target that only the note tells', () => {
    const project = read({ goal: '开展妇女免费检查。', note: '今年检查目标人群4600人，已检查3216人。' });
    expect(figuresOf(project, 'target')).toEqual(['检查目标人群 4600人']);
    expect(project.pairs).toMatchObject([{ ratio: 0.6991 }]);
  });
  it('leaves out what is still to come', () => {
    const note = '已安装充电桩120个，预计年底可再安装80个。';
    expect(figuresOf(read({ note }), 'actual')).toEqual(['安装充电桩 120个']);
  });
  it('dates the figures behind 截至, to the end of their sentence only', () => {
    const project = read({ note: '截至8月底，新增学位300个；培训教师50人。走访家庭20户。' });
    expect(project.figures.map((figure) => figure.asOf)).toEqual(['2025-08-31', '2025-08-31', null]);
  });
  it('prints every figure as it stands in its clause', () => {
    const project = read({ note: '惠及居民１.８万余户，满意度达９８.５％。' });
    for (const { printed, clause } of project.figures)
      expect(project.clauses[clause]?.text).toContain(printed);
    expect(project.figures.map((figure) => figure.value)).toEqual([18000, 98.5]);
  });
  it('reads traditional characters and prints them as they stand', () => {
    const [figure] = read({ note: '已新增停車位900個。' }).figures;
    expect(figure).toMatchObject({ indicator: '新增停车位', value: 900, unit: '个', printed: '900個' });
  });
  it('tells a rate by what it is the rate of', () => {
    const note = '婚前检查971人，目标覆盖率64.7%。';
    expect(figuresOf(read({ note }), 'actual')).toEqual(['婚前检查 971人', '婚前检查目标覆盖率 64.7%']);
  });
});
