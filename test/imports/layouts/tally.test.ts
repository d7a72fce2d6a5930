/** Projects named inside sentences, by their state. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDocument } from '../../../src/documents/read.ts';
import type { ImportedDocument } from '../../../src/domain/project.ts';
import { importDocument } from '../../../src/imports/import-document.ts';
import { readList } from '../../../src/imports/layouts/registry.ts';
import { loadDivisions } from '../../../src/text/divisions.ts';

const divisions = loadDivisions();
const parsed = (text: string) => readDocument({ name: '资料.txt', bytes: new TextEncoder().encode(text) });
const imported = async (text: string): Promise<ImportedDocument> =>
  importDocument(await parsed(text), { contentHash: 'a'.repeat(64), periodEnd: '2024-09-30' }, divisions);

const TITLE = '兰溪市2024年民生实事项目进展情况通报\n';

/** Name, state and pace of each project. */
const states = async (text: string) =>
  (await imported(TITLE + text)).projects.map(({ title, status, lagging }) => [title, status, lagging]);

const named = async (text: string) => (await imported(TITLE + text)).projects.map(({ title }) => title);

/** `target 50场`, `actual 60场` … of one project. */
const figures = ({ projects }: ImportedDocument, at: number) =>
  projects[at]!.figures.map(({ kind, value, unit }) => `${kind} ${value}${unit}`);

describe('where the names stand', () => {
  test.each([
    ['behind 分别是', '其中3项已完成，分别是：改造菜场、扩面老年食堂、安装路灯。'],
    ['behind a colon', '已完成项目：改造菜场、扩面老年食堂、安装路灯。'],
    ['in the next sentence', '已完成的有3项。其中省级1项，市级2项。分别为改造菜场、扩面老年食堂和安装路灯。'],
    ['in brackets', '10件实事中，3件已完成（改造菜场、扩面老年食堂、安装路灯），其余正在推进。'],
    ['before 等', '据了解，改造菜场、扩面老年食堂、安装路灯等项目已完成，其他项目按序时推进。'],
    ['before their number', '其中，改造菜场、扩面老年食堂、安装路灯3个项目已完成，占总数的30%。'],
    ['in quotation marks', '目前，“改造菜场”“扩面老年食堂”“安装路灯”等三个项目已完成。'],
    ['as points', '已完成的有3件：一是改造菜场；二是扩面老年食堂；三是安装路灯。'],
    ['as points in sentences', '已完成的有3件：一是改造菜场。二是扩面老年食堂。三是安装路灯。'],
  ])('%s', async (_, text) => {
    expect(await states(text)).toEqual([
      ['改造菜场', 'done', null],
      ['扩面老年食堂', 'done', null],
      ['安装路灯', 'done', null],
    ]);
  });

  test('several groups of one sentence, each with its own state', async () => {
    const text =
      '绿灯项目2个：改造菜场、安装路灯；黄灯项目1个：扩建小学；红灯项目1个：沿江绿道二期。\n2件尚未开工（殡仪馆改建、停车楼建设）。';
    expect(await states(text)).toEqual([
      ['改造菜场', 'in_progress', false],
      ['安装路灯', 'in_progress', false],
      ['扩建小学', 'in_progress', true],
      ['沿江绿道二期', 'in_progress', true],
      ['殡仪馆改建', 'not_started', null],
      ['停车楼建设', 'not_started', null],
    ]);
  });

  test('a step done in time is no finished project', async () => {
    expect(await states('菜场改造、路灯安装、小学扩建等3个项目提前完成季度节点任务。')).toEqual([
      ['菜场改造', 'in_progress', false],
      ['路灯安装', 'in_progress', false],
      ['小学扩建', 'in_progress', false],
    ]);
  });

  test('a list may be parted by other marks within its entries', async () => {
    const text =
      '已办结3项，分别是：为乡村书屋配书2万册、添桌椅90套；维修桥梁（含便桥）6座，惠及4个村；改、扩建公厕11座。';
    expect(await named(text)).toEqual(['为乡村书屋配书', '维修桥梁（含便桥）', '改、扩建公厕']);
  });
});

