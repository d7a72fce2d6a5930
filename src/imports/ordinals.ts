/** The ways in which items of a list are numbered. */
import { parseNumeral } from '../text/numerals.ts';
import { splitLabels } from './labels.ts';
import { countedNouns, groupState, isClosingSection, isOtherSection, numberWords } from './line-words.ts';
import type { Line, Start } from './prose.ts';

export type OrdinalStyle = 'piece' | 'counted' | 'chinese' | 'bracketed' | 'decimal' | 'arabic' | 'circled';

const CHINESE = '[一二三四五六七八九十百]{1,4}';
const NOUN = countedNouns.join('|');
const NUMBER_WORD = numberWords.join('|');
const PATTERNS: Readonly<Record<OrdinalStyle, RegExp>> = {
  piece: new RegExp(
    `^[（(【]?第\\s*(${CHINESE}|\\d{1,3})\\s*[件项条个](?:(?:${NOUN})(?=[：:、.．，,）)】\\s]|$))?\\s*[）)】]?\\s*[：:、.．，,]?\\s*(.*)$`,
    'u',
  ),
  counted: new RegExp(
    `^[（(【]?(?:(?:${NOUN})(?:之|\\s)?|(?:${NUMBER_WORD})\\s*[：:]\\s*)(${CHINESE}|\\d{1,3}|[①-⑳])\\s*(?:[）)】：:、.．，,]|(?=\\s)|$)\\s*(.*)$`,
    'u',
  ),
  chinese: new RegExp(`^(${CHINESE})\\s*[、.．]\\s*(.*)$`, 'u'),
  bracketed: new RegExp(`^[（(]\\s*(${CHINESE}|\\d{1,3})\\s*[）)]\\s*[、.．]?\\s*(.*)$`, 'u'),
  decimal: /^(\d{1,2}[.．]\d{1,2})(?:\s+|\s*[、.．]\s*)(?=[\p{Script=Han}“《])(.*)$/u,
  circled: /^([①-⑳])\s*[、.．]?\s*(.*)$/u,
  arabic:
    /^(?:NO[.．]?\s*)?(\d{1,3}(?=\s*[、.．)）](?!\d))|0\d(?=\s*\p{Script=Han})|\d{1,2}(?=\s+\p{Script=Han}{2,6}[：:])|\d{1,2}(?=[.．]\d+\p{Script=Han}))\s*[、.．)）]?\s*(.*)$/iu,
};

const NUMBERED_BEHIND = new RegExp(
  `^([^（()）。；：:，,]{2,40})[（(](第\\s*(?:${CHINESE}|\\d{1,3})\\s*[件项])(?:[，,；;、]\\s*([^（()）]+))?[）)]`,
  'u',
);

/**
 * 护栏增设（第2件，责任单位：市交通局）。 → 第2件 护栏增设（责任单位：市交通局）。 A number that only counts within a group
 * (3. 护栏增设（第2件）) goes. Other lines come back unchanged.
 */
export const numberFirst = (line: string): string =>
  line.replace(NUMBERED_BEHIND, (_, printed: string, number: string, rest?: string) => {
    const name = printed.replace(LOCAL_NUMBER, '');
    return rest ? `${number} ${name}（${rest}）` : `${number} ${name}`;
  });

const LOCAL_NUMBER = new RegExp(`^(?:\\d{1,2}[、.．]|${CHINESE}、)\\s*`, 'u');

/** In the order in which they nest: the outer ones first. */
export const STYLES: readonly OrdinalStyle[] = [
  'piece',
  'counted',
  'chinese',
  'bracketed',
  'decimal',
  'arabic',
  'circled',
];

/** Number and rest of a line in that style; null when it has none. */
export function ordinalOf(line: string, style: OrdinalStyle): { number: string; head: string } | null {
  const match = PATTERNS[style].exec(line);
  return match ? { number: match[1]!.normalize('NFKC'), head: match[2]!.trim() } : null;
}

/** Does the line begin with a number of any style? */
export const isNumbered = (line: string): boolean => STYLES.some((style) => ordinalOf(line, style) !== null);

/** The line of an outer numbering above a group of items: 二、交通出行（5件）. */
interface Group {
  number: string;
  heading: string;
}

/**
 * Starts of items in that style. Only numbers that carry on the count begin an item, so that the sub-points of a text
 * (1. 2. 3. again and again) do not; a list may skip or misprint a number, and begins anew below a group's heading.
 */
