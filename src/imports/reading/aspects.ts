/** What the words around a figure say of its scope: what it counts besides, before or instead of a target's own. */
import type { Mention } from './mentions.ts';
import { figureWords } from './words.ts';

/** Scope of one figure; two figures of different scope are no pair. */
export interface Aspects {
  /** Counts a wider, earlier or later thing than a target would: （含个人）, 开工, 去年, 剩余. */
  otherScope: boolean;
  /** A sum by its own words: 共计505场. */
  total: boolean;
  /** Told behind 其中, as a part of the figure before it. */
  subset: boolean;
  /** Told of one thing each: 每所可提供学位1200个. */
  each: boolean;
  /** 提高到860元 and 总数达182所 tell a level, 提高40元 a change; null where the words say neither. */
  measures: 'level' | 'change' | null;
  /** Its own words, without those borrowed from another statement: 完工. */
  own: string;
}

/** @param year year of the document: figures of other years are of another scope */
export function aspectsOf(text: string, { start, end, indicator, own }: Mention, year: number): Aspects {
  const before = text.slice(0, start);
  const behind = text.slice(end);
  const segment = before.slice(
    Math.max(...[...'，,；;。：:（(）)\n'].map((mark) => before.lastIndexOf(mark))) + 1,
  );
  return {
    otherScope:
      isWider(before, behind) ||
      isBegun(before, behind, own.length > 1 ? own : indicator) ||
      isOfOtherYear(before, year),
    total: figureWords.total.test(before),
    subset: figureWords.subsetBefore.test(before),
    each: figureWords.each.test(segment),
    measures: measuresOf(segment),
    own: own === '' ? (segment.match(figureWords.finishedHere)?.[0] ?? '') : own,
  };
}

function isWider(before: string, behind: string): boolean {
  return (
    figureWords.otherScope.test(behind) ||
    figureWords.otherScopeBefore.test(before) ||
    figureWords.remaining.test(before) ||
    figureWords.openBehind.test(behind)
  );
}

function isBegun(before: string, behind: string, words: string): boolean {
  return (
    figureWords.begunBehind.test(behind) ||
    figureWords.begun.test(words) ||
    figureWords.begunBefore.test(before)
  );
}

/** 去年720人次, 2021年以来，全市累计5600个 in a report of 2025; 今年 and 现已 come back to its own year. */
function isOfOtherYear(before: string, year: number): boolean {
  const span = before.match(figureWords.otherYear)?.groups;
  if (!span) return false;
  const first = span.from ?? span.year;
  return first === undefined || Number(first) < year;
}

function measuresOf(segment: string): Aspects['measures'] {
  if (figureWords.level.test(segment)) return 'level';
  return figureWords.change.test(segment) ? 'change' : null;
}
