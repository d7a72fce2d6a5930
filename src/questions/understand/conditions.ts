/** Bounds, states, ranks and item numbers that a question puts on projects. */
import { parseNumeral } from '../../text/numerals.ts';
import type { Conditions, RateBounds, StatusCondition } from '../question.ts';
import type { Span } from './span.ts';

const NUMBER = '(\\d+(?:\\.\\d+)?|[零一二三四五六七八九十百两]+)';
const SHARE = `(?:百分之${NUMBER}|${NUMBER}(%|个百分点|成半?)|(一半|半数))`;
const BELOW_WORDS =
  '低于|不到|不足|不满|小于|少于|没到|没有?达到|未达到?|未到|没过|没超过|未超过|不超过|不高于';
const ABOVE_WORDS = '高于|超过|大于|多于|超|过了|达到|不低于|不少于|至少|起码';
const INCLUSIVE = /达到|不低于|不少于|至少|起码|不超过|不高于|没超过|未超过/u;

/** Rate conditions need a percentage or a share in tenths (八成, 一半). */
export function findRateBounds(text: string): { bounds: RateBounds; span: Span } | null {
  return findRange(text) ?? findOneBound(text) ?? findExact(text);
}

function findRange(text: string): { bounds: RateBounds; span: Span } | null {
  const pattern = new RegExp(`${SHARE}(?:到|至|-|~|—|和)${SHARE}(之间|以内|的)?(（[^）]*含[^）]*）)?`, 'u');
  const match = pattern.exec(text);
  if (match === null) return findBareRange(text);
  const [low, high] = [shareOf(match.slice(1, 5)), shareOf(match.slice(5, 9))];
  if (low === null || high === null) return null;
  const bounds: RateBounds = {
    above: { value: Math.min(low, high), inclusive: true },
    below: { value: Math.max(low, high), inclusive: true },
    printed: match[0].replace(/（.*$/u, ''),
  };
  return { bounds, span: { start: match.index, end: match.index + match[0].length } };
}

/** 进度在80到95之间: a rate word stands for the percent sign. */
function findBareRange(text: string): { bounds: RateBounds; span: Span } | null {
  const match = /(?:进度|完成率|完成比例|比例)在?(\d{1,3})(?:到|至|-|~)(\d{1,3})(?:之间|的)/u.exec(text);
  if (match === null) return null;
  const [low, high] = [Number(match[1]) / 100, Number(match[2]) / 100];
  return {
    bounds: {
      above: { value: low, inclusive: true },
      below: { value: high, inclusive: true },
      printed: match[0],
    },
    span: { start: match.index, end: match.index + match[0].length },
  };
}

function findOneBound(text: string): { bounds: RateBounds; span: Span } | null {
  const before = new RegExp(`(${BELOW_WORDS}|${ABOVE_WORDS})(?:了)?${SHARE}`, 'u').exec(text);
  const after = new RegExp(`${SHARE}(以下|以上|以内|往上|往下|都?没到|都?不到|都?没过)`, 'u').exec(text);
  const match = before ?? after;
  if (match === null) return null;
  const share = shareOf(before ? match.slice(2, 6) : match.slice(1, 5));
  if (share === null) return null;
  const word = before ? match[1]! : match[5]!;
  const isBelow = before ? new RegExp(`^(${BELOW_WORDS})$`, 'u').test(word) : /下|内|没|不/u.test(word);
  const bound = { value: share, inclusive: before ? INCLUSIVE.test(word) : !/没|不/u.test(word) };
  return {
    bounds: { ...(isBelow ? { below: bound } : { above: bound }), printed: match[0] },
    span: { start: match.index, end: match.index + match[0].length },
  };
}

/** 100%的有几个: that rate and no other. */
function findExact(text: string): { bounds: RateBounds; span: Span } | null {
  const match = new RegExp(`${SHARE}(?:完成)?的(?=有|项|几|都|$)`, 'u').exec(text);
  const share = match === null ? null : shareOf(match.slice(1, 5));
  if (match === null || share === null) return null;
  const bound = { value: share, inclusive: true };
  const printed = match[0].replace(/的$/u, '');
  return {
    bounds: { above: bound, below: bound, printed },
    span: { start: match.index, end: match.index + match[0].length },
  };
}

/** 百分之六十, 60%, 六成, 一半 → a fraction. */
function shareOf([percentWords, number, unit, half]: (string | undefined)[]): number | null {
  if (half !== undefined) return 0.5;
  const value = parseNumeral(percentWords ?? number ?? '');
  if (value === null) return null;
  return unit?.startsWith('成') ? value / 10 + (unit.endsWith('半') ? 0.05 : 0) : value / 100;
}

