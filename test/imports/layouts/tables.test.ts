import { describe, expect, test } from 'vitest';
import { read } from '../reading/project.ts';
import { listIn } from './grid.ts';
import { names } from './read-fixture.ts';

describe('headers of several rows', () => {
  test('of quarters side by side the last one that is filled is read, its targets are steps of the plan', () => {
    const { projects, periodHints } = listIn(`
      序号|实事项目|责任单位|一季度|<|二季度|<|三季度|<
      ^|^|^|计划|完成|计划|完成|计划|完成
      1|农村饮水改造40处|县水利局|改造8处|改造9处|改造20处|改造17处|改造30处|`);
    expect(projects[0]).toMatchObject({
      title: '农村饮水改造40处',
      goal: '一季度：改造8处\n二季度：改造20处\n三季度：改造30处',
      note: '改造17处',
    });
    expect(periodHints).toContain('二季度');
  });

  test('a year before the reported one is left out', () => {
    const { projects } = listIn(`
      项目|2023年完成|2024年|<|牵头部门
      ^|^|目标|完成|^
      新增停车泊位（个）|1850|2000|2160|市城管局`);
    expect(projects[0]).toMatchObject({ goal: '新增停车泊位2000个', note: '新增停车泊位2160个' });
  });

  test('a target of one quarter is a step, beside it 完成 is the state of that step', () => {
    const { projects } = listIn(`
      序号|工作任务|责任单位|三季度目标|进展情况|目标完成情况
      1|新增托位700个|区卫健委|新增450个|新增436个|未完成季度目标
      2|开设托管点30个|区教体局|开设30个|开设33个|完成`);
    expect(projects.map(({ goal, status }) => [goal.split('\n')[1], status])).toEqual([
      ['三季度目标：新增450个', '未完成季度目标'],
      ['三季度目标：开设30个', ''],
    ]);
    expect(projects[1]!.note).toBe('开设33个\n目标完成情况：完成');
  });

  test('a day keeps the word of its own column, whatever stands above that', () => {
    const { projects } = listIn(`
      序号|实事项目|年度任务|<|牵头单位
      ^|^|任务内容|完成时限|^
      1|公交化改造|改造线路12条|10月底|县交通局`);
    expect(projects[0]!.goal).toBe('改造线路12条\n完成时限：10月底');
  });

  test('months as columns: the last one with any text; lost merges of a .csv are found again', () => {
    const { projects, periodHints } = listIn(`
      序号|项目名称|月度进展情况||||业主单位
      |  |1月|2月|3月|4月|
      1|敬老院改扩建|基础完工|主体封顶|内部装修||县民政局`);
    expect(projects[0]).toMatchObject({ title: '敬老院改扩建', note: '内部装修' });
    expect(periodHints[0]).toBe('3月');
  });

  test('several indicators of one project, each with its name, target and result', () => {
    const { projects } = listIn(`
      序号|项目名称|指标一|<|<|指标二|<|<|总体完成率
      ^|^|名称|目标值|完成值|名称|目标值|完成值|^
      1|就业增收|新增就业（人）|2600|2744|返乡创业（人）|1000|915|95.5%`);
    expect(projects[0]).toMatchObject({
      title: '就业增收',
      goal: '新增就业2600人\n返乡创业1000人',
      note: '新增就业2744人\n返乡创业915人',
      rate: '95.5%',
    });
  });

  test('areas as columns: those of all of them are the project, each other one has a clause of its own', () => {
    const { projects } = listIn(`
      序号|实事名称|计量单位|牵头单位|全州|<|泸水市|<|福贡县|<
      ^|^|^|^|目标|完成|目标|完成|目标|完成
      1|建设美丽乡村|个|州农业农村局|18|13|10|8|8|5`);
    expect(projects[0]).toMatchObject({
      goal: '建设美丽乡村18个',
      note: '建设美丽乡村13个\n分地区：泸水市：目标10个，完成8个；福贡县：目标8个，完成5个',
    });
  });

  test('areas as rows below one project are told in the same way', () => {
    const { projects } = listIn(`
      序号|项目名称|县区|年度任务|上半年完成|完成率|牵头部门
      1|改造老旧小区（个）|全市|66|32|48.5%|市住建局
      ^|^|汉台区|40|20|50%|^
      ^|^|城固县|26|12|46.2%|^`);
    expect(projects).toHaveLength(1);
    expect(projects[0]).toMatchObject({ goal: '改造老旧小区66个', rate: '48.5%' });
    expect(projects[0]!.note).toContain('；城固县：年度任务26个，上半年完成12个，完成率46.2%');
  });
});

