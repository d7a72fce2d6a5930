import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { joinTorn } from '../../../src/imports/reading/torn.ts';
import { figuresOf, read } from './project.ts';

const garbled = (note: string) =>
  read({ goal: '改造供水管网1250米。', note }).findings.filter(({ kind }) => kind === 'garbled');

describe('a damaged sentence is told with its clause', () => {
  test.each([
    ['管网改造有序推进锛屽凡完成过半。', '乱码'],
    ['管网锟斤拷改造过半。', '乱码'],
    ['已改造 米，其余正在施工。', '没有写数字'],
    ['累计完成XX米，其余正在施工。', '没有写数字'],
    ['改造完成（ ）米。', '没有写数字'],
    ['改造的的管网已通水。', '重复'],
    ['管网已铺设完成已铺设完成，正在验收。', '重复'],
    ['管网（含城东片区全部通水。', '另一半'],
    ['管网铺设过半，阀门井正在砌筑，', '没有写完'],
    ['管网铺设过半，其中', '没有写完'],
    ['，阀门井正在砌筑。', '缺了字'],
    ['已改造1 250米。', '断成了两截'],
    ['已改造管网12\n50米。', '断成了两截'],
  ])('%s', (note, said) => {
    const found = garbled(note);
    expect(found.map(({ message }) => message).join()).toContain(said);
    expect(found).toHaveLength(1);
    expect(found[0]!.message).toContain(note.slice(0, 3).replace(/\n.*/u, ''));
  });

  test.each([
    ['已完成个人信息登记，惠及千家万户。'],
    ['发放20辆的士补贴，研究研究方案，干干净净迎检。'],
    ['1）完成东段；2）完成西段。'],
    ['各区分别为：\n东区 12 50 62\n西区 3 4 7'],
    ['“厨房革命”惠及（含散居）特困老人30户；目的是提升幸福感。'],
    ['□新建 □改建 已打勾，完成3×4米展板2块。'],
    ['2025年3月开工\n5个小区完工。'],
  ])('a sound one is left alone: %s', (note) => {
    expect(garbled(note)).toEqual([]);
  });
});

describe('a number broken over two lines', () => {
  test.each([
    ['完成投资12.\n5%', '完成投资12.5%'],
    ['发放补贴1,\n250万元', '发放补贴1,250万元'],
    ['完成率87.5\n%', '完成率87.5%'],
    ['改造管网640\n米，其余在建', '改造管网640米，其余在建'],
    ['累计投资3\n.6亿元', '累计投资3.6亿元'],
  ])('is put together where nothing else can be meant: %s', (torn, whole) => {
    expect(joinTorn(torn)).toBe(whole);
  });

  test('is then read as one figure', () => {
    const project = read({ goal: '改造管网1250米。', note: '已改造管网640\n米。' });
    expect(figuresOf(project, 'actual')).toEqual(['改造管网 640米']);
  });

  test('lines that only follow each other stay apart', () => {
    for (const text of [
      '1.\n5个小区完工',
      '共建设项目3\n1.东区完工',
      '投入使用12\n家庭医生签约9户',
      '开工3处\n5处完工',
    ])
      expect(joinTorn(text)).toBe(text);
  });

  test('only line breaks are ever taken out', () => {
    const text = fc.array(fc.constantFrom('完成', '12', '.', ',', '\n', '5', '%', '个', '，', ' '), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(
        text.map((pieces) => pieces.join('')),
        (source) => {
          expect(joinTorn(source).replace(/\s/gu, '')).toBe(source.replace(/\s/gu, ''));
        },
      ),
    );
  });
});