const STATUS_PATTERNS: readonly [StatusCondition, RegExp][] = [
  ['notStarted', /(没有?|未|尚未|还没)(开工|动工|启动|开始|动(?!静))/u],
  [
    'notDone',
    /(没有?|未|尚未|还没有?|没能|不能)(全部|都)?(完成|完工|建成|办成|办完|做完|干完|搞完|弄完|达标|完)|未完成|没完成|没干完|没搞完/u,
  ],
  ['inProgress', /(正在|在)(推进|建设|实施|进行|施工)|推进中|进行中|在建/u],
  [
    'done',
    /(已经?|全部|都|提前|按期|圆满)?(完成|完工|建成|办结|办完|竣工|干完|搞完|做完|收官)了?(的|全年|年度|全部|任务|目标)|已(经)?(全部|都)?(完成|完工|建成|办结|竣工|交卷|干完|搞完|做完|收官|搞定)|(完成|完工|办完|建成|做完)了?的?(有)?(多少|几)(个|项|件)(?=项目|实事|[？?]|$)|(完成|完工|建成|办完|做完|搞完)了(?=[？?。！!]|$)/u,
  ],
];

export function findStatus(text: string): StatusCondition | null {
  return STATUS_PATTERNS.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}

const LOWEST = /最低|最慢|最少|最小|最差|垫底|倒数|最落后|最短|更慢|更低|更少/u;
const HIGHEST = /最高|最重|最快|最多|最大|最好|第一名|排第一|领先|最长|更快|更高|更多/u;

export function findOrder(text: string): 'lowest' | 'highest' | null {
  if (LOWEST.test(text)) return 'lowest';
  return HIGHEST.test(text) ? 'highest' : null;
}

/** 前三, 最慢的3个, 三个项目; 一个 and 哪个 mean one. */
export function findTop(text: string): number | null {
  const match =
    /(?:前|后|倒数)(?:的)?([一二两三四五六七八九十\d]+)(?:名|位|个|项|件)?/u.exec(text) ??
    /(?:最[低高慢快多少大小差好])的?([二两三四五六七八九十\d]+)(?:个|项|件|名)/u.exec(text) ??
    /([二两三四五六七八九十\d]+)(?:个|项|件)(?:项目|实事)?(?:最[低高慢快多少])/u.exec(text);
  return match ? parseNumeral(match[1]!) : null;
}

const POSITION =
  /第([一二三四五六七八九十百\d]+)(?:项|件|个项目|条|号)|(?<![\d第年月.])(\d{1,2})号(?:项目|实事)/gu;

/** 第4项, 第十四件, 3号项目 */
export function findPositions(text: string): { positions: number[]; spans: Span[] } {
  const matches = [...text.matchAll(POSITION)];
  const positions = matches.map((m) => parseNumeral(m[1] ?? m[2]!)).filter((n) => n !== null);
  return { positions, spans: matches.map((m) => ({ start: m.index, end: m.index + m[0].length })) };
}

/** 多少公里 → 公里, 几户 → 户, 多少钱 → 元. */
export function findMeasure(text: string, howManyWithMeasure: RegExp): string | null {
  const measure = howManyWithMeasure.exec(text)?.[1] ?? null;
  if (measure !== null && /^(钱|块钱|块|万元|亿元)$/u.test(measure)) return '元';
  if (measure !== null) return measure;
  if (/百分之(多少|几)|几成|(比例|占比|比率|[^效税汇利频速]率)(是|有|达)?(多少|几)?/u.test(text)) return '%';
  if (/多大(一?片|面积)|面积/u.test(text)) return '亩';
  if (/多长|长度/u.test(text)) return '公里';
  const counted = /(人|户)数?(更|最|比较|要)?(多|少)/u.exec(text)?.[1];
  if (counted !== undefined) return counted;
  return /(金额|资金|投资|补贴|拨付|花了?)(.{0,4})多少/u.test(text) ? '元' : null;
}

export function findConditions(
  text: string,
  howManyWithMeasure: RegExp,
): { conditions: Conditions; spans: Span[] } {
  const rate = findRateBounds(text);
  const { positions, spans } = findPositions(text);
  return {
    conditions: {
      rate: rate?.bounds ?? null,
      status: findStatus(text),
      top: findTop(text),
      order: findOrder(text),
      positions,
      measure: findMeasure(text, howManyWithMeasure),
    },
    spans: rate === null ? spans : [...spans, rate.span],
  };
}