describe('cells by what they hold', () => {
  test('进度 over shares is a rate; numbers take the unit of their header', () => {
    const { projects } = listIn(`
      序号|工程名称|建设规模（户）|已完成（户）|进度|总投资（万元）
      1|危旧房改造|240|180|0.75|1200
      2|清洁取暖|1,150|1,150|1|2300`);
    expect(projects.map((p) => [p.goal, p.note, p.rate])).toEqual([
      ['危旧房改造240户', '危旧房改造180户', '0.75'],
      ['清洁取暖1,150户', '清洁取暖1,150户', '1'],
    ]);
  });

  test('parts numbered under one project are projects of their own', () => {
    const { projects } = listIn(`
      项目编号|实事名称|子项|任务|完成情况|责任单位
      2|改善人居环境|2.1|新建口袋公园10处|建成11处|市园林中心
      ^|^|2.2|更新供热管网15公里|更新12公里|市热力集团
      3|提升养老服务||建设养老设施5处|建成5处|市民政局`);
    expect(projects.map((p) => [p.number, p.title, p.units[0]?.text])).toEqual([
      ['2.1', '新建口袋公园10处', '市园林中心'],
      ['2.2', '更新供热管网15公里', '市热力集团'],
      ['3', '提升养老服务', '市民政局'],
    ]);
  });

  test('a bare answer is kept together with its question', () => {
    const { projects } = listIn(`
      序号|实事内容|责任部门|进度|是否滞后|是否完成
      1|改造小区9个|县住建局|7个完工|是|否`);
    expect(projects[0]!.status).toBe('是否滞后：是\n是否完成：否');
  });

  test('persons in brackets or behind their unit; phones are no names; a remark may name who helps', () => {
    const { projects } = listIn(`
      序号|事项|责任单位（责任人）|联系人及电话|当前进展|备注
      1|改造菜市场2个|县商务局（李强）⏎县城投公司（吴清）|陈颖 0898-86220001|一处封顶|县供电公司配合
      2|更新公交车20辆|县交通局（省级）|林娜 13900000003|已投用|配合单位：县财政局、县发改局`);
    expect(names(projects[0]!.units)).toEqual([
      'responsible 县商务局',
      'responsible 县城投公司',
      'supporting 县供电公司',
    ]);
    expect(names(projects[0]!.officials)).toEqual(['contact 李强', 'contact 吴清', 'contact 陈颖']);
    expect(names(projects[1]!.units).slice(1)).toEqual(['supporting 县财政局', 'supporting 县发改局']);
  });

  test('group rows without merge marks, sums and signatures are no projects', () => {
    const { projects } = listIn(`
      序号|项目名称|目标|完成情况|责任单位
      一|教育医疗|||
      1|校园安防|升级48所|升级48所|县公安局
      小计|1项|||
      二|城市建设|||
      2|背街小巷|改造14条|改造5条|县城管局
      审核人：|王某|||`);
    expect(projects.map((p) => p.title)).toEqual(['校园安防', '背街小巷']);
  });
});

