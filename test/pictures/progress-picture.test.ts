import { describe, expect, test } from 'vitest';
import { LIGHTS } from '../../src/domain/schedule.ts';
import { progressSvg } from '../../src/pictures/chart.ts';
import { INNER_PX, layOut, MARGIN_PX, SIZES } from '../../src/pictures/layout.ts';
import { LIGHT_COLOURS } from '../../src/pictures/palette.ts';
import type { ProgressBar, ProgressPicture } from '../../src/pictures/picture.ts';
import { progressPicture } from '../../src/pictures/progress-picture.ts';
import { renderPng } from '../../src/pictures/render.ts';
import { widthEm } from '../../src/pictures/text.ts';
import { type Pixels, readPng } from '../support/png.ts';

const bar = (changes: Partial<ProgressBar> = {}): ProgressBar => ({
  label: '老旧小区改造',
  rate: 0.62,
  planned: 0.5,
  light: 'ahead',
  ...changes,
});

const picture = (bars: readonly ProgressBar[]): ProgressPicture => ({
  title: '槐荫区民生实事进展',
  asOf: '2025-06-30',
  source: '槐荫区2025年上半年为民办实事完成情况',
  bars,
});

const drawn = (bars: readonly ProgressBar[]): Pixels => readPng(renderPng(progressSvg(picture(bars))));

function colourAt({ width, rgba }: Pixels, x: number, y: number): string {
  const at = (Math.round(y) * width + Math.round(x)) * 4;
  return `#${Buffer.from(rgba.subarray(at, at + 3)).toString('hex')}`;
}

/** Pixels that differ in a rectangle. */
function differing(one: Pixels, other: Pixels, area: { x: number; y: number; w: number; h: number }): number {
  let count = 0;
  for (let y = area.y; y < area.y + area.h; y += 1)
    for (let x = area.x; x < area.x + area.w; x += 1)
      if (colourAt(one, x, y) !== colourAt(other, x, y)) count += 1;
  return count;
}

/** CIE lightness, 0–100: how bright a colour is in print and to every eye. */
function lightness(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 116 * Math.cbrt(0.2126 * r! + 0.7152 * g! + 0.0722 * b!) - 16;
}

describe('a picture of progress', () => {
  test('is a PNG as wide as a phone shows well, drawn outside this process', async () => {
    const png = readPng(await progressPicture(picture([bar(), bar({ light: 'serious' })])));
    expect(png.width).toBe(1080);
    expect(png.height).toBe(layOut(picture([bar(), bar()])).heightPx);
  });

  test('is refused, not waited for, when the process takes too long', async () => {
    await expect(progressPicture(picture([bar()]), { timeLimitMs: 5 })).rejects.toThrow(
      'picture not drawn: SIGKILL',
    );
  });

  test('really shows its words: title, label, value, source', () => {
    const { tops } = layOut(picture([bar()]));
    const svg = progressSvg(picture([bar()]));
    const [shown, silent] = [readPng(renderPng(svg)), readPng(renderPng(svg, []))];
    const line = { w: INNER_PX / 3, h: 40 };
    for (const [x, y] of [
      [MARGIN_PX, tops.title],
      [MARGIN_PX, tops.bars],
      [MARGIN_PX + (INNER_PX * 2) / 3, tops.bars],
      [MARGIN_PX, tops.footer],
      [MARGIN_PX, tops.footer + 44],
    ] as const)
      expect(differing(shown, silent, { ...line, x, y })).toBeGreaterThan(300);
  });

  test('draws a bar as long as its rate, in the colour of its light, with the mark of the plan', () => {
    const pixels = drawn([bar({ rate: 0.62, planned: 0.8, light: 'warn' })]);
    const y = layOut(picture([bar()])).tops.bars + 56;
    expect(colourAt(pixels, MARGIN_PX + INNER_PX * 0.6, y)).toBe(LIGHT_COLOURS.warn);
    expect(colourAt(pixels, MARGIN_PX + INNER_PX * 0.64, y)).not.toBe(LIGHT_COLOURS.warn);
    expect(lightness(colourAt(pixels, MARGIN_PX + INNER_PX * 0.8, y))).toBeLessThan(20);
  });

  test('draws nothing for zero, for an unknown rate, and for what is no number', () => {
    for (const rate of [0, null, Number.NaN, -0.2]) {
      const pixels = drawn([bar({ rate, planned: null, light: 'unknown' })]);
      const y = layOut(picture([bar()])).tops.bars + 56;
      expect(colourAt(pixels, MARGIN_PX + 6, y)).toBe('#e8ecf0');
    }
  });

  test('says what is not known', () => {
    const rows = layOut(
      picture([bar({ rate: null, light: 'unknown' }), bar({ rate: null, light: 'warn' })]),
    ).rows;
    expect(rows.map(({ value }) => value)).toEqual(['未说明', '未说明 预警']);
    expect(layOut({ ...picture([]), asOf: null, source: ' ' }).footer).toEqual([
      '截至日期：未说明',
      '来源：未说明',
    ]);
  });

  test('writes rates as they are and cuts bars off far beyond the end', () => {
    const layout = layOut(picture([bar({ rate: 0.699 }), bar({ rate: 9.617 }), bar({ rate: 1.08 })]));
    expect(layout.rows.map(({ value }) => value)).toEqual(['69.9% 超序时', '961.7%→ 超序时', '108% 超序时']);
    expect(layout.rows.map(({ length }) => length)).toEqual([0.699, layout.axisEnd, 1.08]);
    expect(layOut(picture([bar({ rate: 1 })])).axisEnd).toBe(1);
  });

  test('draws twenty bars and counts the rest', () => {
    const layout = layOut(picture(Array.from({ length: 23 }, () => bar())));
    expect(layout.rows).toHaveLength(20);
    expect(layout.footer[0]).toBe('另有 3 项没有画出');
  });

  test('cuts a label before it meets the value', () => {
    const [row] = layOut(
      picture([bar({ label: '老旧小区改造提升工程'.repeat(50), rate: 9.617, light: 'done' })]),
    ).rows;
    expect(row!.label).toMatch(/…$/);
    expect((widthEm(row!.label) + widthEm(row!.value)) * SIZES.label).toBeLessThan(INNER_PX);
  });

  test('takes markup and templates in labels for words', () => {
    const label = '<image href="file:///etc/passwd"/>&amp;{a|b}{b} "\'';
    const svg = progressSvg({ ...picture([bar({ label })]), title: '<b>&</b>', source: ']]><x/>' });
    expect(svg).not.toMatch(/<image|<b>|<x/);
    expect(svg).toContain('&lt;image href=');
    expect(readPng(renderPng(svg)).width).toBe(1080);
  });

  test('is drawn whatever its texts are', async () => {
    const odd = ['', '\u0000\u001f', '\ud800', '👨‍👩‍👧', 'ل‌ا', 'w'.repeat(100_000)].map((label) =>
      bar({ label }),
    );
    expect(readPng(await progressPicture(picture(odd))).width).toBe(1080);
  });

  test('has a picture even of nothing', () => {
    expect(readPng(renderPng(progressSvg(picture([])))).width).toBe(1080);
    expect(progressSvg(picture([]))).toContain('没有可以画的项目');
  });

  test('uses colours that differ in brightness and not only in hue', () => {
    const bright = LIGHTS.map((light) => lightness(LIGHT_COLOURS[light])).sort((a, b) => a - b);
    const steps = bright.slice(1).map((value, index) => value - bright[index]!);
    expect(Math.min(...steps)).toBeGreaterThan(4);
  });
});
