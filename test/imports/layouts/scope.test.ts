import { describe, expect, test } from 'vitest';
import type { Document } from '../../../src/domain/document.ts';
import { InputError } from '../../../src/domain/errors.ts';
import { type ImportDocumentOptions, importDocument } from '../../../src/imports/import-document.ts';
import { loadDivisions } from '../../../src/text/divisions.ts';
import { readFixture } from './read-fixture.ts';

const divisions = loadDivisions();
const HASH = 'a'.repeat(64);
const read = (document: Document, options: Partial<ImportDocumentOptions> = {}) =>
  importDocument(document, { contentHash: HASH, ...options }, divisions);

/** A small table of two projects under the given lines. */
function sheet(
  lines: string[],
  { fileName = '资料07.docx', unit = '区民政局', note = '已建成3处。' } = {},
): Document {
  const row = (...texts: string[]) => texts.map((text) => ({ text, merged: false }));
  const plain = { kind: 'paragraph', gapBefore: 0, indented: false, heading: null, caption: false } as const;
  return {
    fileName,
    format: 'docx',
    title: null,
    notes: [],
    blocks: [
      ...lines.map((text) => ({ ...plain, text })),
      {
        kind: 'table',
        name: null,
        rows: [
          row('序号', '项目名称', '责任单位', '进展情况'),
          row('1', '新建助餐点', unit, note),
          row('2', '改造公厕', unit, note),
        ],
      },
    ],
  };
}

/** The same with a column that says when each row was filed. */
function filed(document: Document, days: readonly string[]): Document {
  const [table] = document.blocks.filter((block) => block.kind === 'table');
  table!.rows = table!.rows.map((row, i) => [...row, { text: ['更新日期', ...days][i]!, merged: false }]);
  return document;
}

const problems = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return '';
};

describe('region', () => {
  test('the title names it, with its city, code and Latin name', () => {
    const { region } = read(sheet(['龙马潭区2023年民生实事进展情况（上半年）']));
    expect(region).toMatchObject({
      fullName: '泸州市龙马潭区',
      slug: 'longmatan',
      code: '510504',
      parentName: '泸州市',
    });
  });

  test('a name borne by several districts is asked for, all of them listed', () => {
    const message = problems(() => read(sheet(['市中区2023年民生实事进展情况'])));
    expect(message).toContain('--region');
    for (const name of ['济南市市中区', '枣庄市市中区', '内江市市中区', '乐山市市中区'])
      expect(message).toContain(name);
  });

  test.each([
    [
      'the file name in Latin letters',
      sheet(['市中区2023年民生实事进展情况'], { fileName: 'leshan-shizhong.docx' }),
    ],
    ['the text', sheet(['市中区2023年民生实事进展情况'], { note: '乐山站片区已建成3处。' })],
  ])('%s settles which of them is meant', (_, document) => {
    expect(read(document).region.fullName).toBe('乐山市市中区');
  });

  test.each([
    ['新县2025年民生实事进展情况', '信阳市新县'],
    ['关于解放区2025年民生实事办理进度的通报', '焦作市解放区'],
    ['西安高新区2024年民生实事进展情况', '西安市高新区'],
    ['河北雄安新区2024年民生实事进展情况', '河北省雄安新区'],
  ])('the name at the head of a title is a place, however common a word it is: %s', (title, fullName) => {
    expect(read(sheet([title])).region.fullName).toBe(fullName);
  });

  test('a common word that is the name of several districts is asked for as well', () => {
    const message = problems(() => read(sheet(['朝阳区2025年民生实事进展情况'])));
    expect(message).toContain('北京市朝阳区');
    expect(message).toContain('长春市朝阳区');
  });

  test('the option wins over the title', () => {
    expect(read(sheet(['龙马潭区2023年民生实事进展情况']), { region: '江阳区' }).region.fullName).toBe(
      '泸州市江阳区',
    );
  });

  test('zones and towns that no table has are taken with the place above them', () => {
    expect(read(sheet(['济南高新区2023年民生实事进展情况'])).region).toMatchObject({
      fullName: '济南市高新区',
      parentName: '济南市',
      code: null,
    });
    expect(read(sheet(['张家港市乐余镇2022年12月民生实事推进情况'])).region.fullName).toBe('张家港市乐余镇');
  });

  test('taken from the text only where the text is clear, and then said so', () => {
    const told = sheet(['2023年民生实事进展情况'], { note: '呈贡区已建成3处，呈贡区财政已拨款。' });
    const { region, findings } = read(told);
    expect(region.fullName).toBe('昆明市呈贡区');
    expect(findings.map((f) => f.message).join()).toContain('标题没有写明地区');
  });

  test('missing region, missing year and a wrong date are told at once with their options', () => {
    const message = problems(() => read(sheet(['民生实事进展情况']), { periodEnd: '2025-02-30' }));
    expect(message).toContain('--region');
    expect(message).toContain('--year');
    expect(message).toContain('2025-02-30');
  });
});

