import fc from 'fast-check';
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

describe('what is no figure', () => {
  it.each([
    '数十场活动。',
    '新增就业38\n00人。',
    '建设周期18个月。',
    '建成第3个社区食堂。',
    '服务热线12345。',
    '根据〔2025〕12号文开展。',
    '完成5号楼改造。',
    '由3个提高到更多。',
  ])('keeps no number of %s', (note) => {
    expect(figuresOf(read({ note }), 'actual')).toEqual([]);
  });
  it('keeps what was reached and not what it was before', () => {
    expect(figuresOf(read({ note: '床位由300张增加到560张。' }), 'actual')).toEqual(['床位 560张']);
    expect(figuresOf(read({ goal: '低保标准由820元提高到860元。' }), 'target')).toEqual(['低保标准 860元']);
  });
  it('keeps the number of things, not how large each is', () => {
    expect(figuresOf(read({ goal: '建设3个1000平方米以上的农贸市场。' }), 'target')).toHaveLength(1);
  });
  it('keeps what is left to do, told in so many words', () => {
    expect(figuresOf(read({ note: '下一步打算：剩余3个口袋公园11月底前建成。' }), 'actual')).toEqual([
      '剩余口袋公园 3个',
    ]);
  });
});

describe('any text', () => {
  const piece = fc.oneof(
    fc.integer({ min: 0, max: 1e7 }).map(String),
    fc.constantFrom(
      ...['新增', '改造', '十余', '两', '一百二十', '1.8万', '３', '1,200', '．', '.', '万', '亿', '余', '%'],
      ...[
        '个',
        '户',
        '人次',
        '平方米',
        '元',
        '公里',
        '，',
        '。',
        '；',
        '\n',
        '（',
        '）',
        '由',
        '提高到',
        '其中',
      ],
      ...[
        '年',
        '月',
        '9月底',
        '国庆前',
        '第',
        '约',
        '以上',
        '至',
        '—',
        '、',
        '/',
        '每',
        '百分之',
        '八十',
        '車位',
      ],
    ),
  );
  const text = fc.array(piece, { maxLength: 24 }).map((pieces) => pieces.join(''));
  it('gives no figure and no milestone that its clause does not print', () => {
    fc.assert(
      fc.property(text, text, (goal, note) => {
        const { figures, milestones, clauses } = read({ goal, note });
        for (const { printed, clause } of [...figures, ...milestones])
          if (!clauses[clause]?.text.includes(printed)) return false;
        return figures.every(
          ({ printed, value }) =>
            Number.isFinite(value) && /[\d０-９一二两三四五六七八九十百千万半]/.test(printed),
        );
      }),
    );
  });
  it('reads a count back as it was written, in digits, with separators and in 万', () => {
    const value = fc.integer({ min: 1, max: 99_999_999 });
    const unit = fc.constantFrom('个', '户', '人次', '平方米', '公里', '场');
    fc.assert(
      fc.property(value, unit, (count, counted) => {
        const written = [String(count), count.toLocaleString('en-US'), `${count / 1e4}万`];
        return written.every((number) => {
          const [figure] = read({ note: `累计新增设施${number}${counted}。` }).figures;
          return figure?.value === count && figure.printed === `${number}${counted}`;
        });
      }),
    );
  });
});

describe('sums of money', () => {
  it('takes what is to be invested for no result', () => {
    const note = '二期计划投资170万元，投资概算95万元，目前完成投资61万元。';
    expect(figuresOf(read({ note }), 'actual')).toEqual([expect.stringContaining('610000元')]);
  });
});

describe('the rate of a project', () => {
  const rate = (goal: string, note: string) => read({ goal, note }).statedRate;
  it('is the share of plan of its only target, whatever is told besides', () => {
    expect(rate('', '目标460人，实际培训391人，完成率85%。')).toBe(0.85);
    const goal = '改造渠道40公里，受益群众3.1万人，总投资900万元。\n二季度：12公里\n竣工时间：2025年11月';
    expect(rate(goal, '改造渠道30公里，占任务的75%，完成投资610万元。')).toBe(0.75);
    expect(rate('修缮校舍80间。', '修缮校舍开工80间、竣工36间，竣工率45%。')).toBe(0.45);
  });
  it('is not that of one of several targets', () => {
    expect(rate('新增就业900人，发放贷款2亿元。', '新增就业810人，占90%；发放贷款1.1亿元。')).toBeNull();
  });
});
