import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findDates, findPeriods } from '../../src/text/dates.ts';
import { findDeadlines } from '../../src/text/occasions.ts';

const TODAY = '2025-11-22';

describe('findDates', () => {
  const read = (text: string) => findDates(text, 2025).map(({ date, precision }) => `${date} ${precision}`);

  it.each([
    ['9月底', '2025-09-30 month'],
    ['2024年6月底', '2024-06-30 month'],
    ['5月31日', '2025-05-31 day'],
    ['7月中旬', '2025-07-20 tenDays'],
    ['11月份', '2025-11-30 month'],
    ['上半年', '2025-06-30 half'],
    ['三季度', '2025-09-30 quarter'],
    ['年底前', '2025-12-31 year'],
    ['年内', '2025-12-31 year'],
    ['明年6月底', '2026-06-30 month'],
    ['11月底前', '2025-11-30 month'],
    ['10月前', '2025-09-30 month'],
    ['十二月底', '2025-12-31 month'],
    ['2025-06-30', '2025-06-30 day'],
  ])('reads %s as the last day meant', (text, date) => {
    expect(read(`预计${text}完成`)).toEqual([date]);
  });
  it.each(['8个月', '端午节假期', '2月30日', '一月一次', '2025年', '12个小区', '全年目标任务'])(
    'sees no date in %s',
    (text) => {
      expect(read(text)).toEqual([]);
    },
  );
  it('gives valid days only, the date within the span, the printed text where it stands', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '年',
        '月',
        '日',
        '底',
        '中旬',
        '前',
        '上半年',
        '季度',
        '一',
        '十',
        '三',
        '-',
        '.',
        '至',
        '2025',
        '2024年',
      ),
      fc.integer({ min: 0, max: 40 }).map(String),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        for (const found of findDates(text, 2025)) {
          expect(text.slice(found.start, found.end)).toBe(found.printed);
          expect(new Date(`${found.date}T00:00:00Z`).toISOString().slice(0, 10)).toBe(found.date);
          expect(found.from <= found.date).toBe(true);
        }
      }),
    );
  });
});

describe('findPeriods', () => {
  const read = (text: string) =>
    findPeriods(text, TODAY).map(({ from, to, yearOnly }) => `${from}…${to}${yearOnly ? ' year' : ''}`);

  it.each([
    ['今年', '2025-01-01…2025-12-31 year'],
    ['去年完成了多少', '2024-01-01…2024-12-31 year'],
    ['前年', '2023-01-01…2023-12-31 year'],
    ['明年', '2026-01-01…2026-12-31 year'],
    ['本月', '2025-11-01…2025-11-30'],
    ['上个月', '2025-10-01…2025-10-31'],
    ['本季度', '2025-10-01…2025-12-31'],
    ['上季度', '2025-07-01…2025-09-30'],
    ['一季度', '2025-01-01…2025-03-31'],
    ['下半年', '2025-07-01…2025-12-31'],
    ['25年', '2025-01-01…2025-12-31 year'],
    ['2024的项目', '2024-01-01…2024-12-31 year'],
    ['2025年二季度', '2025-04-01…2025-06-30'],
    ['去年1至11月', '2024-01-01…2024-11-30'],
    ['1-10月', '2025-01-01…2025-10-31'],
    ['截至6月', '2025-01-01…2025-06-30'],
    ['近三年', '2023-01-01…2025-12-31 year'],
  ])('reads %s', (text, period) => {
    expect(read(text)).toEqual([period]);
  });
  it.each(['20件实事', '惠及2025人', '一件事', '目前进展'])('sees no period in %s', (text) => {
    expect(read(text)).toEqual([]);
  });
  it('looks back over the turn of a year', () => {
    expect(findPeriods('上个月', '2025-01-15')[0]?.to).toBe('2024-12-31');
    expect(findPeriods('上季度', '2025-02-15')[0]?.label).toBe('2024年四季度');
  });
});

describe('findDeadlines', () => {
  const read = (text: string) =>
    findDeadlines(text, '2025-07-20').map(({ to, printed }) => `${to} ${printed}`);

  it.each([
    ['国庆前能开吗', '2025-09-30 国庆前'],
    ['赶得上供暖吗', '2025-11-14 供暖'],
    ['明年开学前能装修好吗', '2026-02-28 明年开学前'],
    ['过年能用上不', '2026-02-16 过年'],
  ])('%s wants the last day before', (asked, found) => {
    expect(read(asked)).toEqual([found]);
  });

  it('leaves alone what only names the occasion', () => {
    for (const text of ['供暖管网改造了多少', '国庆期间办了什么', '春节慰问多少户'])
      expect(read(text)).toEqual([]);
  });
});
