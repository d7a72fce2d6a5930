import { describe, expect, test } from 'vitest';
import { read } from '../reading/project.ts';
import { listIn } from './grid.ts';
import { names } from './read-fixture.ts';

describe('columns understood by what they hold', () => {
  test('a progress column of rates with words behind them gives the rate, and the words as progress', () => {
    const { projects } = listIn(`
      序号|项目内容|当前进度|牵头单位
      1|新建公厕6座。|85%（东片选址滞后）|县城管局
      2|改造危桥9座。|100%|县交通局
      3|迁建敬老院。|20%（严重滞后）|县民政局`);
    expect(projects.map(({ rate, note }) => [rate, note])).toEqual([
      ['85%', '东片选址滞后'],
      ['100%', ''],
      ['20%', '严重滞后'],
    ]);
    expect(projects.map((p) => read(p).lagging)).toEqual([true, null, true]);
  });

  test('beside rates a cell of words alone is progress', () => {
    const { projects } = listIn(`
      序号|项目内容|当前进度|牵头单位
      1|修路7公里。|92%。完成6.4公里|县交通局
      2|改厕200户。|改厕180户，占90%|县农业农村局
      3|建闸1座。|57%（用地偏慢）|县水利局`);
    expect(projects.map(({ rate, note }) => [rate, note])).toEqual([
      ['92%', '完成6.4公里'],
      ['', '改厕180户，占90%'],
      ['57%', '用地偏慢'],
    ]);
  });

  test('remarks that are states throughout are the state', () => {
    const { projects } = listIn(`
      序号|项目名称|目标任务|进度|备注
      1|培训护理员（人）|300|210|达到时间进度
      2|新建驿站（个）|12|14|超额完成`);
    expect(projects.map((p) => read(p)).map((p) => [p.status, p.statusWord, p.lagging])).toEqual([
      ['in_progress', '达到时间进度', false],
      ['done', '超额完成', null],
    ]);
  });

  test('a remark that is a state is one beside remarks that are not', () => {
    const { projects } = listIn(`
      序号|实事名称|承诺内容|承办单位|落实情况|备注
      1|饮水工程|解决48村|县水利局|48个村工程全部完工。|已完成
      2|便民市场|新建3个|县商务局|——|选址未定，尚未启动招标工作`);
    expect(projects.map(({ status }) => status)).toEqual(['已完成', '']);
  });

  test('a name merged over several numbers is that of a group, not of a project', () => {
    const { projects } = listIn(`
      工程名称|序号|项目内容|<|目标任务|牵头单位|进度|完成目标（%）
      就业工程|1|促进就业|新增就业（人）|2600|市人社局|1950|75
      ^|2|^|困难人员就业（人）|400|^|300|75
      ^|3*|开办夜市|<|8个|市商务局|5|62.5`);
    expect(projects.map((p) => [p.number, p.title, p.goal, p.note, p.rate])).toEqual([
      ['1', '新增就业（人）', '促进就业\n新增就业2600人', '新增就业1950人', '75%'],
      ['2', '困难人员就业（人）', '促进就业\n困难人员就业400人', '困难人员就业300人', '75%'],
      ['3', '开办夜市', '开办夜市8个', '开办夜市5个', '62.5%'],
    ]);
  });

  test('a unit of measure over the table is no unit in charge', () => {
    const { projects } = listIn(`
      填报单位：石桥镇人民政府|<|单位：万元|<
      序号|实事名称|责任站所|完成情况
      1|硬化村道|交管站|完成6公里
      2|翻新摊位|市场监管所⏎综合执法队|完成80个`);
    expect(projects.map((p) => names(p.units))).toEqual([
      ['responsible 交管站'],
      ['responsible 市场监管所', 'responsible 综合执法队'],
    ]);
  });

  test('a name wrapped in its cell is one unit, one in brackets behind it helps', () => {
    const { projects } = listIn(`
      序号|项目内容|牵头单位|落实情况
      1|接种疫苗|县文化⏎旅游局|接种900剂
      2|铺设管网|县水务局⏎（县水投集团配合）|铺设6公里
      3|发放补贴|县残联（县财政局、县人社局配合）|发放到位`);
    expect(projects.map((p) => names(p.units))).toEqual([
      ['lead 县文化旅游局'],
      ['lead 县水务局', 'supporting 县水投集团'],
      ['lead 县残联', 'supporting 县财政局', 'supporting 县人社局'],
    ]);
  });

  test('a cell with a dash, a bar or 无 says nothing', () => {
    const { projects } = listIn(`
      序号|项目名称|一季度计划|二季度计划|责任单位|进展情况|存在问题
      1|铺设管网|—|铺设3公里|县水利局|/|无
      2|新建泊位|选址|新建90个|县城管局|选址完成|——`);
    expect(projects.map((p) => [p.goal, p.note, p.reason, read(p).status])).toEqual([
      ['二季度计划：铺设3公里', '', '', 'unknown'],
      ['一季度计划：选址\n二季度计划：新建90个', '选址完成', '', 'in_progress'],
    ]);
  });

  test('a bare number beside a quantity counts the same', () => {
    const { projects } = listIn(`
      序号|实事项目名称|责任单位|目标任务|实际完成情况
      1|免费筛查|卫健局|3600人|2980`);
    expect(projects[0]!.note).toBe('免费筛查2980人');
  });

  test('beside the plan of a quarter every state but 完成 is told of the project', () => {
    const { projects } = listIn(`
      序号|工作任务|责任单位|一季度目标|进展情况|目标完成情况
      1|扩建小学1所|教体局|室内装修|外墙完成|顺利推进
      2|结对帮扶2所|教体局|签订协议|已签订|完成`);
    expect(projects.map(({ status }) => status)).toEqual(['顺利推进', '']);
  });
});

