import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { grid, read, refused, texts } from './helpers.ts';

/** 民生实事 and 新建公厕12座 in GBK. */
const GBK = [
  Uint8Array.of(0xc3, 0xf1, 0xc9, 0xfa, 0xca, 0xb5, 0xca, 0xc2, 0x0d, 0x0a),
  Uint8Array.of(0xd0, 0xc2, 0xbd, 0xa8, 0xb9, 0xab, 0xb2, 0xde, 0x31, 0x32, 0xd7, 0xf9),
];

describe('a text file', () => {
  test('gives a paragraph a line, counting the empty lines before it and marking pasted cells', async () => {
    const document = await read('清单.txt', '标题\r\n\r\n\r\n\t序号\r\n\t任务\r\n　　正文缩进两格。\r\n');
    expect(document.blocks).toMatchObject([
      { text: '标题', gapBefore: 0, indented: false },
      { text: '序号', gapBefore: 2, indented: true },
      { text: '任务', gapBefore: 0, indented: true },
      { text: '正文缩进两格。', gapBefore: 0, indented: false },
    ]);
  });

  test('is read in UTF-8 with and without a mark, in UTF-16 with one, and in GBK', async () => {
    const utf16 = new Uint8Array(Buffer.from('\ufeff民生实事\n新建公厕12座', 'utf16le'));
    const gbk = new Uint8Array(Buffer.concat(GBK));
    for (const content of ['\ufeff民生实事\n新建公厕12座', '民生实事\n新建公厕12座', utf16, gbk])
      expect(texts(await read('a.txt', content))).toEqual(['民生实事', '新建公厕12座']);
  });

  test('stays UTF-8 when it was cut inside a character, and says so', async () => {
    const bytes = new TextEncoder()
      .encode('新建公共停车位一千二百个，完成八百个，余下的年底前完成')
      .slice(0, -1);
    const document = await read('a.txt', bytes);
    expect(texts(document)[0]).toMatch(/^新建公共停车位一千二百个/);
    expect(document.notes).toEqual([expect.stringContaining('1 处字节')]);
  });

  test('has a table where rows were pasted from a spreadsheet', async () => {
    const document = await read(
      'a.txt',
      '进度表\n\n序号\t任务\t进度\n1\t新建公厕12座\t\n2\t新增学位800个\t50%\n注：截至6月底',
    );
    expect(texts(document)).toEqual(['进度表', '注：截至6月底']);
    expect(grid(document)).toEqual([
      ['序号', '任务', '进度'],
      ['1', '新建公厕12座', ''],
      ['2', '新增学位800个', '50%'],
    ]);
  });

  test('has whole rows where cells of a pasted table are broken over lines', async () => {
    const pasted = [
      '序号\t任务\t单位\t进度',
      '1\t新建公厕\t城管局',
      '卫健局\t开工6座',
      '完工2座',
      '2\t学位\t教育局',
      '3\t食堂\t"民政局',
      '财政局"\t5处',
    ];
    const document = await read('a.txt', `${pasted.join('\n')}\n注：截至6月底`);
    expect(grid(document)).toEqual([
      ['序号', '任务', '单位', '进度'],
      ['1', '新建公厕', '城管局\n卫健局', '开工6座\n完工2座'],
      ['2', '学位', '教育局', ''],
      ['3', '食堂', '民政局\n财政局', '5处'],
    ]);
    expect(texts(document)).toEqual(['注：截至6月底']);
  });

  test('does not take text between two pasted tables into either', async () => {
    const one = '序号\t任务\t进度\n1\t公厕\t50%';
    const two = '单位\t牵头\t个数\n\n城管局\t张三\t2';
    const document = await read('a.txt', `${one}\n\n二、单位\n\n${two}`);
    expect(document.blocks.map((block) => block.kind)).toEqual(['table', 'paragraph', 'table']);
    expect(grid(document, 1)).toEqual([
      ['单位', '牵头', '个数'],
      ['城管局', '张三', '2'],
    ]);
  });

  test('rows with bars between cells are a table, a line of dashes below the header is none of them', async () => {
    const text =
      '清单\n序号 | 项目 | 单位 | 进展 |\n---|---|---|---\n1 | 公厕 | 城管局 | 完成 |\n2 | 书屋 | 文旅局 | |\n结束';
    const document = await read('a.txt', text);
    expect(grid(document)).toEqual([
      ['序号', '项目', '单位', '进展'],
      ['1', '公厕', '城管局', '完成'],
      ['2', '书屋', '文旅局', ''],
    ]);
    expect(texts(document)).toEqual(['清单', '结束']);
  });

  test('gives back any table that was pasted into it', async () => {
    const line = fc.stringMatching(/^[一-龥0-9，。]{1,6}$/);
    const lines = fc.array(line, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('\n'));
    const rows = fc.array(fc.tuple(line, lines, lines, line), { minLength: 2, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(rows, async (cells) => {
        const header = ['序号', '任务', '单位', '进度'];
        const text = [header, ...cells].map((row) => row.join('\t')).join('\n');
        expect(grid(await read('a.txt', text))).toEqual([header, ...cells]);
      }),
      { numRuns: 60 },
    );
  });

  test('of white space alone is refused', async () => {
    expect(await refused('空白.txt', ' \n\n')).toMatch(/^空白\.txt：没有读到文字或表格/);
  });
});

describe('a .csv', () => {
  const rows = [
    ['序号', '任务', '进度'],
    ['1', '新建公厕12座；改造3座', '已建6座，\n其余在建'],
  ];

  test.each([
    ['commas', ',', '"1","新建公厕12座；改造3座","已建6座，\n其余在建"'],
    ['semicolons', ';', '1;新建公厕12座；改造3座;"已建6座，\n其余在建"'],
    ['tabs', '\t', '1\t新建公厕12座；改造3座\t"已建6座，\n其余在建"'],
  ])('separated by %s keeps cells of several lines and its title apart', async (_, delimiter, row) => {
    const header = ['序号', '任务', '进度'].join(delimiter);
    const document = await read('进度.csv', `某区2025年民生实事进度\n${header}\n${row}\n`);
    expect(texts(document)).toEqual(['某区2025年民生实事进度']);
    expect(grid(document)).toEqual(rows);
  });

  test('from a spreadsheet has its title padded with commas; short rows are filled up', async () => {
    const document = await read('进度.csv', '进度表,,,\n,,,\n序号,任务,单位,\n1,新建公厕\n');
    expect(texts(document)).toEqual(['进度表']);
    expect(grid(document)).toEqual([
      ['序号', '任务', '单位'],
      ['1', '新建公厕', ''],
    ]);
  });

  test('in GBK is read', async () => {
    const bytes = new Uint8Array(Buffer.concat([Buffer.from('1,'), GBK[0]!, Buffer.from('2,'), GBK[1]!]));
    expect(grid(await read('进度.csv', bytes))).toEqual([
      ['1', '民生实事'],
      ['2', '新建公厕12座'],
    ]);
  });

  test('whose quotes do not pair is refused', async () => {
    expect(await refused('进度.csv', '序号,任务\n1,"新建公厕\n2,改造公厕\n')).toContain('双引号不成对');
  });
});
