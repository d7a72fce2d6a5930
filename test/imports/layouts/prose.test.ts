import { describe, expect, test } from 'vitest';
import { readDocument } from '../../../src/documents/read.ts';
import { importDocument } from '../../../src/imports/import-document.ts';
import { readList } from '../../../src/imports/layouts/registry.ts';
import type { RawList } from '../../../src/imports/raw.ts';
import { names } from './read-fixture.ts';

/** The list found in a text; fails when there is none. */
async function listOf(text: string, name = '资料.txt'): Promise<RawList> {
  const list = readList(await readDocument({ name, bytes: new TextEncoder().encode(text) }));
  if (!list) throw new Error('no list');
  return list;
}

const numbered = async (text: string) =>
  (await listOf(text)).projects.map(({ number, title }) => [number, title]);

const TITLE = '隆昌市2025年民生实事上半年进展情况\n';

describe('numbers of items', () => {
  test.each([
    [
      '实事之一',
      '实事之一  修缮乡村书屋\n目标任务：修缮9间。\n实事之二  疏浚河道\n目标任务：疏浚4公里。',
      '一',
    ],
    ['项目一：', '项目一：修缮乡村书屋。目标任务：修缮9间。\n项目二：疏浚河道。目标任务：疏浚4公里。', '一'],
    [
      '（第1项）',
      '（第1项）修缮乡村书屋。责任单位：市文旅局。\n（第2项）疏浚河道。责任单位：市水利局。',
      '1',
    ],
    ['①', '①修缮乡村书屋。责任单位：市文旅局。\n②疏浚河道。责任单位：市水利局。', '1'],
    ['1️⃣', '1️⃣ 修缮乡村书屋\n责任单位：市文旅局\n2️⃣ 疏浚河道\n责任单位：市水利局', '1'],
    ['📌 01', '📌 01 修缮乡村书屋\n✅ 目标：修缮9间\n📌 02 疏浚河道\n✅ 目标：疏浚4公里', '01'],
    [
      '序号：1',
      '序号：1\n项目名称：修缮乡村书屋\n年度目标：9间\n序号：2\n项目名称：疏浚河道\n年度目标：4公里',
      '1',
    ],
    [
      'a number on its own line',
      '一、\n修缮乡村书屋\n任务：修缮9间。\n二、\n疏浚河道\n任务：疏浚4公里。',
      '一',
    ],
  ])('%s', async (_, text, first) => {
    const found = await numbered(TITLE + text);
    expect(found).toHaveLength(2);
    expect(found[0]).toEqual([first, '修缮乡村书屋']);
    expect(found[1]![1]).toBe('疏浚河道');
  });

  test('items in another order than their numbers are all kept with them', async () => {
    const found = await numbered(
      `${TITLE}第3项：增设斑马线。责任单位：市公安局。\n第1项：修缮乡村书屋。责任单位：市文旅局。\n第2项：疏浚河道。责任单位：市水利局。`,
    );
    expect(found.map(([number]) => number)).toEqual(['3', '1', '2']);
  });

  test('a table of contents names no items', async () => {
    const entries = ['一、修缮乡村书屋', '二、疏浚河道', '三、增设斑马线'];
    const contents = entries.map((entry, i) => `${entry}………${i + 1}`);
    const body = entries.map((entry) => `${entry}\n（一）工作目标。完成9处。\n（二）完成情况。完成4处。`);
    const found = await numbered([TITLE, '目  录', ...contents, ...body].join('\n'));
    expect(found.map(([number]) => number)).toEqual(['一', '二', '三']);
  });
});

