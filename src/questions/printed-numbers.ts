/** The numbers that a text prints, each with what it counts: 4600处, 第3项, 6.6个百分点, 2025-06-30. */
import { canonicalUnit, UNIT_PATTERN } from '../text/measures.ts';
import { halfWidth } from '../text/normalise.ts';
import { findNumbers } from '../text/numerals.ts';
import { findQuantities } from '../text/quantities.ts';

/** What a number is of when it is no measure: its place in an order, a whole day, a part of one. */
export const ORDINAL = '第';
/** Part of a name: C1, G104. */
export const NAME = '名称';
/** What a line of a list or a part of a text begins with: 3. */
export const NUMBERING = '序号';
export const DAY = '年月日';
export const PERCENT = '%';
export const POINTS = '百分点';

export interface PrintedNumber {
  printed: string;
  /** 万 and 亿 expanded; a day as 20250630. */
  value: number;
  /** One name for each measure; null where the text says none. */
  unit: string | null;
}

/** Half-width digits without separators: １，８６０ → 1860. */
export const plainDigits = (text: string): string =>
  halfWidth(text).replace(/(?<=\d)[,，](?=\d{3}(?!\d))/g, '');

const ISO_DAY = /(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)/g;

/** Plain digits with whole days written out, so that no part of a day passes for a count. */
export const plainText = (text: string): string =>
  plainDigits(text).replace(ISO_DAY, (_, year, month, day) => `${year}年${month}月${day}日`);

const MAGNITUDES: Readonly<Record<string, number>> = { 万: 1e4, 亿: 1e8 };
const MAGNITUDE = '[余多]?([万亿])';
const NUMBER = new RegExp(`(\\d+(?:\\.\\d+)?)(?:${MAGNITUDE})?`, 'g');
const WRITTEN_DAY = /(\d{4})年(\d{1,2})月(\d{1,2})日/g;
const UNIT_BEHIND = new RegExp(`[余多来]?(个?百分点|%|${UNIT_PATTERN}|年|月|日|季度)`, 'y');

/** What the number between two places of a plain text counts; a word behind a blank may belong to something else. */
function unitAround(plain: string, start: number, end: number): string | null {
  const before = plain.slice(Math.max(0, start - 3), start);
  if (end - start < 3 && /(^|[。；：\s])$/u.test(before) && /^[.、](?!\d)/u.test(plain.slice(end, end + 2)))
    return NUMBERING;
  if (/第\s?$/u.test(before)) return ORDINAL;
  if (before === '百分之') return PERCENT;
  UNIT_BEHIND.lastIndex = end;
  const unit = UNIT_BEHIND.exec(plain)?.[1];
  if (unit === undefined) return /[A-Za-z]-?$/.test(before) ? NAME : null;
  return unit.endsWith(POINTS) ? POINTS : canonicalUnit(unit);
}

/** Whole days of a text, as it prints them. */
function daysOf(plain: string, pattern: RegExp): PrintedNumber[] {
  return [...plain.matchAll(pattern)].map(([printed, year, month, day]) => ({
    printed,
    value: Number(year) * 10_000 + Number(month) * 100 + Number(day),
    unit: DAY,
  }));
}

/** Every number written in digits, with the 万 or 亿 that belongs to it. */
function digitNumbers(plain: string): PrintedNumber[] {
  return [...plain.matchAll(NUMBER)].map((match) => {
    const [whole, digits, magnitude] = match;
    const printed = `${digits}${magnitude ?? ''}`;
    const value = Number((Number(digits) * (MAGNITUDES[magnitude ?? ''] ?? 1)).toPrecision(12));
    return { printed, value, unit: unitAround(plain, match.index, match.index + whole.length) };
  });
}

/** 两处, 十余场, 三成: figures without digits. */
function spelledNumbers(text: string): PrintedNumber[] {
  if (!/[一二两三四五六七八九十百千半]/u.test(text)) return [];
  const shares = [...text.matchAll(/([一二三四五六七八九])成/gu)].map(([printed, digit]) => ({
    printed,
    value: '一二三四五六七八九'.indexOf(digit!) / 10 + 0.1,
    unit: '成',
  }));
  const quantities = findQuantities(text).filter(({ printed }) => !/\d/.test(halfWidth(printed)));
  return [
    ...shares,
    ...quantities.map(({ printed, value, unit }) => ({ printed, value, unit: named(unit) })),
  ];
}

const named = (unit: string) => (unit.endsWith(POINTS) ? POINTS : canonicalUnit(unit));

/** What a line claims: each whole day once, every other number in digits, every spelled figure. */
export function claimedNumbers(text: string): PrintedNumber[] {
  const plain = plainDigits(text);
  return [
    ...daysOf(plain, ISO_DAY),
    ...digitNumbers(plain.replace(ISO_DAY, (day) => ' '.repeat(day.length))),
    ...spelledNumbers(text),
  ];
}

/** Everything that a text may stand for: also the parts of its days and numbers such as 一万二. */
export function statedNumbers(text: string): PrintedNumber[] {
  const plain = plainDigits(text);
  const written = plainText(text);
  const numbers = findNumbers(written).map(({ printed, value, start, end, percent }) => ({
    printed,
    value,
    unit: percent ? PERCENT : unitAround(written, start, end),
  }));
  const quantities = findQuantities(written).map(({ printed, value, unit }) => ({
    printed,
    value,
    unit: named(unit),
  }));
  const days = [...daysOf(plain, ISO_DAY), ...daysOf(plain, WRITTEN_DAY)];
  return [...days, ...digitNumbers(written), ...spelledNumbers(text), ...numbers, ...quantities];
}

/** The measure at each place where these very digits stand in a plain text as a whole number. */
export function unitsOfDigits(plain: string, { printed }: PrintedNumber): (string | null)[] {
  const found: (string | null)[] = [];
  for (let at = plain.indexOf(printed); at >= 0; at = plain.indexOf(printed, at + 1)) {
    const end = at + printed.length;
    const isCut = /[\d.]$/.test(plain.slice(0, at)) || /^(\d|\.\d|[余多]?[万亿])/.test(plain.slice(end));
    if (!isCut) found.push(unitAround(plain, at, end));
  }
  return found;
}
