import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { halfWidth, normaliseText, toSimplified } from '../../src/text/normalise.ts';

const noisy = fc.string({
  unit: fc.constantFrom(...'1234567890,，.．％%１２ \u3000\t\n\u200b⺠⽣民生实事（）：。“”AＢ-—、约余万'),
  maxLength: 40,
});

describe('normaliseText', () => {
  it('writes digits, percent signs and letters in one width and leaves Chinese punctuation alone', () => {
    expect(normaliseText('覆盖率６９．９％，“两癌”（免费）：ＡＥＤ')).toBe(
      '覆盖率69.9%，“两癌”（免费）：AED',
    );
  });
  it('takes thousands separators out of numbers but leaves lists of numbers alone', () => {
    expect(normaliseText('1,200件 12,345,678元 1，200人')).toBe('1200件 12345678元 1200人');
    expect(normaliseText('第3,5,7项')).toBe('第3,5,7项');
  });
  it('replaces radicals that look like characters, as PDF fonts put them', () => {
    expect(normaliseText('⺠⽣实事⻓者⻋位')).toBe('民生实事长者车位');
  });
  it('drops invisible characters and collapses blanks but keeps lines', () => {
    expect(normaliseText(' 区\u200b民政局\u3000 \t负责 \r\n 下一行 ')).toBe('区民政局 负责\n下一行');
  });
  it('changes nothing the second time', () => {
    fc.assert(fc.property(noisy, (text) => normaliseText(normaliseText(text)) === normaliseText(text)));
  });
});

describe('halfWidth', () => {
  it('keeps every position', () => {
    fc.assert(fc.property(noisy, (text) => halfWidth(text).length === text.length));
  });
});

describe('toSimplified', () => {
  it('turns traditional characters into simplified ones and leaves the words', () => {
    expect(toSimplified('長者飯堂新增進展')).toBe('长者饭堂新增进展');
  });
  it('leaves simplified text as it is', () => {
    const text = '著名的乾隆年间老旧小区，程序、信息、质量、台账';
    expect(toSimplified(text)).toBe(text);
  });
});