describe('labels and ends', () => {
  test('a label may be parted from its text by blanks alone', async () => {
    const { projects } = await listOf(
      `${TITLE}1.修缮乡村书屋\n年度目标  修缮9间\n完成情况  修缮4间\n责任单位  市文旅局  市教育局\n2.疏浚河道\n年度目标  疏浚4公里\n完成情况  疏浚1公里\n责任单位  市水利局`,
    );
    expect(projects[0]).toMatchObject({ goal: '修缮9间', note: '修缮4间' });
    expect(names(projects[0]!.units)).toEqual(['responsible 市文旅局', 'responsible 市教育局']);
  });

  test('problems and next steps run together on one line are told apart', async () => {
    const { projects } = await listOf(
      `${TITLE}1.修缮乡村书屋。目标任务：修缮9间。进展情况：修缮4间。存在问题：屋顶漏雨。下一步：8月完工。\n2.疏浚河道。目标任务：疏浚4公里。进展情况：疏浚1公里。存在问题：无。下一步：加快清淤。`,
    );
    expect(projects[0]).toMatchObject({ reason: '屋顶漏雨。', note: '修缮4间。\n下一步：8月完工。' });
  });

  test('the unit in brackets behind the name is taken, places in brackets are not', async () => {
    const { projects } = await listOf(
      `${TITLE}1.修缮乡村书屋（市文旅局负责）。完成情况：修缮4间。\n2.扩建学校（城南中心、城北中心）。两校各1处。完成情况：扩建1所。`,
    );
    expect(names(projects[0]!.units)).toEqual(['responsible 市文旅局']);
    expect(projects[1]!.units).toEqual([]);
  });

  test.each([
    ['修缮9间。（市文旅局牵头）', ['lead 市文旅局']],
    [
      '修缮9间（市文旅局牵头，市教育局、市财政局配合）。',
      ['lead 市文旅局', 'supporting 市教育局', 'supporting 市财政局'],
    ],
    ['修缮9间。（牵头：市文旅局；配合：市教育局）', ['lead 市文旅局', 'supporting 市教育局']],
    ['修缮9间。（责任单位 市文旅局、各镇）', ['responsible 市文旅局', 'responsible 各镇']],
    ['修缮9间。（由市文旅局负责）', ['responsible 市文旅局']],
    ['修缮书屋9间（含敬老院）。', []],
  ])('units in brackets at the end of a goal: %s', async (goal, units) => {
    const { projects } = await listOf(
      `${TITLE}（一）乡村书屋\n年度目标：${goal}\n工作进展：修缮4间。\n（二）城乡河道\n年度目标：疏浚4公里。\n工作进展：疏浚1公里。`,
    );
    expect(names(projects[0]!.units)).toEqual(units);
    expect(projects[0]!.goal.replace('。', '')).toBe(
      units.length > 0 ? '修缮9间' : '修缮书屋9间（含敬老院）',
    );
  });

  test('closing words, credits and links below the last item belong to none', async () => {
    const { projects } = await listOf(
      `${TITLE}1.修缮乡村书屋。完成情况：修缮4间。\n2.疏浚河道。完成情况：疏浚1公里。\n下一步，全市将加快进度。\n【打印】【关闭】\n相关阅读\n隆昌市2024年民生实事`,
    );
    expect(projects[1]!.note).toBe('疏浚1公里。');
  });

  test('a line below the last of items that have as many lines each belongs to none', async () => {
    const item = (n: number, name: string) => `${n}.${name}\n已完成${n}处，正在推进其余。`;
    const names = ['乡村书屋', '城乡河道', '人行横道', '路灯补亮'];
    const text = (end: string) => `${TITLE}${names.map((name, i) => item(i + 1, name)).join('\n')}\n${end}`;
    const last = async (end: string) => (await listOf(text(end))).projects[3]!.note;
    expect(await last('未完事项转入2026年一季度继续督办。')).toBe('已完成4处，正在推进其余。');
    expect(await last('各责任单位要抓紧落实。')).toBe('已完成4处，正在推进其余。');
    expect(await last('存在问题：管线不明。')).toBe('已完成4处，正在推进其余。');
    expect((await listOf(text('存在问题：管线不明。'))).projects[3]!.reason).toBe('管线不明。');
  });

  test.each([
    ['情况', '年内办结的项目', '年内办结'],
    ['情况', '推进较慢的事项', '推进较慢'],
    ['安排', '年内办结的项目', ''],
  ])('办理%s, heading %s: the items below are %s', async (what, heading, status) => {
    const { projects } = await listOf(
      `隆昌市2025年民生实事办理${what}\n一、${heading}（2项）\n1.乡村书屋。修缮9间。\n2.城乡河道。疏浚4公里。\n二、其他项目\n3.斑马线。增设60处。`,
    );
    expect(projects.map((p) => p.status)).toEqual([status, status, '']);
  });

  test('next steps that every item tells are kept', async () => {
    const { projects } = await listOf(
      `${TITLE}1.修缮乡村书屋。完成情况：修缮4间。\n下一步，修缮5间。\n2.疏浚河道。完成情况：疏浚1公里。\n下一步，疏浚3公里。`,
    );
    expect(projects.map((p) => p.note)).toEqual([
      '修缮4间。\n下一步，修缮5间。',
      '疏浚1公里。\n下一步，疏浚3公里。',
    ]);
  });
});

