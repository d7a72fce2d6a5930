/** The numbers of one clause, each with what it counts. */
import type { Direction } from '../../domain/project.ts';
import { alternatives } from '../../text/measures.ts';
import { findQuantities, findRanges, type Quantity } from '../../text/quantities.ts';
import { endsInVerb, indicatorOf, isBareVerb, leadingVerb, stripEnds, withVerb } from './indicator.ts';
import { figureWords } from './words.ts';

/** A number of a clause with what it counts. */
export interface Mention extends Quantity {
  /** '' when the clause does not say. */
  indicator: string;
  /** The part of it that stands at the number itself, before any was borrowed from another statement. */
  own: string;
  /** Words between the number before it and this one. */
  before: string;
}

const VERB_BEFORE = new RegExp(`(?:${alternatives(figureWords.verbs)})(?:了)?$`);
const LABEL =
  /^(?:\d+[.、．]|[一二三四五六七八九]是|[（(][一二三四五六七八九\d]+[）)])?\s*([^，。；：:\d]{2,16})[：:]/;

/** In reading order; of a span (1-2个) the lower end. Numbers that only point (两个站点) are left out. */
export function findMentions(text: string): Mention[] {
  const all = [...findQuantities(text), ...lowerEnds(text)].sort((a, b) => a.start - b.start);
  const found = all.filter((quantity, at) => !isAttribute(text, quantity, all[at - 1]?.end ?? -1));
  const mentions: Mention[] = [];
  let previousEnd = 0;
  found.forEach((quantity, at) => {
    const { start, end } = quantity;
    const indicator = indicatorOf({ text, start, end, previousEnd, next: found[at + 1] ?? null });
    const before = text.slice(mentions.at(-1)?.end ?? 0, start);
    const words = completed(
      text,
      { words: indicator.words, before, percent: quantity.percent },
      mentions.at(-1),
    );
    mentions.push({ ...quantity, indicator: words, own: indicator.words, before });
    previousEnd = indicator.end;
  });
  return mentions.filter((mention) => !isIdleNumeral(text, mention));
}

function lowerEnds(text: string): Quantity[] {
  const direction: Direction = 'atLeast';
  return findRanges(text).map(({ start, end, printed, low, unit }) => {
    return { start, end, printed, value: low, unit, direction, approximation: null, percent: unit === '%' };
  });
}

/** 3个1000平方米以上的农贸市场: how large each of them is. */
function isAttribute(text: string, { start, end }: Quantity, previousEnd: number): boolean {
  return start === previousEnd && /^(?:及?以[上下内]|左右)?的/.test(text.slice(end));
}

interface Told {
  words: string;
  before: string;
  percent: boolean;
}

/**
 * In 新建公园2处、绿道6公里 the verb stands for both; a number without words of its own takes those of the number or
 * the statement before it; 覆盖率 alone is told apart by what it is the rate of.
 */
function completed(text: string, { words, before, percent }: Told, previous: Mention | undefined): string {
  const joined = previous !== undefined && /^(?:余|多|左右|以上)?[、和及与]/.test(before);
  if (words === '' || isBareVerb(words)) return borrowed(text, { words, before, percent }, previous);
  if (figureWords.generic.includes(words)) {
    const owner =
      percent && previous ? previous.indicator : (text.match(LABEL)?.[1] ?? previousStatement(before));
    return owner && !owner.includes(words) ? joinedName(owner, words) : words;
  }
  return joined && !leadingVerb(words) && !endsInVerb(words)
    ? `${leadingVerb(previous.indicator)}${words}`
    : words;
}

/** 心脏病筛查 + 筛查率 → 心脏病筛查率. */
function joinedName(owner: string, words: string): string {
  const stem = words.slice(0, -1);
  const name = stem !== '' && owner.endsWith(stem) ? owner.slice(0, -stem.length) : owner;
  return `${name}${words}`.slice(-24);
}

function borrowed(text: string, { words, before }: Told, previous: Mention | undefined): string {
  const label = text.match(LABEL)?.[1] ?? '';
  const statement = previousStatement(before);
  if (words !== '' && previous?.indicator) return withVerb(previous.indicator, words);
  const named = statement || label || previous?.indicator || '';
  return named.includes(words) ? named : `${named}${words}`.slice(-24);
}

/** The statement before the last comma: 举行…指导员培训，共227人. */
function previousStatement(before: string): string {
  const parts = before.split(/[，,：:；;（(）)]/).slice(0, -1);
  const last = stripEnds(parts.at(-1) ?? '');
  return last.length >= 2 && last.length <= 30 ? last.slice(-24) : '';
}

/** 两个站点, 一条短视频: small numbers in characters are figures only where something is done to them. */
function isIdleNumeral(text: string, { printed, percent, start }: Mention): boolean {
  if (
    percent ||
    /\d/.test(printed) ||
    !/^(?:一(?![一二三四五六七八九十百千万亿点])|[两二三四五六七八九][个项件次位人名])/.test(printed)
  )
    return false;
  return !VERB_BEFORE.test(text.slice(Math.max(0, start - 8), start));
}
