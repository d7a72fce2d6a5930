import { describe, expect, it } from 'vitest';
import { read } from './project.ts';

const state = (note: string, goal = '') => read({ goal, note }).status;

describe('status of a project', () => {
  it.each([
    '已完成全年任务。',
    '项目全面完成。',
    '全年任务已全部完成，进入日常养护。',
    '已完工并投入使用。',
    '5月30日建成通车。',
    '两条线路换装到位。已于7月提前完成。',
    '九座危桥的加固已于六月底全部完成，累计投资2100万元。',
  ])('takes %s for done', (note) => {
    expect(state(note)).toBe('done');
  });
  it.each([
    '正在进行室外施工。',
    '已完成招标，有序推进中。',
    '教学楼主体已完工，正在装修。',
    '已完成前期手续，计划11月进场。',
  ])('takes %s for under way', (note) => {
    expect(state(note)).toBe('in_progress');
  });
  it('takes 未启动 for not begun, but not for one part of several', () => {
    expect(state('尚未开工。')).toBe('not_started');
    expect(state('东区3处已完工；西区1处尚未开工。')).toBe('in_progress');
    expect(state('仅铺设主管1.6公里，支管未动工，主因是线路改动。')).toBe('in_progress');
    expect(state('应于7月底前改造管网3公里，施工图未批，未动工。')).toBe('not_started');
    expect(state('打通3条，另外2条因管线迁改未开工。')).toBe('in_progress');
    expect(state('东桥设计完成，西桥未启动。')).toBe('in_progress');
    expect(state('目前都没有开工，其中3个已取得批复。')).toBe('not_started');
  });
  it('is unknown where nothing is said, and never "not begun"', () => {
    expect(state('', '新建公园2处。')).toBe('unknown');
    expect(read({ note: '备注：本季未上报。' })).toMatchObject({
      status: 'unknown',
      statusWord: '本季未上报',
    });
  });
  it('is unknown of a project taken off the list, but not where only a part of it is', () => {
    expect(state('因规划调整，经人大常委会同意移出今年清单。')).toBe('unknown');
    expect(state('2个村移出今年清单，其余正在施工。')).toBe('in_progress');
  });
  it('is done when every target is reached, under way when one is not', () => {
    const goal = '新建公园2处，新建绿道6公里。';
    expect(state('新建公园2处，新建绿道6.5公里。', goal)).toBe('done');
    expect(state('新建公园2处，新建绿道5公里。', goal)).toBe('in_progress');
  });
  it('does not let a finished part speak for the whole', () => {
    const goal = '加装电梯60台，更新老旧电梯120台。';
    expect(state('加装电梯完工41台；更新老旧电梯132台，超额完成全年任务。', goal)).toBe('in_progress');
  });
  it('believes that all of it is done, also where a figure beside it falls short', () => {
    const goal = '新建公园6处，新建绿道6公里。';
    const note = '新建公园7处，新建绿道5公里，全部完成年度任务。';
    expect(read({ goal, note })).toMatchObject({
      status: 'done',
      findings: [{ kind: 'claimVersusFigures', severity: 'doubt' }],
    });
    expect(state('新建公园7处，任务全部完成；新建绿道5公里。', goal)).toBe('in_progress');
  });
  it('follows a column before the prose, a rate before the list, the list before the prose', () => {
    expect(read({ note: '正在施工。', status: '已完成' }).status).toBe('done');
    expect(read({ note: '', rate: '52%' }, { allDone: true }).status).toBe('in_progress');
    expect(read({ note: '建成2处。' }, { allDone: true }).status).toBe('done');
  });
  it.each([
    ['两处开工，较工期滞后1处。', true],
    ['设备流标，明显滞后于计划。', true],
    ['培训870人、贷款1.2亿元，均快于时间进度。', false],
    ['较上年增加2处。', null],
  ])('hears the pace in %s', (note, lagging) => {
    expect(read({ note }).lagging).toBe(lagging);
  });
  it('reads the official flag of the schedule in its many words', () => {
    const flag = (status: string) => read({ note: '推进中。', status }).lagging;
    expect(['是', '达序时', '超序时', '已达序时进度'].map(flag)).toEqual([false, false, false, false]);
    expect(['否', '未达序时', '滞后', '慢于序时', '推进缓慢'].map(flag)).toEqual([
      true,
      true,
      true,
      true,
      true,
    ]);
    expect(flag('')).toBeNull();
    expect(['推进较慢', '进度偏缓', '迟缓'].map(flag)).toEqual([true, true, true]);
    expect(read({ note: '两家未选定场地。', reason: '产权复杂，推进较慢。' }).lagging).toBe(true);
    expect(read({ note: '因征地问题，工程进度滞后。' }).lagging).toBe(true);
    expect(read({ note: '解决产业发展滞后的问题。' }).lagging).toBeNull();
  });
});