test('of a report on everything only the chapter about the list is read', async () => {
  const { projects, preamble } = await listOf(
    `隆昌市2025年政府工作总结\n一、经济平稳增长\n1.工业向好。新增企业30户。\n2.农业丰收。全部完成播种。\n二、民生实事落实情况\n1.修缮乡村书屋。完成情况：修缮4间。\n2.疏浚河道。完成情况：疏浚1公里。\n三、下一步打算\n1.抓招商。引进项目20个。`,
  );
  expect(projects.map((p) => p.title)).toEqual(['修缮乡村书屋', '疏浚河道']);
  expect(preamble.join()).not.toContain('播种');
});

describe('running text without numbers and labels', () => {
  test('questions and answers', async () => {
    const { projects, layout } = await listOf(
      `隆昌市2025年民生实事一问一答\n问：乡村书屋修得怎么样了？\n答：计划修缮9间，目前已完成4间，责任单位为市文旅局。\n问：河道疏浚进展如何？\n答：疏浚1公里，由市水利局负责。`,
    );
    expect(layout).toBe('running-text');
    expect(projects.map((p) => p.title)).toEqual(['乡村书屋', '河道疏浚']);
    expect(projects[0]!.note).toBe('计划修缮9间，目前已完成4间，责任单位为市文旅局。');
    expect(projects.flatMap((p) => names(p.units))).toEqual(['responsible 市文旅局', 'responsible 市水利局']);
  });

  test('paragraphs that say what they are about', async () => {
    const { projects } = await listOf(
      `隆昌市2025年民生实事工作简报\n文化方面，全年计划修缮乡村书屋9间，目前已经修缮完工4间。\n水利方面，全年计划疏浚城乡河道4公里，累计疏浚1公里，由市水利局牵头。\n交通方面，全年计划增设斑马线60处，目前已经增设完成41处。\n下一步，全市将加快推进各项工作，确保年底前全部完成9件实事。`,
    );
    expect(projects.map((p) => p.title)).toEqual(['文化', '水利', '交通']);
    expect(projects[2]!.note).toContain('增设完成41处');
  });

  test.each([
    ['承诺：修缮9间。', '兑现：修缮4间。'],
    ['要求：修缮9间。', '落实：修缮4间。'],
    ['计划：修缮9间。', '实绩：修缮4间。'],
    ['年初定的：修缮9间。', '现状：修缮4间。'],
    ['做什么：修缮9间。', '办得怎么样：修缮4间。'],
  ])('%s %s', async (goal, note) => {
    const { projects } = await listOf(
      `隆昌市2025年民生实事\n1.乡村书屋\n${goal}\n${note}\n2.城乡河道\n${goal}\n${note}`,
    );
    expect(projects[0]).toMatchObject({ title: '乡村书屋', goal: '修缮9间。', note: '修缮4间。' });
  });

  test('sentences that open with what was planned, and then with what came of it', async () => {
    const { projects } = await listOf(
      '隆昌市2025年民生实事办理情况\n1.乡村书屋（市文旅局）。年初计划修缮9间、添书3万册。全年修缮8间，添书3.2万册。\n2.城乡河道：按照年度目标疏浚4公里。截至11月底疏浚3公里。其余12月完工。\n3.斑马线。承诺增设60处，改造灯杆9根。实际增设41处。',
    );
    expect(projects.map((p) => [p.title, p.goal, p.note])).toEqual([
      ['乡村书屋', '年初计划修缮9间、添书3万册。', '全年修缮8间，添书3.2万册。'],
      ['城乡河道', '按照年度目标疏浚4公里。', '截至11月底疏浚3公里。其余12月完工。'],
      ['斑马线', '承诺增设60处，改造灯杆9根。', '实际增设41处。'],
    ]);
    expect(names(projects[0]!.units)).toEqual(['responsible 市文旅局']);
  });

  test('of a list of plans no step of the year is a result', async () => {
    const { projects } = await listOf(
      '隆昌市2025年民生实事项目\n1.乡村书屋。计划修缮9间。全年添书3万册。\n2.城乡河道。计划疏浚4公里。9月底前开工。\n3.斑马线。计划增设60处。',
    );
    expect(projects.map((p) => p.note)).toEqual(['', '', '']);
  });

  test.each([
    [
      'lines',
      '新增泊位900个，已建成700个，占年度目标的78%。\n修缮书屋9间，全部完工。\n疏浚河道4公里，截至6月底疏浚3公里。',
    ],
    [
      'points of one paragraph',
      '全市扎实推进。一是新增泊位900个，已建成700个，占年度目标的78%。二是修缮书屋9间，全部完工。三是疏浚河道4公里，截至6月底疏浚3公里。',
    ],
  ])('what was to be done and, in the same sentence, what has come of it: %s', async (_, text) => {
    const { projects } = await listOf(`隆昌市2025年民生实事推进情况\n${text}\n下一步，确保全部完成。`);
    expect(projects.map((p) => [p.title, p.goal, p.note])).toEqual([
      ['新增泊位900个', '新增泊位900个', '已建成700个，占年度目标的78%。'],
      ['修缮书屋9间', '修缮书屋9间', '全部完工。'],
      ['疏浚河道4公里', '疏浚河道4公里', '截至6月底疏浚3公里。'],
    ]);
  });

  test('short lines that each name a project, and no line about the page itself', async () => {
    const { projects } = await listOf(
      '隆昌市2025年民生实事年终盘点\n发布时间：2025-12-30\n浏览次数：123次\n乡村书屋：修缮9间，添书3万册。\n城乡河道：疏浚4公里。\n停车楼：主体封顶，预计6月投用。',
    );
    expect(projects.map((p) => [p.title, p.note])).toEqual([
      ['乡村书屋', '修缮9间，添书3万册。'],
      ['城乡河道', '疏浚4公里。'],
      ['停车楼', '主体封顶，预计6月投用。'],
    ]);
  });

  test('headings that name a project and say that its progress follows', async () => {
    const { projects } = await listOf(
      '隆昌市2025年民生实事项目实施情况的报告\n一、“书香”乡村书屋改造项目完成情况\n已修缮9间。\n二、城乡河道整治工程推进情况\n疏浚3公里。\n三、停车楼建设项目实施情况\n正在装修。\n各位代表，民生实事连着民心。',
    );
    expect(projects.map((p) => [p.title, p.note])).toEqual([
      ['“书香”乡村书屋改造项目', '已修缮9间。'],
      ['城乡河道整治工程', '疏浚3公里。'],
      ['停车楼建设项目', '正在装修。'],
    ]);
  });

  test.each([
    '一、出台背景。近年来每年办好十件实事，累计96件。\n二、主要内容。滞后10个百分点的发提醒单。\n三、施行时间。自2025年1月1日起施行。',
    '对滞后的项目分别处理：一是滞后10个百分点的，发提醒单；二是滞后20个百分点的，发督办单；三是滞后30个百分点的，进行约谈。',
  ])('rules on such lists are none', async (text) => {
    const bytes = new TextEncoder().encode(`《隆昌市民生实事项目管理办法》解读\n${text}`);
    expect(readList(await readDocument({ name: '解读.txt', bytes }))).toBeNull();
  });

  test('a page about something else is no list', async () => {
    const text =
      '隆昌市图书馆开放公告\n周一闭馆\n因设备检修，本馆一层将暂停开放3天，请读者合理安排时间。\n延时服务\n每周五延长开放时间至21时，增设座位60个，欢迎前来阅读。';
    expect(
      readList(await readDocument({ name: '公告.txt', bytes: new TextEncoder().encode(text) })),
    ).toBeNull();
  });
});

