import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const STYLE = readFileSync(new URL('../../src/web/static/base.css', import.meta.url), 'utf8');
const [LIGHT, DARK] = STYLE.split('@media (prefers-color-scheme: dark)').map(
  (part) => new Map([...part.matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)].map((match) => [match[1]!, match[2]!])),
);

/** Text and what it stands on. */
const PAIRS = [
  ['text', 'ground'],
  ['text', 'surface'],
  ['quiet', 'ground'],
  ['quiet', 'surface'],
  ['quiet', 'line'],
  ['accent', 'ground'],
  ['accent', 'surface'],
  ['accent-text', 'accent'],
  ['tint-text', 'tint'],
  ['warn', 'warn-tint'],
  ['warn', 'surface'],
] as const;

/** Relative luminance of WCAG 2.2. */
function luminance(colour: string): number {
  const channels = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
  const [red, green, blue] = channels.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

describe.each([
  ['light', LIGHT!],
  ['dark', DARK!],
])('colours in the %s', (_, colours) => {
  it.each(PAIRS)('%s can be read on %s (at least 4.5 to 1)', (front, back) => {
    const [lighter, darker] = [front, back]
      .map((name) => luminance(colours.get(name)!))
      .sort((a, b) => b - a);
    expect((lighter! + 0.05) / (darker! + 0.05)).toBeGreaterThanOrEqual(4.5);
  });
});