describe('several tables of one document', () => {
  const header = '序号|子项目|年度目标|完成情况';

  test('the unit above a table holds for its projects; a table that counts by unit is no list', () => {
    const { projects, preamble } = listIn(
      `淳安县2025年民生实事汇总|<|<\n责任单位|项目数|已完成\n县民政局|2|0\n县水利局|2|1`,
      `责任单位：县民政局|<|<|<\n${header}\n1|老年食堂|新建14家|建成9家`,
      `责任单位：县水利局|<|<|<\n${header}\n2|山塘整治|整治16座|完工5座`,
    );
    expect(projects.map((p) => [p.title, ...names(p.units)])).toEqual([
      ['老年食堂', 'responsible 县民政局'],
      ['山塘整治', 'responsible 县水利局'],
    ]);
    expect(preamble).toContain('淳安县2025年民生实事汇总');
  });

  test('who filed it is the unit only where each table has another one', () => {
    const two = listIn(
      `填报单位：县民政局|<|<|<\n${header}\n1|老年食堂|新建14家|建成9家`,
      `填报单位：县残联（盖章）|<|<|<\n${header}\n2|助残就业|扶持130人|扶持96人`,
    );
    expect(two.projects.map((p) => p.units[0]?.text)).toEqual(['县民政局', '县残联']);
    const one = listIn(`填报单位：县民生办|<|<|<\n${header}\n1|老年食堂|新建14家|建成9家`);
    expect(one.projects[0]!.units).toEqual([]);
  });

  test('a list for each month: the later report holds, projects are not doubled', () => {
    const month = (name: string, done: string) =>
      `民生实事${name}月报|<|<|<\n${header}\n1|老年食堂|新建14家|${done}\n2|山塘整治|整治16座|完工5座`;
    const { projects, periodHints } = listIn(month('8月', '建成6家'), month('9月', '建成9家'));
    expect(projects.map((p) => [p.title, p.note])).toEqual([
      ['老年食堂', '建成9家'],
      ['山塘整治', '完工5座'],
    ]);
    expect(periodHints.find((hint) => hint.includes('月'))).toContain('9月');
  });
});

describe('tables that name no project in a column', () => {
  test('areas as rows, targets and results each over the same indicators', () => {
    const { layout, projects } = listIn(`
      县（市）|年度目标|<|累计完成|<
      ^|改造村卫生室（所）|新增养老床位（张）|改造村卫生室（所）|新增养老床位（张）
      楚雄市|12|200|12|160
      全州|22|350|20|310
      禄丰市|10|150|8|150`);
    expect(layout).toBe('matrix');
    expect(projects.map((p) => [p.goal, p.note.split('\n')[0]])).toEqual([
      ['改造村卫生室22所', '改造村卫生室20所'],
      ['新增养老床位350张', '新增养老床位310张'],
    ]);
    expect(projects[1]!.note).toContain('；禄丰市：年度目标150张，累计完成150张');
  });

  test('rows that a column of words labels are aspects of one project', () => {
    const { projects } = listIn(`
      序号|实事项目|类型|内容|牵头单位
      1|农村道路|目标任务|新改建50公里|县交通局
      ^|^|推进情况|完成31公里|^
      2|全民健身|目标任务|建设健身路径30条|县教体局
      ^|^|推进情况|30条全部建成|^`);
    expect(projects.map((p) => [p.title, p.goal, p.note])).toEqual([
      ['农村道路', '新改建50公里', '完成31公里'],
      ['全民健身', '建设健身路径30条', '30条全部建成'],
    ]);
  });
});

