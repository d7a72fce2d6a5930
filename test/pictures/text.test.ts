import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cut, drawable, widthEm, wrap } from '../../src/pictures/text.ts';

describe('text of pictures', () => {
  test('keeps Chinese, figures, marks and rare characters of place names', () => {
    const label = '埗头、堃城：新增床位2.5万㎡（69.9％）〔2025〕';
    expect(drawable(label)).toBe(label);
  });

  test('leaves emoji out and shows a box for what the font does not have', () => {
    expect(drawable('👨‍👩‍👧 儿童友好 🏥🇨🇳')).toBe('儿童友好');
    expect(drawable('\u{21484}家村\u0007')).toBe('□家村□');
  });

  test('makes one line of several', () => {
    expect(drawable(' 老旧\n小区\t改造 ')).toBe('老旧 小区 改造');
  });

  test('cuts what is too long and says so', () => {
    expect(cut('老旧小区改造提升工程', 6)).toBe('老旧小区改…');
    expect(cut('老旧小区', 6)).toBe('老旧小区');
    expect(wrap('老旧小区改造提升工程', { maxEm: 4, lines: 2 })).toEqual(['老旧小区', '改造提…']);
  });

  test('never makes a line wider than its place, nor loses words silently', () => {
    const lines = fc.record({ text: fc.string({ unit: 'binary' }), maxEm: fc.integer({ min: 2, max: 40 }) });
    fc.assert(
      fc.property(lines, fc.integer({ min: 1, max: 3 }), ({ text, maxEm }, count) => {
        const shown = drawable(text);
        const wrapped = wrap(shown, { maxEm, lines: count });
        expect(wrapped.length).toBeLessThanOrEqual(count);
        for (const line of wrapped) expect(widthEm(line)).toBeLessThanOrEqual(maxEm);
        if (!wrapped.at(-1)?.endsWith('…'))
          expect(wrapped.join('').replaceAll(' ', '')).toBe(shown.replaceAll(' ', ''));
      }),
    );
  });
});