describe('what is said of each', () => {
  test('its own number, in any order, and its own statement', async () => {
    const text =
      '其中2项已完成，分别是：改造菜场（第七项）、安装路灯（第三项）。\n滞后项目：一是扩建小学（第十二项）正在桩基施工；二是沿江绿道（第五项）尚未开工；三是“智慧停车”（第六项）完成泊位改造40个。';
    const { projects, findings } = await imported(TITLE + text);
    expect(projects.map((p) => [p.number, p.position, p.title, p.status, p.lagging, p.note])).toEqual([
      ['七', 7, '改造菜场', 'done', null, ''],
      ['三', 3, '安装路灯', 'done', null, ''],
      ['十二', 12, '扩建小学', 'in_progress', true, '正在桩基施工'],
      ['五', 5, '沿江绿道', 'not_started', true, '尚未开工'],
      ['六', 6, '智慧停车', 'in_progress', true, '完成泊位改造40个'],
    ]);
    expect(findings.filter(({ kind }) => kind === 'numbering')).toEqual([]);
  });

  test('plan and result, and the official word of the group', async () => {
    const text =
      '2项提前超额完成全年任务。“书屋夜读”原计划全年举办50场，截至8月底已举办60场；“窗口通办”5月完成。';
    const document = await imported(TITLE + text);
    expect(document.projects.map((p) => [p.title, p.statusWord])).toEqual([
      ['书屋夜读', '提前超额完成全年任务'],
      ['窗口通办', '提前超额完成全年任务'],
    ]);
    expect(figures(document, 0)).toEqual(['target 50场', 'actual 60场']);
    expect(document.projects[0]!.pairs[0]!.ratio).toBe(1.2);
  });

  test('of those that remain each has its share, and what is said of all of them', async () => {
    const text =
      '剩余4项中，6座便桥维修已完成3座（50%）、40个泊位改造已完成30个（75%），这2项预计10月底前全部完成；9处书屋修缮已完成4处（44%），中学迁建正在施工（60%），这2项预计12月底前全部完成。';
    const { projects } = await imported(TITLE + text);
    expect(projects.map((p) => [p.title, p.statedRate, p.milestones[0]?.due])).toEqual([
      ['6座便桥维修', 0.5, '2024-10-31'],
      ['40个泊位改造', 0.75, '2024-10-31'],
      ['9处书屋修缮', 0.44, '2024-12-31'],
      ['中学迁建', 0.6, '2024-12-31'],
    ]);
  });

  test('what is counted by then belongs to the progress, not to the name', async () => {
    const text =
      '超额完成的3项：安装路灯860盏，完成率172%；已建成15家老年食堂，为任务的125%；养老床位新增210张，投资完成率90%。';
    const document = await imported(TITLE + text);
    expect(document.projects.map((p) => [p.title, p.statedRate])).toEqual([
      ['安装路灯', 1.72],
      ['老年食堂', 1.25],
      ['养老床位新增', null],
    ]);
    expect(figures(document, 0)).toContain('actual 860盏');
    expect(document.projects.flatMap((p) => p.figures).every(({ kind }) => kind === 'actual')).toBe(true);
  });

  test('a name with its state in one place and its progress in another is one project', async () => {
    const text =
      '危桥改造、菜场改造、路灯安装等3个项目已提前完成全年任务。\n工程类项目中，“危桥改造”竣工18座，完成率120%。“泊位改造”完成700个。“小学扩建”主体封顶。';
    const { projects } = await imported(TITLE + text);
    expect(projects.map((p) => [p.title, p.statusWord, p.note])).toEqual(
      [
        ['危桥改造', '已提前完成全年任务', '竣工18座，完成率120%'],
        ['菜场改造', '已提前完成全年任务', ''],
        ['路灯安装', '已提前完成全年任务', ''],
        ['泊位改造', null, '完成700个'],
        ['小学扩建', null, '主体封顶'],
      ].map(([title, word, note]) => [title, word, note]),
    );
  });

  test('the numbers of two levels are kept apart', async () => {
    const list = (first: string, second: string) =>
      `其中2项已完成，分别是：${first}（第一项）、${second}（第四项）。其他项目正常推进。`;
    const { projects } = await imported(
      `${TITLE}一、省级实事\n${list('危桥改造', '菜场改造')}\n二、市级实事\n${list('泊位改造', '菜场改造')}`,
    );
    expect(projects.map((p) => [p.number, p.title])).toEqual([
      ['一-一', '危桥改造'],
      ['一-四', '菜场改造'],
      ['二-一', '泊位改造'],
      ['二-四', '菜场改造'],
    ]);
  });

  test('closing words belong to none', async () => {
    const { projects } = await imported(
      `${TITLE}进度滞后2项：菜场改造，完成45%；泊位改造，完成20%。\n下一步，各责任单位要倒排工期，确保12月底前全部完成。\n兰溪市人民政府办公室\n2024年10月9日`,
    );
    expect(projects.map((p) => p.note)).toEqual(['完成45%', '完成20%']);
    expect(projects.flatMap((p) => p.milestones)).toEqual([]);
  });
});

