import { describe, expect, test } from 'vitest';
import { fixtureList, names } from './read-fixture.ts';

describe('tables', () => {
  test('of two periods side by side the later one is read, with the official flag and its reason', async () => {
    const { projects, layout } = await fixtureList('longmatan-2023-11.csv');
    expect(layout).toBe('table');
    expect(projects).toHaveLength(3);
    expect(projects[0]).toMatchObject({
      number: '1',
      title: '增设社区老年助餐点',
      goal: '新建老年助餐点12处，日供餐不少于800份。',
      note: '建成助餐点9处，日均供餐640份。',
      status: '否',
      reason: '两处选址调整，装修进场晚于计划',
    });
    expect(names(projects[0]!.units)).toEqual(['lead 区民政局', 'responsible 各街道办事处']);
    expect(names(projects[0]!.officials)).toEqual(['inCharge 何静远']);
  });

  test('a plan under a header of two rows keeps its quarterly steps; section rows are no projects', async () => {
    const { projects } = await fixtureList('deqing-2022-plan.html');
    expect(projects.map((p) => p.number)).toEqual(['1', '2', '3']);
    expect(projects[1]!.goal).toContain('三季度：1100个');
    expect(projects.every((p) => p.note === '')).toBe(true);
    expect(names(projects[1]!.units)).toEqual(['responsible 县综合执法局', 'responsible 县住建局']);
    expect(names(projects[1]!.officials)).toEqual(['contact 姚敏']);
  });

  test('rows under one number are one project; parts labelled in one cell are taken apart', async () => {
    const { projects } = await fixtureList('chenggong-2024-q1.html');
    expect(projects.map((p) => p.number)).toEqual(['1', '2', '3', '4']);
    expect(projects[0]).toMatchObject({ title: '实施安全饮水工程', reason: '无。\n前期手续慢。' });
    expect(projects[0]!.note).toContain('新建管网9.2公里。\n招标文件在审。');
    expect(projects[0]!.note).toContain('下一步打算：4月底前完成招标。');
    expect(names(projects[2]!.units)).toEqual(['lead 区卫生健康局', 'supporting 区财政局']);
  });

  test('bare numbers take the unit of their row, bare rates are percent', async () => {
    const { projects } = await fixtureList('liyang-2022-indicators.csv');
    expect(projects[1]).toMatchObject({
      title: '法律援助案件',
      goal: '法律援助案件1200件',
      note: '法律援助案件1090件',
      rate: '90.8%',
    });
    expect(names(projects[1]!.units)).toEqual(['responsible 市司法局']);
  });

  test('the person under a unit in the same cell is no unit; sums are no projects', async () => {
    const { projects } = await fixtureList('hengshan-2020-merged.html');
    expect(projects).toHaveLength(3);
    expect(names(projects[0]!.units)).toEqual(['lead 县教育局']);
    expect(names(projects[0]!.officials)).toEqual(['lead 谭勇', 'contact 罗志平']);
    expect(names(projects[2]!.units)).toEqual(['lead 县住建局', 'lead 县扶贫办']);
  });

  test('a header of two rows without merge marks is read as one', async () => {
    const { projects } = await fixtureList('pingyuan-2023-two-headers.csv');
    expect(projects.map((p) => [p.title, p.goal, p.note])).toEqual([
      ['城北小学扩建', '新增学位900个', '主体完工'],
      ['县幼儿园改造', '改造校舍2栋', '完工\n备注：提前'],
      ['县道X035改造', '改造12公里', '完成7公里'],
    ]);
  });

  test('a table that counts projects by unit is passed over; empty number cells do not matter', async () => {
    const { title, projects } = await fixtureList('duchang-2023-notice.html');
    expect(title).toBe('关于2023年民生实事项目1-9月进展情况的通报');
    expect(projects.map((p) => [p.title, p.rate, p.units[0]?.text])).toEqual([
      ['新建公办幼儿园3所（县城投公司配合）', '66.7%', '县教育局'],
      ['改造乡村学校厕所40个', '100%', '县教育局'],
      ['维修病险水库9座', '55.6%', '县水利局'],
    ]);
  });

  test('单位 over 户 and 人次 is a unit of measure, 进度% a rate', async () => {
    const { projects } = await fixtureList('taihe-2022-measures.csv');
    expect(projects[2]).toMatchObject({
      goal: '农民工培训3500人次',
      note: '农民工培训3120人次',
      rate: '89.1%',
    });
    expect(names(projects[2]!.units)).toEqual(['responsible 县人社局']);
  });

  test('offices before a name are left out', async () => {
    const { projects } = await fixtureList('offices.csv');
    expect(projects.map((p) => p.officials[0]?.text)).toEqual(['李某', '赵大伟']);
    expect(projects[1]).toMatchObject({ title: '新建便民服务点30处', status: '滞后' });
  });

  test('a form for each project is read by its words', async () => {
    const { projects, layout } = await fixtureList('dongtai-2024-cards.html');
    expect(layout).toBe('cards');
    expect(projects[0]).toMatchObject({
      title: '建设12所乡镇卫生院康复室',
      goal: '建成康复室12个',
      note: '建成9个，在建3个。',
    });
  });
});

