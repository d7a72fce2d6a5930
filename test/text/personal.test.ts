import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createMaskPersonal, loadPersonalWords } from '../../src/text/personal.ts';

const words = loadPersonalWords();
const mask = createMaskPersonal(words);

/** What people write around it. */
const talk = fc.constantFrom('', '请问', '停车位建了多少，', '章丘的', '？', '，谢谢', ' 麻烦看一下 ', '。');
const digits = (min: number, max: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: min, maxLength: max }).map((all) => all.join(''));
const anything = fc.array(
  fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 6 }),
    fc.constantFrom(
      '我叫',
      '张三',
      '号楼',
      '单元',
      '室',
      '一二三',
      '@',
      '〔人〕',
      '-',
      '2025年',
      '姓',
      '先生',
    ),
    digits(1, 12),
  ),
  { maxLength: 12 },
);

describe('what tells who asked is taken out', () => {
  test.each(words.flatMap(({ mark, examples }) => examples.map((text) => [text, mark] as const)))(
    '%s → %s',
    (text) => {
      expect(mask(text)).not.toBe(text);
      expect(mask(text)).toMatch(/〔.+〕/u);
    },
  );

  test.each(words.flatMap(({ never }) => never).map((text) => [text]))('%s stays', (text) => {
    expect(mask(text)).toBe(text);
  });

  test('a phone number, an identity card and an account number go, however they are written', () => {
    const separated = fc
      .tuple(digits(3, 4), digits(4, 4), digits(4, 4), fc.constantFrom('', '-', ' ', '.', '·'))
      .filter(([first]) => !/^(19|20)/.test(first))
      .map(([a, b, c, by]) => [a, b, c].join(by));
    fc.assert(
      fc.property(talk, fc.oneof(digits(5, 20), separated), talk, (before, secret, after) => {
        expect(mask(`${before}${secret}${after}`)).not.toMatch(/\p{Nd}{4}/u);
      }),
    );
  });

  test('no text keeps five digits in a row', () => {
    fc.assert(
      fc.property(anything, (parts) => {
        expect(mask(parts.join(''))).not.toMatch(/\p{Nd}{5}/u);
      }),
    );
  });

  test('masking again changes nothing more', () => {
    fc.assert(
      fc.property(anything, (parts) => {
        const once = mask(parts.join(''));
        expect(mask(once)).toBe(once);
      }),
    );
  });

  test('a name goes with whatever is said after it', () => {
    const given = fc.constantFrom('伟', '建国', '桂兰', '小明', '欣怡');
    const family = fc.constantFrom('王', '李', '张', '刘', '陈', '欧阳', '诸葛', '高', '马');
    const end = fc.constantFrom('', '，住章丘', '想问停车位', '。', '！停车位建了多少');
    fc.assert(
      fc.property(family, given, end, (surname, name, after) => {
        expect(mask(`我叫${surname}${name}${after}`)).not.toContain(`${surname}${name}`);
        expect(mask(`${surname}${name}先生${after}`)).not.toContain(`${surname}${name}`);
      }),
    );
  });
});

test('an ordinary question stays as it is', () => {
  for (const text of [
    '槐荫区停车位建了多少个',
    '2025年第3项到哪一步了',
    '完成率低于60%的有哪些',
    '3号线什么时候通车',
    '老人助浴服务了1250人次吗',
    '区住建局牵头几个项目',
    '2024年和2025年比哪年快',
    '百姓食堂开了几家',
    '一刻钟便民生活圈',
    '张伟分管哪些项目',
    '6月底前能完成吗',
    '家庭医生签约多少人',
  ])
    expect(mask(text)).toBe(text);
});