export function startsOf(lines: readonly Line[], style: OrdinalStyle): Start {
  const groups = lines.map((_, i) => groupAt(lines, i, style));
  const shuffled = isShuffled(lines, style);
  const begins = new Map<number, ItemStart>();
  let last = 0;
  let group: Group | null = null;
  let belowHeading = false;
  let restarted = false;
  lines.forEach((line, i) => {
    if (groups[i]) {
      group = groups[i];
      belowHeading = true;
    }
    const found = ordinalOf(line.text, style);
    const value = found ? countOf(found.number, style) : null;
    if (!found || value === null) return;
    const anew = !shuffled && value === 1 && last > 0 && (belowHeading || style === 'decimal');
    const misprint = value > last + 5 && nextValue(lines, i, style) === last + 2;
    if (/^\d/u.test(found.head) && value !== last + 1) return;
    if (!shuffled && !anew && !misprint && !carriesOn(value, last)) return;
    const counts = !group || !isClosingSection(group.heading);
    if (counts) begins.set(i, { ...found, group });
    restarted ||= counts && anew && style !== 'decimal';
    belowHeading = false;
    last = misprint ? last + 1 : value;
  });
  return (_, index) => (groups[index] ? 'end' : startOf(begins.get(index), restarted));
}

/** What is counted on: of 2.3 the 3. */
const countOf = (number: string, style: OrdinalStyle) =>
  parseNumeral(style === 'decimal' ? number.split(/[.．]/u)[1]! : number);

/** Its numbers once each, in another order: the list is sorted by something else. */
function isShuffled(lines: readonly Line[], style: OrdinalStyle): boolean {
  const values = lines.flatMap((line) => {
    const found = ordinalOf(line.text, style);
    return found ? (countOf(found.number, style) ?? []) : [];
  });
  const most = values.length * (OUTERMOST.includes(style) ? MOST_LEFT_OUT : 1);
  const whole = new Set(values).size === values.length && values.every((value) => value <= most);
  return whole && values.length >= FEWEST_SHUFFLED && values.some((value, i) => value !== i + 1);
}

const FEWEST_SHUFFLED = 3;
/** A report on a part of its list may leave out as many numbers as it tells, where each item prints its own (第7项). */
const MOST_LEFT_OUT = 2;

interface ItemStart {
  number: string;
  head: string;
  group: Group | null;
}

/** Where numbers repeat, the group's own number goes before: 二-1. */
function startOf(begun: ItemStart | undefined, restarted: boolean): ReturnType<Start> {
  if (!begun) return null;
  const number = restarted && begun.group ? `${begun.group.number}-${begun.number}` : begun.number;
  return { number, head: begun.head, group: begun.group?.heading ?? null };
}

/** The first number may be any small one; later ones may leave out two. */
const carriesOn = (value: number, last: number) =>
  last === 0 ? value < 60 : value > last && value <= last + 3;

/** A heading of an outer style right above an item, or a short one of 一、二、 with an introduction below. */
function groupAt(lines: readonly Line[], at: number, style: OrdinalStyle): Group | null {
  const line = lines[at]!;
  const part = PART.exec(line.text);
  if (part && line.text.length <= LONGEST_GROUP) return { number: part[1]!, heading: part[2]! };
  const stated = OUTERMOST.includes(style) ? headingAbove(line.text) : null;
  if (stated) return stated;
  for (const outer of STYLES.slice(0, STYLES.indexOf(style))) {
    const found = ordinalOf(line.text, outer);
    if (
      !found ||
      found.head.length > LONGEST_GROUP ||
      /[。；]/u.test(found.head) ||
      splitLabels(line.text)[0]?.label
    )
      continue;
    const next = ordinalOf(lines[at + 1]?.text ?? '', style);
    if (next || outer === 'chinese') return { number: found.number, heading: found.head };
  }
  return null;
}

/** A heading that gives its state to all below it, or one behind which nothing is a project. */
function headingAbove(text: string): Group | null {
  const found = ordinalOf(text, 'chinese') ?? ordinalOf(text, 'bracketed');
  if (!found || found.head.length > LONGEST_GROUP) return null;
  const ends =
    isClosingSection(found.head) || isOtherSection(found.head) || groupState(found.head, true) !== '';
  return ends ? { number: found.number, heading: found.head } : null;
}

/** Numbered by the list itself, whatever groups they stand in: 二、按序时推进的项目, below it 第7件. */
const OUTERMOST: readonly OrdinalStyle[] = ['piece', 'counted'];

const LONGEST_GROUP = 30;
/** 第二部分 分项进展: above every style. */
const PART = new RegExp(`^第(${CHINESE}|\\d{1,2})(?:部分|章|篇)\\s*[：:、]?\\s*(.*)$`, 'u');

function nextValue(lines: readonly Line[], at: number, style: OrdinalStyle): number | null {
  for (const line of lines.slice(at + 1)) {
    const found = ordinalOf(line.text, style);
    if (found) return parseNumeral(found.number);
  }
  return null;
}
