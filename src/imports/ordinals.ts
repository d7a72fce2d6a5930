/** The ways in which items of a list are numbered. */
import { parseNumeral } from '../text/numerals.ts';
import type { Line, Start } from './prose.ts';

export type OrdinalStyle = 'piece' | 'chinese' | 'bracketed' | 'arabic';

const CHINESE = '[一二三四五六七八九十百]{1,4}';
const PATTERNS: Readonly<Record<OrdinalStyle, RegExp>> = {
  piece: new RegExp(`^第\\s*(${CHINESE}|\\d{1,3})\\s*[件项条个]\\s*[：:、.．，,]?\\s*(.*)$`, 'u'),
  chinese: new RegExp(`^(${CHINESE})\\s*[、.．]\\s*(.*)$`, 'u'),
  bracketed: new RegExp(`^[（(]\\s*(${CHINESE}|\\d{1,3})\\s*[）)]\\s*[、.．]?\\s*(.*)$`, 'u'),
  arabic:
    /^(?:NO[.．]?\s*)?(\d{1,3}(?=\s*[、.．)）](?!\d))|0\d(?=\s*\p{Script=Han}))\s*[、.．)）]?\s*(.*)$/iu,
};

/** In the order in which they nest. */
export const STYLES: readonly OrdinalStyle[] = ['piece', 'chinese', 'bracketed', 'arabic'];

/** Number and rest of a line in that style; null when it has none. */
export function ordinalOf(line: string, style: OrdinalStyle): { number: string; head: string } | null {
  const match = PATTERNS[style].exec(line);
  return match ? { number: match[1]!, head: match[2]!.trim() } : null;
}

/**
 * Starts of items in that style. Only numbers that carry on the count begin an item, so that the sub-points of a text
 * (1. 2. 3. again and again) do not; a list may skip or misprint a number.
 */
export function startsOf(lines: readonly Line[], style: OrdinalStyle): Start {
  const begins = new Map<number, { number: string; head: string }>();
  let last = 0;
  lines.forEach((line, i) => {
    const found = ordinalOf(line.text, style);
    const value = found ? parseNumeral(found.number) : null;
    if (!found || value === null) return;
    const misprint = value > last + 5 && nextValue(lines, i, style) === last + 2;
    if (
      value !== last + 1 &&
      !misprint &&
      !(value > last && value <= last + 3) &&
      !(last === 0 && value < 60)
    )
      return;
    begins.set(i, found);
    last = misprint ? last + 1 : value;
  });
  return (_, index) => begins.get(index) ?? null;
}

function nextValue(lines: readonly Line[], at: number, style: OrdinalStyle): number | null {
  for (const line of lines.slice(at + 1)) {
    const found = ordinalOf(line.text, style);
    if (found) return parseNumeral(found.number);
  }
  return null;
}