describe('labels in other dress', () => {
  test.each([
    ['a period before them', '2025年目标：修缮9间。\n1—6月完成情况：修缮4间。', '2025-06-30'],
    [
      'a remark in brackets behind them',
      '任务目标（全年）：修缮9间。\n完成情况（截至6月底）：修缮4间。',
      '2025-06-30',
    ],
    ['frames', '【年度目标】修缮9间。\n【上半年进展】修缮4间。', '2025-06-30'],
    ['marks of notes', '- **目标任务**：修缮9间。\n- **进展情况**：修缮4间。', null],
    ['words of every day behind a comma', '目标：修缮9间，现状：修缮4间。', null],
    ['bars between them', '要求：修缮9间｜结果：修缮4间。', null],
    ['lines of their own', '目标任务\n修缮9间。\n办理情况\n修缮4间。', null],
  ])('%s', async (_, labels, end) => {
    const text = `隆昌市2025年民生实事\n一、修缮乡村书屋\n${labels}\n责任单位\n市文旅局\n市教育局\n二、疏浚河道\n${labels}\n责任单位：市水利局`;
    const { projects, periodHints } = await listOf(text);
    expect(projects).toHaveLength(2);
    expect(projects[0]).toMatchObject({ title: '修缮乡村书屋', note: '修缮4间。' });
    expect(projects[0]!.goal.replace(/。$/u, '')).toBe('修缮9间');
    expect(names(projects[0]!.units)).toEqual(['responsible 市文旅局', 'responsible 市教育局']);
    expect(periodHints.some((hint) => /6月|上半年/u.test(hint))).toBe(end !== null);
  });

  test.each([
    ['①市文旅局｜修缮乡村书屋', '②市水利局｜疏浚河道'],
    ['1. 修缮乡村书屋 | 市文旅局', '2. 疏浚河道 | 市水利局'],
    ['一、【市文旅局】修缮乡村书屋', '二、【市水利局】疏浚河道'],
  ])('a unit set off from the name is no part of it: %s', async (...heads) => {
    const { projects } = await listOf(
      `${TITLE}${heads.map((head) => `${head}\n目标：办成9处。现状：办成4处。`).join('\n')}`,
    );
    expect(projects.map(({ title, units }) => [title, ...names(units)])).toEqual([
      ['修缮乡村书屋', 'responsible 市文旅局'],
      ['疏浚河道', 'responsible 市水利局'],
    ]);
  });

  test('a bar between two names is a part of the name', async () => {
    const { projects } = await listOf(
      `${TITLE}1. 书香｜修缮乡村书屋\n目标：9间。\n2. 清流｜疏浚河道\n目标：4公里。`,
    );
    expect(projects.map(({ title }) => title)).toEqual(['书香｜修缮乡村书屋', '清流｜疏浚河道']);
  });

  test('what stands before the progress of an item is its task, also under headings without numbers', async () => {
    const { projects } = await listOf(
      '隆昌市2025年民生实事落实情况\n乡村书屋\n修缮书屋9间，添书3万册。\n落实情况：修缮4间。\n河道\n疏浚4公里。\n落实情况：疏浚1公里。',
    );
    expect(projects.map((p) => [p.title, p.goal, p.note])).toEqual([
      ['乡村书屋', '修缮书屋9间，添书3万册。', '修缮4间。'],
      ['河道', '疏浚4公里。', '疏浚1公里。'],
    ]);
  });

  test('who leads and who supports is read from the sentence that says so', async () => {
    const { projects } = await listOf(
      '隆昌市2025年民生实事任务分解\n1.修缮乡村书屋9间。市文旅局牵头，各镇（街道）配合。\n2.疏浚河道4公里。由市水利局负责。\n3.增设斑马线60处。责任单位为市公安局。',
    );
    expect(projects.map((p) => names(p.units))).toEqual([
      ['lead 市文旅局', 'supporting 各镇（街道）'],
      ['responsible 市水利局'],
      ['responsible 市公安局'],
    ]);
  });
});