describe('period', () => {
  test.each([
    ['德清县2024年民生实事上半年进展情况', '2024年上半年', '2024-06-30'],
    ['德清县2024年三季度民生实事进展情况', '2024年三季度', '2024-09-30'],
    ['德清县2024年1—11月民生实事推进情况', '2024年1—11月', '2024-11-30'],
    ['德清县2024年民生实事进展情况（截至2024年7月15日）', '截至2024年7月15日', '2024-07-15'],
    ['德清县2024年民生实事完成情况', '2024年全年', '2024-12-31'],
  ])('%s', (title, label, end) => {
    expect(read(sheet([title])).period).toMatchObject({ label, end });
  });

  test('of two years in a title the first is the list’s, the later one its date', () => {
    const { year, period } = read(sheet(['德清县2023年民生实事完成情况（2024年1月）']));
    expect(year).toBe(2023);
    expect(period?.end).toBe('2023-12-31');
  });

  test.each([
    ['9月12日，大冶市召开民生实事推进会，通报了1—8月进展，各部门主要负责人参加。', '2025-08-31'],
    ['今年上半年，全市上下齐心协力，扎实推进各项民生实事，总体进展顺利，群众满意。', '2025-06-30'],
    ['发布日期：2025年12月2日', undefined],
    ['2025年1月，市人大票决产生了十件民生实事，由各部门分头组织实施并按月报送进展。', undefined],
  ])('an opening says when people met and up to when they report: %s', (opening, end) => {
    const { period } = read(sheet(['大冶市2025年民生实事进展情况', opening]));
    expect(period?.end).toBe(end);
  });

  test('a line of its own up to which day the list reports is more exact than the file name', () => {
    const document = sheet(['德清县2024年民生实事计划和进展表', '（截至2024年5月17日）'], {
      fileName: '附件2：计划及进展（5月）.docx',
    });
    expect(read(document).period?.end).toBe('2024-05-17');
  });

  test('a title of several years says which only by the day up to which it reports', () => {
    const title = '醴陵市2024—2025年民生实事滚动推进情况';
    const { year, findings } = read(sheet([`${title}（截至2025年6月）`]));
    expect(year).toBe(2025);
    expect(findings.map((f) => f.message).join()).toContain('2025');
    expect(problems(() => read(sheet([title])))).toContain('--year');
  });

  test('the option decides, the printed label stays where it says the same day', () => {
    const document = sheet(['德清县2024年民生实事上半年进展情况']);
    expect(read(document, { periodEnd: '2024-06-30' }).period?.label).toBe('2024年上半年');
    expect(read(document, { periodEnd: '2024-07-10' }).period).toEqual({
      label: '截至2024年7月10日',
      start: '2024-01-01',
      end: '2024-07-10',
    });
  });

  test('without any word on it the day of the notes is taken, else none and a note says so', () => {
    const stated = sheet(['德清县2024年民生实事进展情况'], { note: '截至9月底，已建成3处。' });
    expect(read(stated).period?.end).toBe('2024-09-30');
    const { period, findings } = read(sheet(['德清县2024年民生实事进展情况']));
    expect(period).toBeNull();
    expect(findings.map((f) => f.message).join()).toContain('--period-end');
  });

  test.each([
    [
      'a line that says when the figures were filed',
      sheet(['德清县2024年民生实事台账', '导出时间：2024-08-20 09:12']),
    ],
    ['the file name', sheet(['德清县2024年民生实事台账'], { fileName: '台账_20240820.xlsx' })],
    ['a column', filed(sheet(['德清县2024年民生实事台账']), ['2024-07-31', '2024/8/20'])],
  ])('where nothing else says it, %s does', (_, document) => {
    expect(read(document).period).toMatchObject({ label: '截至2024年8月20日', end: '2024-08-20' });
  });

  test('what says it outright wins over the day of filing', () => {
    const title = '德清县2024年民生实事上半年进展情况';
    expect(read(filed(sheet([title]), ['2024-07-18', '2024-07-19'])).period?.end).toBe('2024-06-30');
    expect(read(sheet(['德清县2024年民生实事完成情况', '导出时间：2024-12-20'])).period?.end).toBe(
      '2024-12-31',
    );
  });

  test('a plan without progress has none', async () => {
    expect(read(await readFixture('deqing-2022-plan.html')).period).toBeNull();
  });
});