describe('a row for each indicator of a project', () => {
  const INDICATORS = [
    ['1', '山村饮水', '新建蓄水池', '口', '40', '12', '31', '77.5%', '县水利局', '两处地质条件差'],
    ['1', '山村饮水', '受益农户', '户', '2,300', '600', '1,906', '82.9%', '县水利局', '两处地质条件差'],
    ['2', '康养服务', '护理床位', '张', '150', '', '60', '40%', '县民政局、县卫健局', ''],
  ];
  const HEADER = '序号|实事项目|考核指标|计量单位|全年目标|上半年完成|1—9月完成|占全年目标|责任单位|说明';
  const table = (mark: string) =>
    [
      HEADER,
      ...INDICATORS.map((row, at) =>
        row.map((cell, i) => (at === 1 && isOf(i) ? mark || cell : cell)).join('|'),
      ),
    ].join('\n');
  /** Columns of the project, not of the row. */
  const isOf = (column: number) => [0, 1, 8, 9].includes(column);

  test.each([
    ['merged', '^'],
    ['left blank', ' '],
    ['printed again', ''],
  ])('is one project, whose cells below are %s', (_, mark) => {
    const { projects } = listIn(table(mark));
    expect(projects.map((p) => [p.number, p.title, p.reason, ...names(p.units)])).toEqual([
      ['1', '山村饮水', '两处地质条件差', 'responsible 县水利局'],
      ['2', '康养服务', '', 'responsible 县民政局', 'responsible 县卫健局'],
    ]);
    expect(projects[0]).toMatchObject({
      goal: '新建蓄水池40口\n受益农户2,300户',
      note: '新建蓄水池31口，占目标77.5%\n受益农户1,906户，占目标82.9%',
      rate: '',
    });
  });

  test('rows that share a number and hold only values need no such header', () => {
    const { projects } = listIn(`
      序号|项目|建设内容|年度任务|累计完成|牵头单位
      1|道路畅通|硬化巷道|26条|19条|县交通局
      ^|^|改造危桥|4座|4座|^
      2|文化惠民|送戏下乡|90场|71场|县文旅局`);
    expect(projects.map((p) => [p.title, p.goal, p.note])).toEqual([
      ['道路畅通', '硬化巷道26条\n改造危桥4座', '硬化巷道19条\n改造危桥4座'],
      ['文化惠民', '送戏下乡90场', '送戏下乡71场'],
    ]);
  });

  test('a row for each step: its words and its day belong together, and all rows answer for the project', () => {
    const { projects } = listIn(`
      项目名称|责任单位|节点内容|计划完成时间|是否完成
      村道安防|县交通局|完成招标|3月底|是
      ^|^|护栏安装|11月15日|否
      助餐点|县民政局|选址|5月|是
      ^|^|开餐|9月底前|是`);
    expect(projects.map(({ goal }) => goal)).toEqual([
      '3月底：完成招标\n11月15日：护栏安装',
      '5月：选址\n9月底前：开餐',
    ]);
    const [open, done] = projects.map((raw) => read(raw));
    expect([open!.status, done!.status]).toEqual(['in_progress', 'done']);
    expect(open!.milestones.map(({ what, due }) => [what, due])).toEqual([
      ['完成招标', '2025-03-31'],
      ['护栏安装', '2025-11-15'],
    ]);
    expect(done!.milestones.map(({ what }) => what)).toEqual(['选址', '开餐']);
  });

  test('one day for all rows of a project stays the day of the whole', () => {
    const { projects } = listIn(`
      项目名称|建设内容|完成时限|责任单位
      村道安防|安装护栏|11月底|县交通局
      ^|更换标牌|^|^`);
    expect(projects[0]!.goal).toBe('安装护栏\n更换标牌\n完成时限：11月底');
  });

  test('rows that share a number and have a unit each stay projects', () => {
    const { projects } = listIn(`
      序号|实事|子项|目标|完成情况|责任单位
      1|宜居县城|口袋公园|建6处|建成4处|县园林所
      ^|^|停车泊位|划500个|划完|县城管局`);
    expect(projects.map((p) => p.title)).toEqual(['口袋公园', '停车泊位']);
  });

  test('a share of the goal is a rate, whatever the words of its header', () => {
    const { projects } = listIn(`
      序号|项目名称|年度任务数（户）|实际完成（户）|占任务数比重|主办单位
      1|厕所改造|800|620|77.5%|县农业农村局`);
    expect(projects[0]).toMatchObject({ goal: '厕所改造800户', note: '厕所改造620户', rate: '77.5%' });
  });
});
