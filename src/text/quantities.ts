/** Figures of running text: a number with the unit it counts in. What is no figure is left out, not guessed at. */
import type { Direction } from '../domain/project.ts';
import { alternatives, measures, UNIT_PATTERN } from './measures.ts';
import { halfWidth } from './normalise.ts';
import { findNumbers, type NumberMatch } from './numerals.ts';

/** A figure of a text. Offsets are those of the text given; `text.slice(start, end) === printed`. */
export interface Quantity {
  start: number;
  end: number;
  /** Number and unit as printed: 1.99万人, 5370余人次. */
  printed: string;
  /** In the unit, 万 and 亿 expanded; percentages stay percent. */
  value: number;
  /** As printed, without 万/亿: 人, 平方米, 元/月, %. */
  unit: string;
  /** 约, 余, 左右 … as printed; null when exact. */
  approximation: string | null;
  /** 不少于, 以上, 余 → atLeast; 不超过, 以内 → atMost. */
  direction: Direction;
  percent: boolean;
}

/** A span of numbers: 1-2个. Not a quantity, for it has no single value. */
export interface QuantityRange {
  start: number;
  end: number;
  printed: string;
  low: number;
  high: number;
  unit: string;
}

const PER = String.raw`(?:\/(?:[人户个月年天日次秒亩平方米立方]{1,4})(?:·[人月年天日])?)?`;
/** 条（段）, 台/套: another word for the unit, the first one counts. */
const OTHER_UNIT = `(?:[（(](?:${UNIT_PATTERN})(?:[、/](?:${UNIT_PATTERN}))*[）)]|/(?:${UNIT_PATTERN})(?!\\p{Script=Han}))?`;
const UNIT_HERE = new RegExp(`\\s?((?:${UNIT_PATTERN})(?:[（(]次[）)])?${PER})${OTHER_UNIT}`, 'uy');
const RANGE_MARK = String.raw`\s*(?:[-—–－~～]{1,2}|至|到)\s*`;
const NUMBER = String.raw`\d+(?:\.\d+)?`;
const RANGES = new RegExp(
  `(${NUMBER})([^\\d，。；、\\s至到—–~～-]{0,4})${RANGE_MARK}(${NUMBER})([百千]?[万亿]?)`,
  'g',
);
const QUOTED =
  /“[^“”。\n]{1,40}”|‘[^‘’。\n]{1,40}’|《[^《》\n]{1,80}》|「[^「」\n]{1,40}」|〔[^〔〕]{1,10}〕/g;

/** Figures in reading order: no dates, ages, ordinals, ranges, addresses, telephone numbers or numbers in names. */
export function findQuantities(text: string): Quantity[] {
  const plain = halfWidth(text);
  const barred = barredSpans(plain);
  const found: Quantity[] = [];
  for (const number of findNumbers(text)) {
    if (barred.some(([from, to]) => number.start >= from && number.start < to)) continue;
    const quantity = quantityAt(text, plain, number);
    if (quantity && !isLabel(plain, quantity)) found.push(quantity);
  }
  return found;
}

/** Spans such as 1-2个 or 20至30家. Spans of ages, months and years are none. */
export function findRanges(text: string): QuantityRange[] {
  const plain = halfWidth(text);
  const found: QuantityRange[] = [];
  for (const match of rangeMatches(plain)) {
    const [whole, low = '', , high = '', scale = ''] = match;
    const numberEnd = match.index + whole.length;
    const unit = plain[numberEnd] === '%' ? { text: '%', end: numberEnd + 1 } : unitAt(plain, numberEnd);
    if (!unit || Number(low) >= Number(high) || /[A-Za-z\d-]$/.test(plain.slice(0, match.index))) continue;
    const factor = [...scale].reduce((product, char) => product * (SCALE[char] ?? 1), 1);
    found.push({
      start: match.index,
      end: unit.end,
      printed: text.slice(match.index, unit.end),
      low: Number(low) * factor,
      high: Number(high) * factor,
      unit: unit.text,
    });
  }
  return found;
}

const SCALE: Readonly<Record<string, number>> = { 百: 100, 千: 1000, 万: 1e4, 亿: 1e8 };

/** Numbers joined by a dash or 至; what stands behind the first also stands behind the second (18岁至60岁, not 8次到9个). */
function rangeMatches(plain: string): RegExpExecArray[] {
  return [...plain.matchAll(RANGES)].filter((match) => {
    const between = (match[2] ?? '').replace(/[百千万亿]/g, '');
    return plain.startsWith(between, match.index + match[0].length);
  });
}

/** Parts of a text whose numbers belong to a name, a document number or a span. */
function barredSpans(plain: string): [number, number][] {
  return [...plain.matchAll(QUOTED), ...rangeMatches(plain)].map((match) => [
    match.index,
    match.index + match[0].length,
  ]);
}

