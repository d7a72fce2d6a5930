import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readTables } from '../../src/documents/pdf/grid.ts';
import { cellText } from '../../src/documents/pdf/lines.ts';
import type { Rule, Run } from '../../src/documents/pdf/page.ts';
import { read, refused, tables, texts } from './helpers.ts';

const fixture = (name: string) => readFileSync(new URL(`./fixtures/${name}`, import.meta.url));

/** A piece of text of size 10 at a place. */
const run = (text: string, left: number, y: number): Run => ({
  text,
  left,
  right: left + 10 * text.length,
  y,
  size: 10,
});
const flat = (y: number, left: number, right: number): Rule => ({ left, right, top: y, bottom: y });
const upright = (x: number, top: number, bottom: number): Rule => ({ left: x, right: x, top, bottom });

describe('a .pdf', () => {
  it('is read as its paragraphs and its table, over pages, without page numbers and repeated headers', async () => {
    const document = await read('进展表.pdf', fixture('ruled.pdf'));
    const [table] = tables(document);
    expect(texts(document)).toEqual([
      '宜昌市伍家岗区2025年民生实事项目进展情况表（截至9月底）',
      '填报单位：区政府办公室',
      '注：完成率由责任单位填报。',
    ]);
    expect(table!.rows).toHaveLength(2 + 14);
    expect(table!.rows[1]!.map(({ text }) => text)).toEqual([
      '序号',
      '项目名称',
      '年度目标',
      '完成情况',
      '责任单位',
      '完成率',
    ]);
    expect(table!.rows.at(-1)!.map(({ text }) => text)).toEqual([
      '14',
      '积水点整治',
      '年内完成42处，覆盖居民5880户，配套标识、照明与无障碍设施一并到位。',
      '截至9月底建成28处，惠及3920户；其余点位已进场，计划11月底前收尾。',
      '区住房和城乡建设局、各街道办事处',
      '74%',
    ]);
  });

  it('keeps merged cells as such', async () => {
    const [table] = tables(await read('进展表.pdf', fixture('ruled.pdf')));
    expect(table!.rows[0]!.map(({ text, merged }) => [text, merged]).slice(2, 4)).toEqual([
      ['工作进展', false],
      ['工作进展', true],
    ]);
  });

  it('without lines around its cells is a table by where the words stand', async () => {
    const document = await read('进展表.pdf', fixture('open.pdf'));
    expect(texts(document).at(-1)).toBe('注：数据由各单位填报，以年终验收为准，请以此为据。');
    expect(
      tables(document)[0]!
        .rows.map((row) => row.map(({ text }) => text))
        .slice(0, 2),
    ).toEqual([
      ['序号', '项目名称', '年度目标', '进展情况', '责任单位'],
      [
        '1',
        '加装电梯',
        '年内完成3处，覆盖居民420户，配套标识、照明与无障碍设施一并到位。',
        '截至9月底建成2处，惠及280户。',
        '区住建局',
      ],
    ]);
  });

  it('printed from a page has whole paragraphs, plain characters and a heading', async () => {
    const document = await read('完成情况.pdf', fixture('printed.pdf'));
    const [title, , parking] = document.blocks;
    expect(title).toMatchObject({ text: '宜宾市叙州区2024年十件民生实事完成情况', heading: 1 });
    expect(parking).toMatchObject({
      text: '一、新增公共停车泊位。目标新增公共停车泊位800个。全年新增公共停车泊位912个，占年度计划的114%，其中夜间错时共享泊位230个，分布在六个街道的十九处地块。责任单位：区城管局。',
    });
    expect(document.blocks).toHaveLength(5);
  });

  it('without text is refused with what to do', async () => {
    expect(await refused('扫描.pdf', fixture('scanned.pdf'))).toMatch(/扫描.pdf.*扫描件.*另存为/s);
  });

  it('with a password, cut short or empty of sense is refused, not crashed on', async () => {
    expect(await refused('加密.pdf', fixture('locked.pdf'))).toContain('密码');
    expect(await refused('半截.pdf', fixture('ruled.pdf').subarray(0, 900))).toMatch(/损坏|没有文字/);
    expect(await refused('假的.pdf', '%PDF-1.7\n不是文件')).toMatch(/损坏/);
  });
});

describe('ruled tables', () => {
  it('have one cell where no line stands between two', () => {
    const rules = [
      flat(0, 0, 200),
      flat(20, 100, 200),
      flat(40, 0, 200),
      upright(0, 0, 40),
      upright(100, 0, 40),
      upright(200, 0, 40),
    ];
    const { tables: found, rest } = readTables(rules, [
      run('左', 10, 25),
      run('右上', 110, 15),
      run('右下', 110, 35),
      run('外', 10, 80),
    ]);
    expect(found[0]!.rows.map((row) => row.map(({ text }) => text))).toEqual([
      ['左', '右上'],
      ['左', '右下'],
    ]);
    expect(rest.map(({ text }) => text)).toEqual(['外']);
  });

  it('may be open at their sides', () => {
    const rules = [
      flat(0, 0, 300),
      flat(20, 0, 300),
      flat(40, 0, 300),
      upright(100, 0, 40),
      upright(200, 0, 40),
    ];
    const { tables: found } = readTables(rules, [run('一', 10, 15), run('二', 110, 15), run('三', 210, 15)]);
    expect(found[0]!.rows[0]!.map(({ text }) => text)).toEqual(['一', '二', '三']);
  });

  it('are none where lines only underline or frame', () => {
    const frame = [flat(0, 0, 100), flat(100, 0, 100), upright(0, 0, 100), upright(100, 0, 100)];
    expect(readTables([...frame, flat(150, 0, 80)], [run('字', 10, 50)]).tables).toEqual([]);
  });
});

describe('the text of a cell', () => {
  const edges = { border: 100, longest: 90 };

  it('goes on where a line was full, also within a number', () => {
    expect(cellText([run('累计改造户数12', 5, 10), run('34户', 5, 24)], edges)).toBe('累计改造户数1234户');
  });

  it('keeps persons below each other apart', () => {
    expect(cellText([run('周晓', 5, 10), run('吴敏', 5, 24)], { border: 60, longest: 25 })).toBe(
      '周晓\n吴敏',
    );
  });

  it('begins anew at a number of its own', () => {
    expect(cellText([run('1.已进场施工完毕', 5, 10), run('2.待验收', 5, 24)], edges)).toBe(
      '1.已进场施工完毕\n2.待验收',
    );
  });
});