describe('the list as a whole', () => {
  test('declared 5, found 3', async () => {
    const { declaredCount, findings } = read(await readFixture('anyue-2024-half.txt'));
    expect(declaredCount).toBe(5);
    expect(findings.find((f) => f.kind === 'declaredCount')?.message).toContain('列出3项');
  });

  test('a misprinted number keeps its place and is doubted on its project', () => {
    const document = sheet(['德清县2024年民生实事上半年进展情况']);
    const table = document.blocks.at(-1)!;
    if (table.kind !== 'table') throw new Error('no table');
    const numbers = ['1', '2', '113', '4'];
    const [header, first] = table.rows;
    table.rows = [
      header!,
      ...numbers.map((text, i) =>
        first!.map((c, j) => (j === 0 ? { ...c, text } : j === 1 ? { ...c, text: `项目${i}` } : c)),
      ),
    ];
    const { projects, findings } = read(document);
    expect(projects.map((p) => [p.number, p.position])).toEqual([
      ['1', 1],
      ['2', 2],
      ['113', 3],
      ['4', 4],
    ]);
    expect(projects[2]!.findings.map((f) => f.kind)).toContain('numbering');
    expect(findings.filter((f) => f.kind === 'numbering')).toEqual([]);
  });

  test('a statement that all are done holds for every project; an intention does not', () => {
    const status = (line: string) =>
      read(sheet(['德清县2024年民生实事进展情况', line], { note: '正常运行。' })).projects.map(
        (p) => p.status,
      );
    expect(status('2件民生实事已全部完成。')).toEqual(['done', 'done']);
    expect(status('确保年底前全部完成。')).not.toContain('done');
  });
});

describe('documents without projects', () => {
  const roster = (header: string[]): Document => {
    const document = sheet(['国庆值班安排']);
    const row = (texts: string[]) => texts.map((text) => ({ text, merged: false }));
    return {
      ...document,
      blocks: [{ kind: 'table', name: null, rows: [row(header), row(['1', '10月1日', '李某', '办公室'])] }],
    };
  };

  test.each([
    ['a duty roster', ['序号', '日期', '带班领导', '值班单位']],
    ['a list of telephone numbers', ['序号', '部门', '姓名', '电话']],
  ])('%s is refused with its header and what is accepted', (_, header) => {
    const message = problems(() => read(roster(header), { region: '德清县', year: 2024 }));
    expect(message).toContain('没有找到民生实事项目');
    expect(message).toContain(header.join('、'));
    expect(message).toContain('责任单位');
  });
});