test('the projects of a year told in one sentence are a plan', async () => {
  const { projects } = await imported(
    '兰溪市人大代表票决产生2024年民生实事\n今年的4件民生实事分别是：菜场提升工程，改造菜场6家；新建泊位900个，惠及3个街道；危桥改造；开通夜间公交线路5条。',
  );
  expect(projects.map((p) => [p.title, p.goal, p.status])).toEqual([
    ['菜场提升工程', '菜场提升工程，改造菜场6家', 'unknown'],
    ['新建泊位', '新建泊位900个，惠及3个街道', 'unknown'],
    ['危桥改造', '', 'unknown'],
    ['开通夜间公交线路', '开通夜间公交线路5条', 'unknown'],
  ]);
});

describe('who is in charge', () => {
  const units = async (text: string) =>
    (await imported(TITLE + text)).projects.map(({ title, units: named }) => [
      title,
      named.map(({ name, role }) => `${name} ${role}`).join('、'),
    ]);

  test.each([
    ['in a clause of its own', '“菜场改造”由市商务局牵头，已完成3家', '市商务局 lead'],
    [
      'with who helps',
      '“菜场改造”由市商务局牵头、市财政局配合，已完成3家',
      '市商务局 lead、市财政局 supporting',
    ],
    ['before the name', '市商务局负责的“菜场改造”已完成3家', '市商务局 responsible'],
    ['as one of the sentence', '“菜场改造”计划改造5家，市商务局已完成3家', '市商务局 responsible'],
    ['as who speaks', '“菜场改造”已完成3家，市商务局称，其余2家在做设计', '市商务局 responsible'],
    ['by its label', '“菜场改造”受雨水影响，责任单位市商务局通报，仅完成3家', '市商务局 responsible'],
    [
      'as several',
      '“菜场改造”由市商务局、市市场监管局共同承担，已完成3家',
      '市商务局 responsible、市市场监管局 responsible',
    ],
    ['unless it only supervises', '“菜场改造”已完成3家，市政府督查室表示将持续跟踪', ''],
  ])('%s', async (_, entry, expected) => {
    const text = `进度滞后的有：${entry}；“路灯安装”由市城管局负责，已安装80盏；“危桥改造”完成2座。`;
    expect(await units(text)).toEqual([
      ['菜场改造', expected],
      ['路灯安装', '市城管局 responsible'],
      ['危桥改造', ''],
    ]);
  });

  test('the clause that says it is no part of what is told', async () => {
    const text =
      '进度滞后的有：“菜场改造”全年计划改造5家，由市商务局牵头，到8月底已完成3家；“路灯安装”已安装80盏；“危桥改造”完成2座。';
    const { projects } = await imported(TITLE + text);
    expect(projects.map((p) => [p.goal, p.note])).toEqual([
      ['全年计划改造5家', '到8月底已完成3家'],
      ['', '已安装80盏'],
      ['', '完成2座'],
    ]);
  });
});