describe("labels in a document's own words", () => {
  const item = (at: number, unit: string) =>
    `（${at}）修${at}号桥\n春天定的：修桥${at}座。\n秋天看的：修好桥${at}座。\n${unit}`;

  test('two words in turn are the promise and what became of it, a dash before units names them', async () => {
    const text = [item(1, '——县公路局'), item(2, '——县公路局'), item(3, '——县住建局、县水利局')];
    const { projects } = await listOf(TITLE + text.join('\n'));
    expect(projects.map((p) => [p.goal, p.note, p.units.map(({ text }) => text)])).toEqual([
      ['修桥1座。', '修好桥1座。', ['县公路局']],
      ['修桥2座。', '修好桥2座。', ['县公路局']],
      ['修桥3座。', '修好桥3座。', ['县住建局', '县水利局']],
    ]);
  });

  test('a word that units stand behind each time names them', async () => {
    const lines = ['公路局', '水利局', '民政局'].map(
      (unit, i) => `${i + 1}.事项${i + 1}\n目标：办${i + 2}件。\n进展：办了1件。\n找谁问：县${unit}`,
    );
    const { projects } = await listOf(TITLE + lines.join('\n'));
    expect(projects.map((p) => p.units[0]?.text)).toEqual(['县公路局', '县水利局', '县民政局']);
  });

  test('labels that run together on one line, common words among them', async () => {
    const lines = [1, 2, 3].map(
      (at) =>
        `${at}.换灯${at}盏。 牵头：县城管局　配合：县供电公司 实际完成情况：在换第${at}盏，总体相当于年度目标任务的5${at}%。`,
    );
    const { projects } = await listOf(TITLE + lines.join('\n'));
    expect(names(projects[0]!.units)).toEqual(['lead 县城管局', 'supporting 县供电公司']);
    expect(projects[0]!.note).toBe('在换第1盏，总体相当于年度目标任务的51%。');
  });
});