describe('rate of a project', () => {
  const rate = (raw: Parameters<typeof read>[0]) => read(raw).statedRate;

  it('reads the column in percent or as a fraction, above 100% too', () => {
    expect(['52%', '0.52', '52', '961.7%', '100％'].map((text) => rate({ rate: text }))).toEqual([
      0.52, 0.52, 0.52, 9.617, 1,
    ]);
  });
  it('reads an opening that speaks of the whole', () => {
    expect(rate({ note: '目前，已完成年度计划52%。新增就业300人。' })).toBe(0.52);
  });
  it('does not take the share of one target for the whole', () => {
    const note = '扶持创业3.84万人，占年计划的128%；免费体检2.6万人。';
    expect(rate({ goal: '扶持创业3万人，免费体检2.5万人。', note })).toBeNull();
  });
  it.each(['办结', '已销号', '竣工', '已投用', '√', '交卷', '完成年度任务', '提前完成'])(
    'takes %s in the status column for done',
    (status) => {
      expect(read({ status, note: '开展活动。' })).toMatchObject({ status: 'done', statusWord: status });
    },
  );
  it.each([
    ['黄灯', true],
    ['严重滞后', true],
    ['未达序', true],
    ['未完成季度目标', true],
    ['没有达到节点目标', true],
    ['红灯（严重滞后）', true],
    ['绿灯（正常）', false],
    ['超额完成9月份节点目标', false],
    ['达到时间进度', false],
    ['绿灯', false],
    ['序时推进', false],
    ['快于序时进度', false],
    ['推进中', null],
    ['已开工', null],
  ])('reads the flag of %s', (status, lagging) => {
    expect(read({ status, note: '开展活动。' })).toMatchObject({ status: 'in_progress', lagging });
  });
  it('takes the share that one result tells of the plan where nothing else is measured', () => {
    const rate = (goal: string, note: string) => read({ goal, note }).statedRate;
    expect(rate('安置300人。', '安置318人，为年度任务的106%，其中新安置90人。')).toBe(1.06);
    expect(rate('5个乡新铺管网48公里。', '铺设管网12公里，占年度任务的25%。')).toBe(0.25);
    expect(rate('铺管网48公里，建泵站2座。', '铺管网48公里，占年度任务的100%；泵站建成1座。')).toBeNull();
    expect(rate('修路60公里。', '整体进度已完成年度目标任务的55%。')).toBe(0.55);
  });
  it.each(['暂缓', '取消', '暂停实施', '已调整'])(
    'knows no state of a project that is %s, only the word',
    (status) => {
      expect(read({ status, note: '已建成2处。' })).toMatchObject({ status: 'unknown', statusWord: status });
    },
  );
  it('takes what was not assessed for neither on time nor behind', () => {
    expect(read({ status: '本期不考核', note: '工程进度滞后。' })).toMatchObject({
      lagging: null,
      statusWord: '本期不考核',
    });
  });
  it('does not take a lag that was avoided or made good for one', () => {
    expect(read({ note: '克服了前期进度滞后的困难。' }).lagging).toBeNull();
    expect(read({ note: '没有出现工程进度滞后的情况。' }).lagging).toBeNull();
    expect(read({ note: '三季度目标未完成。' }).lagging).toBe(true);
  });
  it('takes a bare answer together with the question above it', () => {
    const asked = (status: string) => read({ note: '推进中。', status });
    expect(asked('是否滞后：是').lagging).toBe(true);
    expect(asked('是否滞后：否').lagging).toBe(false);
    expect(asked('是否完成：√')).toMatchObject({ status: 'done', lagging: null });
    expect(asked('是否完成：否')).toMatchObject({ status: 'in_progress', lagging: null });
    expect(asked('在建\n黄灯')).toMatchObject({ status: 'in_progress', lagging: true });
  });
  it('is judged by the whole, not by what is told of single areas', () => {
    const { status, pairs, figures } = read({
      goal: '改造校舍20所。',
      note: '改造校舍20所。\n分地区：甲县：目标12所，完成12所；乙县：目标9所，完成8所，完成率89%',
    });
    expect(status).toBe('done');
    expect(pairs).toHaveLength(1);
    expect(figures.slice(2)).toMatchObject([
      { kind: 'target', indicator: '甲县', value: 12 },
      { kind: 'actual', indicator: '甲县', value: 12 },
      { kind: 'target', indicator: '乙县', value: 9 },
      { kind: 'actual', indicator: '乙县', value: 8 },
    ]);
  });
});
