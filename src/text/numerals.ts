/** Numbers as people write them: 1,200 · 1.99万 · 三点五亿 · 一万二 · 廿三 · 百分之八十. */
import { alternatives, measures, SPELLED_UNIT_PATTERN } from './measures.ts';
import { halfWidth } from './normalise.ts';

/** A number in a text. Offsets are those of the text given. */
export interface NumberMatch {
  start: number;
  end: number;
  /** As printed, a percent sign included: 69.9％, 1.8万余. */
  printed: string;
  /** 万 and 亿 expanded; percentages stay percent: 69.9％ → 69.9. */
  value: number;
  percent: boolean;
  /** 余, 多 … standing inside or right behind it; null when none. */
  approximation: string | null;
}

const DIGITS: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}; // prettier-ignore

/** Largest first: a number is what stands before its largest unit times that unit, plus what follows. */
const SCALES: readonly (readonly [string, number])[] = [
  ['亿', 1e8],
  ['万', 1e4],
  ['千', 1e3],
  ['百', 1e2],
  ['十', 10],
];

const ARABIC = String.raw`(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?`;
const SCALE = '(?:万亿|百亿|千亿|百万|千万|亿|万|千(?![米克瓦伏])|百(?![货姓度]))';
const INSIDE = `(?:${alternatives(measures.approximate.inside)})`;
const INSIDE_NUMBER = new RegExp(INSIDE);
const SPELLED = '[零〇一二两三四五六七八九十百千万亿点半廿卅]+';
const SPELLED_UNIT = `(?=\\s?(?:${SPELLED_UNIT_PATTERN}))`;
const FINDER = new RegExp(
  [
    `百分之(?:${ARABIC}|${SPELLED})`,
    `(?:${ARABIC}\\s?${INSIDE}?${SCALE})+(?:${ARABIC})?${INSIDE}?\\+?%?`,
    `${ARABIC}\\s?%`,
    `${ARABIC}${INSIDE}?\\+?`,
    `${SPELLED}${INSIDE}?[万亿]?${INSIDE}?${SPELLED_UNIT}`,
  ].join('|'),
  'g',
);

/** Value of one number written alone, 万/亿 expanded; null when it is not a number. 百分之八十 → 80. */
export function parseNumeral(text: string): number | null {
  const plain = halfWidth(text)
    .replace(/^百分之|%$|\s|\+$/g, '')
    .replace(/,(?=\d{3})/g, '');
  if (plain === '') return null;
  return /\d/.test(plain) ? parseArabic(plain) : parseSpelled(plain);
}

/** Every number of a text in reading order. Characters such as 一 in 统一 or 一批 are no numbers. */
export function findNumbers(text: string): NumberMatch[] {
  const plain = halfWidth(text);
  const idioms = idiomSpans(plain);
  const found: NumberMatch[] = [];
  for (const match of plain.matchAll(FINDER)) {
    const printed = match[0].trimEnd();
    const start = match.index;
    const end = start + printed.length;
    if (!/\d|百分之/.test(printed) && !countsSpelled(plain, { printed, start }, idioms)) continue;
    const inside = INSIDE_NUMBER.exec(printed)?.[0] ?? null;
    const value = parseNumeral(inside ? printed.replaceAll(inside, '') : printed);
    if (value === null) continue;
    const percent = /%$|^百分之/.test(printed);
    found.push({ start, end, printed: text.slice(start, end), value, percent, approximation: inside });
  }
  return found;
}

const IDIOMS = new RegExp(alternatives(measures.idioms), 'g');

/** 数十, 几百: no number is said. 人数十二 says one. */
const VAGUE = /(?<![人总件户次个面位])[数几]$/;

/** 百余 is a number, 百 alone (百名) is a manner of speaking; characters of a fixed expression are none. */
function countsSpelled(
  text: string,
  { printed, start }: { printed: string; start: number },
  idioms: readonly [number, number][],
): boolean {
  if (/^[十百千万亿]/.test(printed) && VAGUE.test(text.slice(Math.max(0, start - 2), start))) return false;
  return !/^[百千万亿]+$/.test(printed) && !idioms.some(([from, to]) => from <= start && to > start);
}

function idiomSpans(text: string): [number, number][] {
  return [...text.matchAll(IDIOMS)].map((match) => [match.index, match.index + match[0].length]);
}

const SCALED = /(\d+(?:\.\d+)?)((?:万亿|[百千]?[万亿]|千|百)?)/gy;

function parseArabic(text: string): number | null {
  let total = 0;
  let position = 0;
  for (const match of text.matchAll(SCALED)) {
    position = match.index + match[0].length;
    const factor = [...(match[2] ?? '')].reduce((product, char) => product * scaleOf(char), 1);
    total += Number(match[1]) * factor;
  }
  return position === text.length ? Number(total.toPrecision(15)) : null;
}

function scaleOf(char: string): number {
  return SCALES.find(([name]) => name === char)?.[1] ?? 1;
}

function parseSpelled(text: string): number | null {
  if (text === '半') return 0.5;
  const decimal = text.match(
    /^([零〇一二两三四五六七八九十百千]+)点([零〇一二三四五六七八九]+)([百千]?[万亿]?)$/,
  );
  if (!decimal) return parseWhole(text.replaceAll('廿', '二十').replaceAll('卅', '三十'), 0);
  const whole = parseWhole(decimal[1] ?? '', 0);
  const digits = [...(decimal[2] ?? '')].map((char) => DIGITS[char]).join('');
  const factor = [...(decimal[3] ?? '')].reduce((product, char) => product * scaleOf(char), 1);
  return whole === null ? null : Number((Number(`${whole}.${digits}`) * factor).toPrecision(15));
}

/** @param above unit of the part before, for short forms: in 两百五 the 五 counts tens */
function parseWhole(text: string, above: number): number | null {
  for (const [name, factor] of SCALES) {
    const at = text.lastIndexOf(name);
    if (at < 0) continue;
    const head = at === 0 ? 1 : parseWhole(text.slice(0, at), 0);
    const tail = at === text.length - 1 ? 0 : parseWhole(text.slice(at + 1), factor);
    return head === null || tail === null ? null : head * factor + tail;
  }
  return parseDigits(text, above);
}

function parseDigits(text: string, above: number): number | null {
  const digits = [...text].map((char) => DIGITS[char]);
  if (digits.length === 0 || digits.some((digit) => digit === undefined)) return null;
  const value = Number(digits.join(''));
  if (digits.length === 1) return above > 10 ? (value * above) / 10 : value;
  if (above === 0) return value;
  return digits[0] === 0 && digits.length === 2 ? value : null;
}
