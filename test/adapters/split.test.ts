import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lengthIn, splitText } from '../../src/adapters/split.ts';

const WORDS = ['完成筛查', '新增停车位', '，', '。', '、', '（', '）', ' ', '截至', 'a', '𠮷', '🏳️‍🌈'];
const figure = fc.oneof(
  fc.integer({ min: 0, max: 999_999 }).map((n) => n.toLocaleString('en-US')),
  fc.integer({ min: 10, max: 28 }).map((day) => `2025-06-${day}`),
  fc.constantFrom('69.9％', '3216', '61.5%', '三千二百'),
);
/** A figure short enough for the smallest room stands after 共 and before a comma. */
const line = fc
  .array(
    fc.oneof(
      fc.constantFrom(...WORDS),
      figure.map((each) => `共${each}，`),
    ),
    { maxLength: 60 },
  )
  .map((pieces) => pieces.join(''));
const text = fc.array(line, { minLength: 1, maxLength: 5 }).map((lines) => lines.join('\n'));
const longest = fc.integer({ min: 20, max: 300 });
const unit = fc.constantFrom('characters', 'bytes');
const squeezed = (each: string) => each.replaceAll('\n', '');

/** Any UTF-16 units, halves of characters among them. */
const units = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 0xd800, max: 0xdfff })), {
    maxLength: 300,
  })
  .map((codes) => String.fromCharCode(...codes));

describe('a text split for a channel', () => {
  it('fits in bytes or characters, loses only line breaks and cuts no figure', () => {
    fc.assert(
      fc.property(text, longest, unit, (each, maxLength, lengthUnit) => {
        const parts = splitText(each, maxLength, lengthUnit);
        for (const part of parts) expect(lengthIn(part, lengthUnit)).toBeLessThanOrEqual(maxLength);
        expect(squeezed(parts.join(''))).toBe(squeezed(each));
        expect(parts.every((part) => part.isWellFormed())).toBe(true);
        for (const [, whole] of each.matchAll(/共([^，]+)，/g)) {
          expect(parts.some((part) => part.includes(whole!))).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('fits whatever the text is, even halves of characters', () => {
    fc.assert(
      fc.property(units, longest, unit, (each, maxLength, lengthUnit) => {
        const parts = splitText(each, maxLength, lengthUnit);
        for (const part of parts) expect(lengthIn(part, lengthUnit)).toBeLessThanOrEqual(maxLength);
        expect(squeezed(parts.join(''))).toBe(squeezed(each));
      }),
    );
  });

  it('counts three bytes for a Chinese character', () => {
    expect(splitText('一二，三四，五六', 20, 'bytes')).toEqual(['一二，三四，', '五六']);
    expect(splitText('一二，三四，五六', 20, 'characters')).toHaveLength(1);
  });

  it('keeps a family of one character together where it fits', () => {
    expect(splitText(`${'a'.repeat(10)}👨‍👩‍👧`, 20, 'bytes')).toEqual(['a'.repeat(10), '👨‍👩‍👧']);
  });

  it('comes to an end even when not one character fits', () => {
    expect(splitText('停车', 2, 'bytes')).toEqual(['停', '车']);
  });
});