describe('pasted tables', () => {
  test('without indents lines go to the columns that they fit', async () => {
    const { projects, layout } = await fixtureList('fengxiang-2023-09.txt');
    expect(layout).toBe('pasted-table');
    expect(projects.map((p) => p.rate)).toEqual(['69%', '90%', '100%']);
    expect(projects[0]!.note).toBe('已铺设管网12.5公里。\n路面恢复同步推进。');
    expect(names(projects[1]!.units)).toEqual(['responsible 区卫健局', 'responsible 区财政局']);
  });

  test('wrapped headers, cells of several lines and bare numbers inside the rows do not tear them', async () => {
    const { projects } = await fixtureList('zixi-2021-wrapped.txt');
    expect(projects.map((p) => [p.number, p.title, p.note, p.reason])).toEqual([
      ['1', '雨污分流', '管网铺设9.5公里，井盖全部换好。', ''],
      ['2', '敬老院改造', '4所全部完工。', ''],
      ['3', '公交进村', '开通5条。', '一处桥梁限载'],
    ]);
    expect(projects[0]!.goal).toBe('改造管网14公里；\n更换井盖260个。\n计划完成时间：2021年12月');
    expect(projects.map((p) => names(p.units))).toEqual([
      ['responsible 县住建局', 'responsible 县城投公司'],
      ['responsible 县民政局', 'responsible 各乡（镇、场）政府'],
      ['responsible 县交通局'],
    ]);
  });

  test('without a number column empty lines part the rows', async () => {
    const { projects } = await fixtureList('zhangpu-2022-unnumbered.txt');
    expect(projects.map((p) => p.title)).toEqual(['农村公路安防工程', '城区停车设施', '学校食堂改造']);
    expect(projects[1]!.note).toBe('已新增420个，\n占年度任务的70%。');
  });
});

describe('running text', () => {
  test('labels in lines below a numbered heading; numbered points inside a text begin no project', async () => {
    const { projects, layout } = await fixtureList('anyue-2024-half.txt');
    expect(layout).toBe('headed-prose');
    expect(projects.map((p) => p.title)).toEqual(['新建农村公厕', '改造老旧燃气管道', '开办暑期托管班']);
    expect(projects[0]!.reason).toBe('部分点位用地手续未办结。');
    expect(projects[1]!.note).toBe('改造管道31公里。\n1.城区完成20公里；\n2.乡镇完成11公里。');
  });

  test('the projects are the level that carries the labels, not the groups above it', async () => {
    const { projects } = await fixtureList('xixiu-2023-levels.txt');
    expect(projects.map((p) => p.title)).toEqual(['学前教育扩容项目', '校园直饮水项目', '通组路硬化项目']);
    expect(projects[0]!.goal).toBe('新建公办幼儿园5所，新增学位1350个。');
  });

  test('第一项 with its units in brackets, credits and sources left out', async () => {
    const { projects, layout } = await fixtureList('cixi-2021-items.txt');
    expect(layout).toBe('news');
    expect(projects.map((p) => p.number)).toEqual(['一', '二', '三']);
    expect(projects[1]!.note).toBe('新增普惠托位1012个。');
    expect(projects[2]!.note).toBe('11处全部整治完毕。');
    expect(names(projects[1]!.units)).toEqual([
      'lead 市卫生健康局',
      'supporting 市教育局',
      'supporting 市民政局',
    ]);
  });

  test('framed labels under short headings', async () => {
    const { projects } = await fixtureList('putuo-2024-press.txt');
    expect(projects.map((p) => p.title)).toEqual(['海岛养老服务提升', '公交候车亭改造', '中小学“明厨亮灶”']);
    expect(projects[0]!.note).toBe('新建4个，改造床位136张。');
    expect(projects[2]!.note).toBe('31所全部完成。');
  });

  test('a bulletin without labels tells progress in the items themselves', async () => {
    const { projects } = await fixtureList('ezhou-2023-brief.txt');
    expect(projects).toHaveLength(4);
    expect(projects[0]).toMatchObject({
      title: '城镇新增就业',
      goal: '',
      note: '全年目标2万人，截至9月底新增就业1.76万人，占目标的88%。',
    });
  });

  test('lines broken at a fixed width are joined, a unit in charge is found inside the text', async () => {
    const { projects } = await fixtureList('wuyang-2021-wrapped.txt');
    expect(projects.map((p) => p.title)).toEqual(['新建改建农村公路', '开展职业技能培训', '建设乡镇寄递站']);
    expect(projects[0]!.goal).toContain('由县交通运输局负责，涉及9个乡镇。');
    expect(projects[2]).toMatchObject({
      goal: '目标任务是建设乡镇寄递站14个。',
      note: '截至12月底，14个站点全部建成投用。',
    });
    expect(names(projects[1]!.units)).toEqual(['responsible 县人力资源和社会保障局']);
  });

  test('numbers that begin anew in each group are told apart by the number of the group', async () => {
    const { projects } = await fixtureList('hanshan-2022-restart.txt');
    expect(projects.map((p) => p.number)).toEqual(['一-1', '一-2', '二-1', '二-2']);
    expect(projects[2]).toMatchObject({ title: '校舍维修', goal: '维修校舍12所。', note: '维修校舍12所。' });
  });

  test('the heading of a group gives its items their state; a section of the report is no group', async () => {
    const { title, projects } = await fixtureList('huoshan-2024-bulletin.txt');
    expect(title).toBe('霍山县2024年民生实事办理情况通报');
    expect(projects.map((p) => [p.title, p.status])).toEqual([
      ['新建村级文化广场', '已完成'],
      ['改造公厕', '已完成'],
      ['发放创业贷款', '已完成'],
      ['农村供水一体化', '正在推进'],
      ['县医院新院区', '正在推进'],
    ]);
    expect(projects[4]!.note).toBe('主体结构封顶。\n（一）住院楼在装修。\n（二）门诊楼在砌筑。');
  });
});
