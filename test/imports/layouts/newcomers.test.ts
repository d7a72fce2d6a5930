/** What documents of places that nobody had seen before needed. */
import { describe, expect, test } from 'vitest';
import { readDocument } from '../../../src/documents/read.ts';
import { placesOf } from '../../../src/imports/findings.ts';
import { importDocument } from '../../../src/imports/import-document.ts';
import { loadDivisions } from '../../../src/text/divisions.ts';
import { figuresOf, read } from '../reading/project.ts';
import { listIn } from './grid.ts';

const divisions = loadDivisions();
const importText = async (text: string, name = '资料.txt') =>
  importDocument(
    await readDocument({ name, bytes: new TextEncoder().encode(text) }),
    { contentHash: 'a'.repeat(64) },
    divisions,
  );

describe('what one sentence tells of plan, result and future', () => {
  test.each([
    ['a joined figure belongs to the plan', '计划打通步道2公里、配置长椅50张。', ['2公里', '50张'], []],
    ['a result behind a comma does not', '计划修桥12座，开工9座。', ['12座'], ['9座']],
    ['the figure before 实际 was planned', '为800名儿童涂氟，实际涂氟816名。', ['800名'], ['816名']],
    ['a plan in brackets', '建成平价菜店22家（计划20家）。', ['20家'], ['22家']],
    ['what comes once it is built', '改建驿站3处，建成后可服务4000人。', ['4000人'], ['3处']],
    ['a plan does not hide what follows 已', '拟设食堂十五个，已运营十一个。', ['15个'], ['11个']],
    ['a difference from the plan is no result', '建成8个，比原计划少2个。', [], ['8个']],
    ['what is due behind the period is no result', '已竣工9个，12月底前再竣工22个。', [], ['9个']],
  ])('%s', (_, note, targets, actuals) => {
    const project = read({ note });
    const values = (kind: 'target' | 'actual') => figuresOf(project, kind).map((text) => text.split(' ')[1]);
    expect(values('target')).toEqual(targets);
    expect(values('actual')).toEqual(actuals);
  });

  test('a state told by what people can do with it is done, one to come is not', () => {
    const statusOf = (note: string) => read({ note }).status;
    expect(statusOf('改造床位86张，9月8日老人已经回迁入住。')).toBe('done');
    expect(statusOf('8月5日全部装完通水。')).toBe('done');
    expect(statusOf('道路已具备通行条件。')).toBe('in_progress');
    expect(statusOf('一期已入住，二期在建。')).toBe('in_progress');
  });

  test('a number of camera lines is a figure, the number of a bus line is none', () => {
    expect(figuresOf(read({ note: '接入探头412路。' }), 'actual')).toEqual(['接入探头 412路']);
    expect(figuresOf(read({ note: '优化公交318路、866路。' }), 'actual')).toEqual([]);
  });
});