describe('how the state of a group is told', () => {
  test('in a line above the names, until the next such line', async () => {
    const text =
      '2个项目完成全年目标\n“菜场改造”项目，全年目标6家，目前已改造7家。\n“路灯安装”项目，安装810盏。目前全部亮灯。\n1个项目没有达到节点目标\n“危桥改造”项目，节点目标9座，实际完成4座。\n下一步，将对滞后项目下发督办单。';
    expect(await states(text)).toEqual([
      ['菜场改造项目', 'done', null],
      ['路灯安装项目', 'done', null],
      ['危桥改造项目', 'in_progress', true],
    ]);
  });

  test('behind each of several names between commas', async () => {
    const text =
      '截至9月末，“菜场改造”和“路灯安装800盏”已完成，“危桥改造”“书屋夜读”2项达到序时进度，“泊位扩容”进度滞后，“停车楼建设”尚未开工，其余项目正常推进。';
    expect(await states(text)).toEqual([
      ['菜场改造', 'done', null],
      ['路灯安装800盏', 'done', null],
      ['危桥改造', 'in_progress', false],
      ['书屋夜读', 'in_progress', false],
      ['泊位扩容', 'in_progress', true],
      ['停车楼建设', 'not_started', null],
    ]);
  });

  test('once for as many as are listed later', async () => {
    const text =
      '9项任务中，已有2项提前完成，其他正在推进。\n这2项分别是：改造菜场7家；安装路灯810盏，惠及3个社区。';
    expect(await states(text)).toEqual([
      ['改造菜场', 'done', null],
      ['安装路灯', 'done', null],
    ]);
  });

  test('before the names', async () => {
    expect(await states('已完成4处菜场改造、810盏路灯安装、2座危桥改造等16个子项目，其余有序推进。')).toEqual(
      [
        ['4处菜场改造', 'done', null],
        ['810盏路灯安装', 'done', null],
        ['2座危桥改造', 'done', null],
      ],
    );
  });
});

test('a paragraph may go from name to name without quotation marks', async () => {
  const text =
    '今年的实事包含子项目9个，其中菜场提升工程完成改造3家，正在改造2家。危桥改造工程已竣工4座。路灯安装项目中，已安装810盏，城北片区、城南片区等2个项目正在施工。城乡低保提标、书屋夜读等项目均全面展开。\n泊位扩容工程中，正在勘察选址。';
  const document = await imported(TITLE + text);
  expect(document.projects.map((p) => [p.title, p.note, p.statusWord])).toEqual([
    ['菜场提升工程', '完成改造3家，正在改造2家', null],
    ['危桥改造工程', '已竣工4座', '已竣工'],
    ['路灯安装项目', '已安装810盏，城北片区、城南片区等2个项目正在施工', null],
    ['城乡低保提标', '', '全面展开'],
    ['书屋夜读', '', '全面展开'],
    ['泊位扩容工程', '正在勘察选址', null],
  ]);
  expect(figures(document, 1)).toEqual(['actual 4座']);
});

test('what a name in quotation marks counts was planned', async () => {
  const text =
    '进度滞后的有：“改造菜场6家”项目，已完成3家；“安装路灯800盏”，已安装120盏；“危桥改造”完成2座。';
  const document = await imported(TITLE + text);
  expect(document.projects.map(({ title }) => title)).toEqual(['改造菜场6家', '安装路灯800盏', '危桥改造']);
  expect(figures(document, 0)).toEqual(['target 6家', 'actual 3家']);
});