describe('bulletins with a head for each item', () => {
  test('units in brackets behind the head, then the plan, then what came of it', async () => {
    const item = (n: string, name: string) =>
      `${n}、关于${name}。（省水利厅牵头，省财政厅、团省委配合）全年计划改造灌区9处。截至9月底，改造灌区7处。`;
    const { projects } = await listOf(
      `关于2017年前三季度省级民生实事进展情况的通报\n${['一', '二', '三'].map((n) => item(n, `灌区${n}期`)).join('\n')}`,
    );
    expect(projects[0]).toMatchObject({
      title: '灌区一期',
      goal: '全年计划改造灌区9处。',
      note: '截至9月底，改造灌区7处。',
    });
    expect(names(projects[0]!.units)).toEqual(['lead 省水利厅', 'supporting 省财政厅', 'supporting 团省委']);
  });

  test('groups by schedule give it to their items; 3.20户以上 is the third item', async () => {
    const { projects } = await listOf(
      '某市2022年民生实事推进情况\n（一）按时序推进任务共3项\n1.修路9公里。\n推进情况：修4公里。\n2.修桥2座。\n推进情况：修1座。\n3.20户以上村组通水率不低于93%。\n推进情况：通水率94%。\n（二）推进缓慢任务共1项\n1.治山3亩。\n推进情况：治1亩。',
    );
    expect(projects.map((p) => [p.number, p.status])).toEqual([
      ['一-1', '按时序'],
      ['一-2', '按时序'],
      ['一-3', '按时序'],
      ['二-1', '推进缓慢'],
    ]);
    expect(projects[2]!.title).toBe('20户以上村组通水率不低于93%');
  });
});

describe('what an item leaves to its place or its first clause', () => {
  test('headings that name units tell who is in charge of what stands below', async () => {
    const { projects } = await listOf(
      `${TITLE}一、县教育局（2项）\n1. 领办项目：修操场。领办领导：乔木。工作进展：已办结。\n2. 领办项目：换课桌。领办领导：镇党委书记 褚良。工作进展：办理中。\n二、县卫生健康局（1项）\n1. 领办项目：建村医室。领办领导：任宁。工作进展：办理中。`,
    );
    expect(projects.map((p) => [p.title, names(p.units), p.officials.map(({ text }) => text)])).toEqual([
      ['修操场', ['responsible 县教育局'], ['乔木']],
      ['换课桌', ['responsible 县教育局'], ['褚良']],
      ['建村医室', ['responsible 县卫生健康局'], ['任宁']],
    ]);
  });

  test('a name that the next clause measures against the plan tells the result', async () => {
    const { projects } = await listOf(
      '某区2013年实事项目完成情况\n一、新增床位316张，完成年度计划的105.3%；改造活动室9个。\n二、修桥4座，完成全年目标的80%；修路2公里。\n三、换灯60盏，完成全年目标的100%；换管7公里。',
    );
    expect(projects[0]).toMatchObject({ title: '新增床位316张', goal: '' });
    expect(projects[0]!.note).toBe('新增床位316张，完成年度计划的105.3%；改造活动室9个。');
  });
});