describe('items of running text', () => {
  test('a state in brackets behind the name, and bullets below it', async () => {
    const { projects, region } = await importText(
      '江桥镇2024年民生实事1—8月进展情况\n一、铺设管网32公里【达序时】\n责任单位：村镇办\n● 已铺设21公里。\n二、修建步道5公里【慢序时】\n责任单位：规划办\n● 目前完成路基1公里。\n三、增设路灯60盏【已完成】\n责任单位：供电所\n● 实际安装62盏。',
    );
    expect(region.fullName).toBe('上海市嘉定区江桥镇');
    expect(projects.map((p) => [p.title, p.status, p.lagging, p.note])).toEqual([
      ['铺设管网32公里', 'in_progress', false, '已铺设21公里。'],
      ['修建步道5公里', 'in_progress', true, '目前完成路基1公里。'],
      ['增设路灯60盏', 'done', null, '实际安装62盏。'],
    ]);
  });

  test('own numbers behind names that are counted anew in each group, some of the list left out', () => {
    const { projects } = listIn(
      '泸溪县2022年民生实事1—9月进展情况通报',
      '一、提前完成的项目（2项）',
      '1．村路拓宽（第七项，责任单位：县交通局）：计划拓宽9公里，已拓宽10公里。',
      '2．校舍加固（第二项，责任单位：县教育局）：计划加固4栋，已加固4栋。',
      '二、未达序时进度的项目（1项）',
      '1．水渠清淤（第五项，责任单位：县水利局）：计划清淤6公里，尚未开工。',
      '三、其他',
      '渡口撤并（第四项，责任单位：县应急局）按年度核算。',
    );
    expect(projects.map((p) => [p.number, p.title, p.status, p.units[0]?.text])).toEqual([
      ['七', '村路拓宽', '提前完成', '县交通局'],
      ['二', '校舍加固', '提前完成', '县教育局'],
      ['五', '水渠清淤', '未达序时进度', '县水利局'],
      ['四', '渡口撤并', '', '县应急局'],
    ]);
    expect(projects[0]!.note).toBe('计划拓宽9公里，已拓宽10公里。');
    expect(placesOf({ title: null, preamble: [], projects, periodHints: [], layout: 'news' })).toEqual([
      7, 2, 5, 4,
    ]);
  });

  test('labels in lines of their own above their texts', () => {
    const item = (at: number, name: string) => [
      `第${at}件　${name}`,
      '年初承诺',
      `改造${at}处。`,
      '兑现结果',
      `改造${at + 1}处。`,
    ];
    const { projects } = listIn(
      '安岳县2020年民生实事年终晒单',
      ...item(1, '泵站'),
      ...item(2, '渠道'),
      ...item(3, '涵闸'),
    );
    expect(projects.map((p) => [p.title, p.goal, p.note])).toEqual([
      ['泵站', '改造1处。', '改造2处。'],
      ['渠道', '改造2处。', '改造3处。'],
      ['涵闸', '改造3处。', '改造4处。'],
    ]);
  });

  test('pairs of labels that run on in one line', () => {
    const { projects } = listIn(
      '安岳县2016年民生实事办得怎么样',
      '任务目标：新建公厕60座。（县城管局） 进展情况：建成64座。 任务目标：更新公交车100台。（县交通局） 进展情况：更新98台。',
    );
    expect(projects.map((p) => [p.goal, p.note, p.units[0]?.text])).toEqual([
      ['新建公厕60座。', '建成64座。', '县城管局'],
      ['更新公交车100台。', '更新98台。', '县交通局'],
    ]);
  });

  test('as many parts behind a head as it announces, the unit in brackets at the end of each', async () => {
    const { projects } = await importText(
      '兰溪市2025年民生实事1—9月进展情况通报\n一、提前完成年度任务的2项。充电端口建设，年度任务1500个，已建成1863个（市住建局）；康复救助，任务2410人，实际救助2436人（市残联）。\n二、进度滞后的2项。黑臭水体治理，任务46条，完成27条（市生态环境局牵头，市水利局配合）；村道安防，任务9公里，至今没有开工（市交通局）。',
    );
    expect(projects.map((p) => [p.title, p.status, p.lagging, p.units.map(({ name }) => name)])).toEqual([
      ['充电端口建设', 'done', null, ['市住建局']],
      ['康复救助', 'done', null, ['市残联']],
      ['黑臭水体治理', 'in_progress', true, ['市生态环境局', '市水利局']],
      ['村道安防', 'not_started', true, ['市交通局']],
    ]);
  });
});