function quantityAt(text: string, plain: string, number: NumberMatch): Quantity | null {
  const unit = number.percent
    ? { text: '%', end: number.end }
    : (unitAt(plain, number.end) ?? peopleAt(plain, number));
  if (!unit || isName(plain.slice(0, number.start), unit.text)) return null;
  const printed = text.slice(number.start, unit.end);
  const limits = limitsAround(plain, number, unit.end);
  const { value, percent, start } = number;
  return { start, end: unit.end, printed, value, unit: unit.text, percent, ...limits };
}

/** How far before a number the words may stand that make it one. */
const NEAR = 16;

/** 318路 is a bus line unless something counted in 路 stands before it. */
function isName(before: string, unit: string): boolean {
  const words = measures.onlyAfter[unit];
  return words !== undefined && !words.some((word) => before.slice(-NEAR).includes(word));
}

/** The unit at a position; none where the word goes on and says something else (5个 is a count, 5所有 is not). */
function unitAt(plain: string, position: number): { text: string; end: number } | null {
  UNIT_HERE.lastIndex = position;
  const match = UNIT_HERE.exec(plain);
  if (!match?.[1]) return null;
  const end = position + match[0].length;
  const unit = match[1].replace(/[（()）]/g, '');
  if (measures.notBefore[unit]?.some((word) => plain.startsWith(word, end))) return null;
  return { text: unit, end };
}

const { people } = measures;
const PEOPLE_HERE = new RegExp(
  `(?:${alternatives(people.before)}){0,2}(?:${alternatives(people.nouns)})`,
  'uy',
);

/** 2.6万农村人口: who is counted stands in place of the unit. */
function peopleAt(plain: string, { end, value }: NumberMatch): { text: string; end: number } | null {
  PEOPLE_HERE.lastIndex = end;
  const match = value < people.from ? null : PEOPLE_HERE.exec(plain);
  return match && { text: people.unit, end: end + match[0].length };
}

const { approximate, atLeast, atMost } = measures;
const BEFORE = alternatives([...approximate.before, ...atLeast.before, ...atMost.before]);
const WORD_BEFORE = new RegExp(`(${BEFORE})\\s?(?:了|约|为)?\\s?$`);
const WORD_AFTER = new RegExp(
  `^\\s?(${alternatives([...approximate.after, ...atLeast.after, ...atMost.after])})`,
);
const NOT_ABOUT = new RegExp(`(?:${alternatives(measures.notApproximate)})$`);

/** What the words before, inside and behind a figure say of its limits. */
function limitsAround(
  plain: string,
  number: NumberMatch,
  end: number,
): Pick<Quantity, 'approximation' | 'direction'> {
  const before = plain.slice(Math.max(0, number.start - 8), number.start);
  const ahead = NOT_ABOUT.test(before) ? null : (before.match(WORD_BEFORE)?.[1] ?? null);
  const behind = plain.slice(end, end + 4).match(WORD_AFTER)?.[1] ?? null;
  const inside = number.approximation;
  const said = (words: readonly string[], word: string | null) => word !== null && words.includes(word);
  const approximation =
    (said(approximate.before, ahead) ? ahead : null) ??
    inside ??
    (said(approximate.after, behind) ? behind : null);
  if (said(atMost.before, ahead) || said(atMost.after, behind)) return { approximation, direction: 'atMost' };
  const least = said(atLeast.before, ahead) || said(atLeast.inside, inside) || said(atLeast.after, behind);
  return { approximation, direction: least ? 'atLeast' : 'exactly' };
}

const NOT_AFTER = new RegExp(`(?:${alternatives(measures.notAfter)})\\s?$`);
const FREQUENT = new RegExp(`(?:${alternatives(measures.frequencies)})[^，。；\\d]{0,8}$`);
/** A single letter, a hyphen, a point or another number right before: B3, X-1, 1.2.3, 2×300, 3、5、7栋. */
const PART_OF_CODE = /(?:(?<![A-Za-z])[A-Za-z]|[A-Za-z]-|[\d.×*]|\d、)$/;
/** 前10名, but not 目前5个 or 提前3天. */
const LEADING = /(?<![目此日之年学以当提会])前$/;

/** True for a number that names, orders, limits or times something instead of counting it. */
function isLabel(plain: string, quantity: Quantity): boolean {
  const before = plain.slice(Math.max(0, quantity.start - 16), quantity.start);
  const after = plain.slice(quantity.end, quantity.end + 4);
  const { unit, printed } = quantity;
  if (PART_OF_CODE.test(before) || NOT_AFTER.test(before) || LEADING.test(before)) return true;
  if (printed.startsWith('24') && unit === '小时') return true;
  if (/^0\d/.test(printed)) return true;
  if (unit === '对' && /^\d/.test(after)) return true;
  return measures.frequencyUnits.includes(unit) && FREQUENT.test(before);
}