describe('forms and frames', () => {
  test('a form for each project below its name over the whole width', () => {
    const form = (name: string, unit: string) => `
      ${name}|<
      承诺|新建书屋9间
      兑现|新建书屋4间
      主责|${unit}`;
    const { projects } = listIn(form('1. 乡村书屋', '县文旅局'), form('2. 田间学校', '县教育局'));
    expect(projects.map((p) => [p.number, p.title, p.goal, p.note, p.units[0]?.text])).toEqual([
      ['1', '乡村书屋', '新建书屋9间', '新建书屋4间', '县文旅局'],
      ['2', '田间学校', '新建书屋9间', '新建书屋4间', '县教育局'],
    ]);
  });

  test('in a form progress of a bare rate is the rate, of a bare state the state; names may stand in lines', () => {
    const form = (name: string, progress: string) => `
      项目名称|${name}
      建设内容|修桥1座
      包抓领导|华春⏎党芹|责任单位|镇规划办⏎镇供水站
      形象进度|${progress}`;
    const { projects } = listIn(form('修桥', '78%'), form('铺路', '已完工'));
    expect(projects.map((p) => [p.rate, p.status])).toEqual([
      ['78%', ''],
      ['', '已完工'],
    ]);
    expect(projects[0]!.units.map(({ text }) => text)).toEqual(['镇规划办', '镇供水站']);
  });

  test('cells that only arrange texts side by side are read as these texts', () => {
    const cell = (at: number, name: string) => `${at}. ${name}⏎要求：改造${at}处。⏎落实：改造${at}处。`;
    const { projects } = listIn(
      '某县2025年民生实事前三季度进展',
      `${cell(1, '泵站')}|${cell(2, '渠道')}\n${cell(3, '涵闸')}|`,
    );
    expect(projects.map((p) => [p.number, p.title, p.goal, p.note])).toEqual([
      ['1', '泵站', '改造1处。', '改造1处。'],
      ['2', '渠道', '改造2处。', '改造2处。'],
      ['3', '涵闸', '改造3处。', '改造3处。'],
    ]);
  });
});

describe('columns and captions of official tables', () => {
  test('units of measure stand under 单位, though one of them is of an unknown kind, and bureaus under 备注', () => {
    const { projects } = listIn(`
      序号|考核指标|单位|工作目标|已完成数|占年任务之比|备注
      1|新增就业|万人|4.8|4.1|85.4%|市人社局
      2|改造公路|公里|420|396|94.3%|市交通运输局、市公路中心
      3|低保标准|元/月/人|不低于550|560|达到目标|市民政局`);
    expect(projects.map((p) => [p.goal, p.units.map(({ text }) => text)])).toEqual([
      ['新增就业4.8万人', ['市人社局']],
      ['改造公路420公里', ['市交通运输局', '市公路中心']],
      ['低保标准不低于550元/月/人', ['市民政局']],
    ]);
    expect(projects.map((p) => read(p).status)).toEqual(['in_progress', 'in_progress', 'done']);
  });

  test('a caption tells the state of all projects of its table', () => {
    const table = (at: number) => `
      序号|项目名称|年度目标|责任单位|进展情况
      ${at}|修渠${at}号|修渠${at}公里|县水利局|已修1公里`;
    const { projects } = listIn(
      '附件1',
      '慢序时项目（1件）',
      table(4),
      '附件2',
      '按序时项目（1件）',
      table(2),
    );
    expect(projects.map((p) => [p.number, read(p).lagging])).toEqual([
      ['4', true],
      ['2', false],
    ]);
  });
});

describe('tables pasted a cell a line', () => {
  test('names of groups stand before the numbers; a bare share and the state behind it', () => {
    const head = [
      '类别',
      '序号',
      '项目名称',
      '目标任务',
      '牵头单位',
      '实施进度',
      '完成目标',
      '（%）',
      '备注',
    ];
    const rows = [
      ['就业', '促进', '1', '新增就业', '6500人', '县人社局', '新增就业5388人。', '82.9', '超时间进度'],
      ['2', '创业贷款', '5000万元', '县人社局', '放款3860万元。', '77.2', '达到时间进度'],
      ['扶贫', '攻坚', '3', '通村路硬化', '160公里', '县交通局', '硬化98公里。', '61.2', '未达到时间进度'],
    ];
    const { projects } = listIn('某县2018年民生实事1—9月进度表', ...head, ...rows.flat());
    expect(projects.map((p) => [p.number, p.title, p.note, p.rate, read(p).lagging])).toEqual([
      ['1', '新增就业', '新增就业5388人。', '82.9%', false],
      ['2', '创业贷款', '放款3860万元。', '77.2%', false],
      ['3', '通村路硬化', '硬化98公里。', '61.2%', true],
    ]);
  });
});