describe('what is no list of projects', () => {
  test.each([
    [
      'totals alone',
      `${TITLE}全市18项民生实事中，已完成7项，达到序时进度9项，滞后2项。从各地看，东湖街道、西山街道、南湾镇等5个镇街进度较快。`,
    ],
    [
      'areas and bureaus',
      `${TITLE}进度滞后的3个镇分别是：北桥镇、石坝镇、青石镇。存在的问题有2项：一是要素保障不足，进展缓慢；二是资金拨付滞后。`,
    ],
    [
      'what a meeting asks for',
      `${TITLE}会议听取了菜场改造、泊位改造、危桥改造等项目的汇报。会议强调，要确保菜场改造、泊位改造、危桥改造等项目年底前全部完成。`,
    ],
    ['a visit', `${TITLE}代表们先后来到菜场改造、泊位改造、危桥改造等项目现场，对民生实事推进情况表示满意。`],
    [
      'a ballot',
      `${TITLE}测评结果显示，菜场改造，满意95票，不满意2票；泊位改造，满意88票，不满意9票；危桥改造，满意91票，不满意6票。`,
    ],
    [
      'a report on everything',
      '兰溪市2024年政府工作报告\n一年来，十件民生实事全部完成。高铁站、科技馆、体育中心等项目建成投用，机场改扩建、外环快速路等5个项目进展顺利。',
    ],
    ['other lists', `${TITLE}重点工程中，体育馆新馆、高铁广场、外环快速路等项目进展顺利。`],
    [
      'rules on lists',
      '兰溪市民生实事管理办法解读\n对按计划开工的项目亮绿灯，对进度滞后的项目，分别采取3项措施：一是提醒；二是督办；三是约谈。',
    ],
  ])('%s', async (_, text) => {
    expect(readList(await parsed(text))).toBeNull();
  });

  test.each([
    '一、小区改造。今年改造12个，其中3个项目已完工，分别是：翠竹苑、梅花苑、金桂园。\n二、公路提升。今年提升8条，目前2个项目已完工，分别是：青石路、白云路。\n三、食堂改造。已完成9所。',
    '教育方面，新建幼儿园6所，其中城北园、河西园、东湖园等3个项目已完工。\n交通方面，新增泊位900个，目前已建成700个，其余在12月完工。\n养老方面，新增老年食堂12家，已有9家投入使用，其余正在装修。',
  ])('places named inside the items of a list are no projects', async (text) => {
    expect((await imported(TITLE + text)).projects).toHaveLength(3);
  });
});

test('every figure stored is in the text, and none is stored with another project', async () => {
  const names = ['危桥改造', '菜场提升', '泊位扩容', '书屋夜读', '村路硬化', '河道清淤'];
  const heads = ['进度滞后的', '已完成的', '正在推进的', '提前完成年度任务的'];
  const tellings = [
    (name: string, n: number) => `${name}完成${n}处`,
    (name: string, n: number) => `${name}，计划办结${n * 2}处，实际办结${n}处`,
    (name: string, n: number) => `“${name}”已惠及群众${n}人`,
    (name: string, n: number) => `${name}（第${n % 90}项）累计完成投资${n}万元`,
    (name: string, n: number) => `“${name}”，由市住建局牵头、市财政局配合，已完成${n}处`,
    (name: string, n: number) => `市住建局负责的“${name}”已完成${n}处`,
  ];
  const entry = fc.record({ value: fc.integer({ min: 101, max: 999 }), telling: fc.nat(5) });
  const group = fc.record({ head: fc.nat(3), mark: fc.constantFrom('；', ';') });
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(group, fc.array(entry, { minLength: 3, maxLength: 6 })),
      async ([{ head, mark }, entries]) => {
        const values = entries.map(({ value }, i) => value * 10 + i);
        const told = entries.map(({ telling }, i) => tellings[telling]!(names[i]!, values[i]!));
        const text = `${TITLE}${heads[head]}有${told.length}项，分别是：${told.join(mark)}。其余项目正常推进。`;
        const { projects } = await imported(text);
        expect(projects.map((p) => p.title)).toEqual(names.slice(0, told.length));
        for (const [i, project] of projects.entries())
          for (const { value } of project.figures)
            expect([values[i]!, values[i]! * 2, values[i]! * 10_000]).toContain(value);
      },
    ),
    { numRuns: 25 },
  );
});
