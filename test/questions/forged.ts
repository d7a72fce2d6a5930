/** Lines of real answers with one figure made wrong, in every way that a figure goes wrong. */
import type { Block } from '../../src/domain/answer.ts';

export type Forgery = keyof typeof FORGERIES;

/** Each gives the altered line, null where the line has nothing to alter that way. `turn` picks the figure. */
export const FORGERIES = {
  digit: (text: string, turn: number) =>
    replaceAt(text, /\d/gu, turn, (digit) => String((Number(digit) + 1 + (turn % 8)) % 10)),
  offByOne: (text: string, turn: number) =>
    replaceAt(text, /(?<![\d.,-])\d+(?![\d.,]|-\d)/gu, turn, (digits) => String(BigInt(digits) + 1n)),
  magnitude: (text: string, turn: number) =>
    replaceAt(text, /(?<=\d)[万亿]/gu, turn, (word) => (word === '万' ? '亿' : '万')),
  decimal: (text: string, turn: number) =>
    replaceAt(text, /\d+\.\d+/gu, turn, (digits) => String(Number((Number(digits) * 10).toPrecision(12)))),
  unit: (text: string, turn: number) =>
    replaceAt(text, /(?<=\d)(?:公里|[个处家座条户人名张辆])(?!百分|月)/gu, turn, (unit) =>
      unit === '吨' || unit === '台' ? '吨' : turn % 2 === 0 ? '吨' : '台',
    ),
  points: (text: string, turn: number) =>
    replaceAt(text, /(?<=\d)(?:%|个百分点)/gu, turn, (sign) => (sign === '%' ? '个百分点' : '%')),
  spelled: (text: string, turn: number) =>
    replaceAt(text, /(?<![十百千第])[两二三四五六七八](?=[处家个座条场所名户栋项])/gu, turn, (one) =>
      one === '八' ? '五' : '八',
    ),
  day: (text: string, turn: number) =>
    replaceAt(
      text,
      /\d{4}-\d{2}-\d{2}/gu,
      turn,
      (day) => `${day.slice(0, 8)}${day.endsWith('9') ? '18' : '19'}`,
    ),
  ordinal: (text: string, turn: number) =>
    replaceAt(text, /(?<=第)\d+(?=项)/gu, turn, (digits) => String(Number(digits) + 1)),
} as const satisfies Record<string, (text: string, turn: number) => string | null>;

function replaceAt(
  text: string,
  pattern: RegExp,
  turn: number,
  change: (found: string) => string,
): string | null {
  const matches = [...text.matchAll(pattern)];
  const match = matches[turn % Math.max(1, matches.length)];
  if (match === undefined) return null;
  const changed = change(match[0]);
  return `${text.slice(0, match.index)}${changed}${text.slice(match.index + match[0].length)}`;
}

/** What the altered line says is by chance what its evidence says elsewhere, or gives without a measure. */
export function isTrueByChance(block: Block, forged: string): boolean {
  const chars = [...block.text];
  const start = [...forged].findIndex((char, i) => char !== chars[i]);
  const before = /[\d.,]*[万亿]?$/u.exec(forged.slice(0, start))?.[0] ?? '';
  const from = start - before.length;
  const piece = /^[\d.,]*[万亿]?/u.exec(forged.slice(from))?.[0] ?? '';
  const texts = block.evidence.map(({ text }) => text.replaceAll(',', ''));
  if (!/\d/.test(piece)) return texts.some((text) => text.includes(forged.slice(start, start + 2)));
  const inNumber = start < from + piece.length;
  if (inNumber && Number(piece) === Number(/^[\d.]*/.exec(block.text.slice(from))?.[0])) return true;
  const spelled = HAN_DIGITS[Number(piece)];
  if (spelled !== undefined && texts.some((text) => text.includes(`${spelled}项`))) return true;
  const number = piece.replace(/^0+(?=\d)|[,.]+$/g, '').replaceAll('.', '\\.');
  const next = forged.slice(from + piece.length)[0] ?? '';
  const same = MEASURE.test(next) ? `(?=${next}|${NO_MEASURE.source})` : '';
  const stated = new RegExp(`(?<![\\d.])0?${number}(?!\\d|\\.\\d)${same}`, 'u');
  return texts.some((text) => stated.test(text));
}

/** 前一项 states a number as well. */
const HAN_DIGITS = '零一二三四五六七八九';
const MEASURE = /[%万亿年月日项件处个家座所条户人名张辆台吨公米元例次]/u;
const NO_MEASURE = new RegExp(`(?!${MEASURE.source})`, 'u');
