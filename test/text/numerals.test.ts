import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findNumbers, parseNumeral } from '../../src/text/numerals.ts';

const DIGITS = [...'零一二三四五六七八九'];
const PLACES = ['', '十', '百', '千'];

/** 0…9999 in characters, written on its own to check the reader against. */
function spellGroup(value: number): string {
  const digits = [...String(value)].map(Number);
  const parts = digits.map((digit, at) =>
    digit === 0 ? '零' : `${DIGITS[digit]}${PLACES[digits.length - 1 - at]}`,
  );
  return parts.join('').replace(/零+/g, '零').replace(/零$/, '');
}

function spell(value: number): string {
  if (value === 0) return '零';
  const groups: [number, string][] = [
    [Math.floor(value / 1e8), '亿'],
    [Math.floor(value / 1e4) % 1e4, '万'],
    [value % 1e4, ''],
  ];
  let text = '';
  for (const [group, unit] of groups) {
    if (group === 0) continue;
    if (text && group < 1000) text += '零';
    text += spellGroup(group) + unit;
  }
  return text;
}

describe('parseNumeral', () => {
  it.each([
    ['12', 12],
    ['1,200', 1200],
    ['１．９９万', 19900],
    ['966.42万', 9664200],
    ['3亿5000万', 350000000],
    ['1万2千', 12000],
    ['十二', 12],
    ['二十', 20],
    ['廿三', 23],
    ['两百五', 250],
    ['一万二', 12000],
    ['一百零五', 105],
    ['三点五亿', 350000000],
    ['二〇二五', 2025],
    ['半', 0.5],
    ['百分之八十', 80],
    ['69.9％', 69.9],
  ])('reads %s', (text, value) => {
    expect(parseNumeral(text)).toBe(value);
  });
  it.each(['', '万事', '一体', 'abc', '十佳', '1.2.3'])('does not take %s for a number', (text) => {
    expect(parseNumeral(text)).toBeNull();
  });
  it('reads back every number written in characters', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 1e9 }), (value) => parseNumeral(spell(value)) === value));
  });
  it('reads back every number written in digits, with and without separators', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e9 }),
        (value) =>
          parseNumeral(String(value)) === value && parseNumeral(value.toLocaleString('en-US')) === value,
      ),
    );
  });
});

describe('findNumbers', () => {
  const values = (text: string) => findNumbers(text).map((number) => number.value);

  it.each([
    '统一一体化推进',
    '一键报警',
    '十佳村',
    '三资管理',
    '两癌筛查',
    '四好农村路',
    '一批项目',
    '一些一方面',
    '第一批',
    '一次性告知',
  ])('sees no number in %s', (text) => {
    expect(values(text)).toEqual([]);
  });
  it('counts characters only before a counting word', () => {
    expect(values('新增停车场两处、三十余家驿站，完成百分之八十')).toEqual([2, 30, 80]);
  });
  it('points at the text itself, full-width or not', () => {
    const text = '覆盖率６９．９％，涉及１，２００人';
    for (const { start, end, printed } of findNumbers(text)) expect(text.slice(start, end)).toBe(printed);
    expect(values(text)).toEqual([69.9, 1200]);
  });
  it('tells a percentage and a number about', () => {
    expect(findNumbers('1.8万余人达到九成，95%')).toMatchObject([
      { value: 18000, approximation: '余', percent: false },
      { value: 95, approximation: null, percent: true },
    ]);
  });
});