describe('numbers behind the name', () => {
  test('a list that gives every number in another order is counted by them, and lacks none', async () => {
    const text =
      '青田县2022年1—8月为民办实事进展情况通报\n护栏增设（第3件，责任单位：县交通局）。已增设6公里。\n治理海漂（第1件，责任单位：县海洋局）。已治理2处。\n扩容校舍（第2件，责任单位：县教育局）。已扩容1所。';
    const document = await readDocument({ name: '资料.txt', bytes: new TextEncoder().encode(text) });
    const { projects, findings } = importDocument(document, { contentHash: 'a'.repeat(64) });
    expect(projects.map((p) => [p.position, p.number])).toEqual([
      [3, '3'],
      [1, '1'],
      [2, '2'],
    ]);
    expect(findings.filter(({ kind }) => kind === 'numbering')).toEqual([]);
  });

  test('in brackets with the units, in groups by state, in any order', async () => {
    const { projects } = await listOf(
      '某市2022年1—8月为民办实事进展情况通报\n一、已办结的项目（1件）\n护栏增设工程（第2件，责任单位：市交通局）。年初计划增设护栏60公里，实际做了63公里。\n二、慢于序时的项目（2件）\n海漂垃圾治理（第3件，责任单位：市海洋局；配合单位：店下镇）。岸线整治没有动工。\n幼儿园扩容（第1件，责任单位：市教育局）。正在装修。',
    );
    expect(projects.map((p) => [p.number, p.title, p.status, names(p.units)])).toEqual([
      ['2', '护栏增设工程', '已办结', ['responsible 市交通局']],
      ['3', '海漂垃圾治理', '慢于序时', ['responsible 市海洋局', 'supporting 店下镇']],
      ['1', '幼儿园扩容', '慢于序时', ['responsible 市教育局']],
    ]);
    expect(projects[0]!.note).toBe('年初计划增设护栏60公里，实际做了63公里。');
  });

  test('a unit that the head itself says is in charge', async () => {
    const { projects } = await listOf(
      '某省2020年为民办实事办理情况的报告\n第一件，增加学位，由省教育厅牵头办理。新增学位2万个。\n第二件，学校饮水，由省水务厅、省教育厅共同办理。装机300台。\n第三件，送药上门，由省卫生健康委负责。送药9万人次。',
    );
    expect(projects.map((p) => [p.title, p.units.map(({ text }) => text)])).toEqual([
      ['增加学位', ['省教育厅']],
      ['学校饮水', ['省水务厅', '省教育厅']],
      ['送药上门', ['省卫生健康委']],
    ]);
  });
});

describe('other numberings', () => {
  test('points of one paragraph', async () => {
    const { projects } = await listOf(
      '隆昌市2025年民生实事汇报\n截至6月底，进展如下：一是修缮乡村书屋。目标9间，已修缮4间。二是疏浚河道。目标4公里，已疏浚1公里。三是增设斑马线。目标60处，已增设41处。',
    );
    expect(projects.map((p) => [p.number, p.title])).toEqual([
      ['一', '修缮乡村书屋'],
      ['二', '疏浚河道'],
      ['三', '增设斑马线'],
    ]);
  });

  test('decimals below parts; a part about problems holds no projects', async () => {
    const { projects } = await listOf(
      '隆昌市2025年民生实事报告\n第一部分 分项进展\n1.1 修缮乡村书屋\n完成情况：修缮4间。\n1.2 疏浚河道\n完成情况：疏浚1公里。\n第二部分 存在的困难\n2.1 资金\n缺口130万元。',
    );
    expect(projects.map((p) => p.number)).toEqual(['1.1', '1.2']);
    expect(projects[1]!.note).toBe('疏浚1公里。');
  });
});

test('traditional characters are read as simplified ones, and that is said', async () => {
  const text =
    '泰寧縣2023年民生實事項目進展情況（截至9月底）\n一、修繕鄉村書屋\n進展情況：已修繕4間。\n責任單位：縣教育局\n二、疏濬河道\n進展情況：已疏濬1公里。\n責任單位：縣水利局';
  const document = await readDocument({ name: '資料.txt', bytes: new TextEncoder().encode(text) });
  const { region, projects, findings } = importDocument(document, { contentHash: 'a'.repeat(64) });
  expect(region.fullName).toBe('三明市泰宁县');
  expect(projects[0]!.units.map(({ name }) => name)).toEqual(['县教育局']);
  expect(findings.map(({ message }) => message).join()).toContain('繁体');
});

test('a deadline goes with the task of the heading; numbers below a closing part do not make those above begin anew', async () => {
  const { projects } = await listOf(
    '隆昌市2025年民生实事情况\n一、分项进展\n1.文化提升。修缮书屋9间。（牵头单位：市文旅局，完成时限：2025年11月底）\n2.水利提升。疏浚4公里。（牵头单位：市水利局，完成时限：2025年12月底）\n二、下步要求\n1.强化责任。\n2.加快进度。',
  );
  expect(projects.map((p) => [p.number, p.goal])).toEqual([
    ['1', '文化提升。修缮书屋9间。\n完成时限：2025年11月底'],
    ['2', '水利提升。疏浚4公里。\n完成时限：2025年12月底'],
  ]);
});