describe('tables in other dress', () => {
  test('pasted a row a line with blanks between cells, empty cells gone', () => {
    const { projects } = listIn(
      '安岳县2018年1-8月民生实事完成情况',
      '序号 项目名称 责任单位 目标任务 1-8月完成情况 完成率 备注',
      '1 新增就业 县人社局 1.5万人 12036人 80.2%',
      '2 更换探头 县公安局 800个 设备采购中',
      '3 城镇登记失业率 县人社局 4.2%以内 3.76%',
      '4 文化惠民 送戏下乡 县文旅局 300场 342场 114%',
    );
    expect(projects.map((p) => [p.number, p.goal, p.note, p.rate, p.units[0]?.text])).toEqual([
      ['1', expect.stringContaining('1.5万人'), expect.stringContaining('12036人'), '80.2%', '县人社局'],
      ['2', expect.stringContaining('800个'), '设备采购中', '', '县公安局'],
      ['3', expect.stringContaining('4.2%以内'), '3.76%', '', '县人社局'],
      ['4', expect.stringContaining('300场'), expect.stringContaining('342场'), '114%', '县文旅局'],
    ]);
  });

  test('pasted a cell a line over two pages, with an unknown header word', () => {
    const head = ['序号', '利民好事', '全年任务', '完成情况', '责任单位'];
    const { projects } = listIn(
      '安岳县2019年民生实事进展',
      ...head,
      ...['1', '修缮书屋', '修缮6处', '完成4处', '县文旅局', '— 1 —', '续表'],
      ...head,
      ...['2', '铺设步道', '铺设3公里', '完成3公里', '县城管局'],
    );
    expect(projects.map((p) => [p.number, p.title, p.goal, p.note, p.units[0]?.text])).toEqual([
      ['1', '修缮书屋', '修缮6处', '完成4处', '县文旅局'],
      ['2', '铺设步道', '铺设3公里', '完成3公里', '县城管局'],
    ]);
  });

  test('a form below the line that names it; a number beside the name; values left blank', () => {
    const { projects } = listIn(
      '安岳县2025年民生实事完成情况',
      '一、早餐网点',
      '责任单位|县商务局|配合单位|\n工作任务|布点16处\n完成状态|已完成\n完成情况|布点18处',
      '二、末级渠系',
      '责任单位|县水利局|配合单位|各乡镇\n工作任务|改造9公里\n完成状态|推进中\n完成情况|改造5公里',
    );
    expect(projects.map((p) => [p.number, p.title, p.goal, p.note, p.status])).toEqual([
      ['一', '早餐网点', '布点16处', '布点18处', '已完成'],
      ['二', '末级渠系', '改造9公里', '改造5公里', '推进中'],
    ]);
    const numbered = listIn(
      '安岳县2025年民生实事完成情况',
      '第1件|扩容校舍\n目标任务|扩容2所\n进展情况|扩容1所\n进度研判|达到序时',
      '第2件|修缮泵站\n目标任务|修缮3座\n进展情况|修缮3座\n进度研判|已完成',
    );
    expect(numbered.projects.map((p) => [p.number, p.title, p.status])).toEqual([
      ['1', '扩容校舍', '达到序时'],
      ['2', '修缮泵站', '已完成'],
    ]);
  });

  test('a second target under one number, how it stands told of both', () => {
    const { projects } = listIn(`
      序号|目标任务|责任单位|进展情况
      1|新建照料中心2个|县民政局|中心主体完工，食堂提升7所
      ^|提升食堂12所|^|^
      2|新增学位450个|县教育局|新增390个`);
    expect(projects.map((p) => [p.number, p.title, p.goal])).toEqual([
      ['1', '新建照料中心2个', '新建照料中心2个\n提升食堂12所'],
      ['2', '新增学位450个', '新增学位450个'],
    ]);
  });

  test('what was due and what has been, by the first words of their headers', () => {
    const { projects } = listIn(`
      序号|项目名称|年度应补助|<|累计已发放|<|发放率（%）|牵头单位
      ^|^|人数（人）|资金（万元）|人数（人）|资金（万元）|^|^
      1|五保供养|2875|981.5|2870|736.1|75|县民政局
      2|生活救助|3120|249.6|3120|249.6|100|县残联`);
    const project = read(projects[0]!);
    expect(figuresOf(project, 'target').map((text) => text.split(' ')[1])).toEqual(['2875人', '9815000元']);
    expect(figuresOf(project, 'actual').map((text) => text.split(' ')[1])).toEqual(['2870人', '7361000元']);
    expect(project.statedRate).toBe(0.75);
  });
});
