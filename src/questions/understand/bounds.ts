/** Bounds that a question puts on rates: 低于60%, 一半都没到, 80到95之间, 没跟上75%的时间进度. */
import type { Cues } from '../cues.ts';
import type { RateBounds } from '../question.ts';
import { findShares, type Share } from './shares.ts';
import type { Span } from './span.ts';

export interface FoundBounds {
  bounds: RateBounds;
  /** It is the rate that the plan asks for. */
  planned?: boolean;
  span: Span;
}

/** The first bound of a text; null when it names no share as one. */
export function findRateBounds(text: string, cues: Cues): FoundBounds | null {
  const shares = findShares(text, cues);
  return (
    findRange(text, shares, cues) ??
    first(shares, (share) => oneBound(text, share, cues)) ??
    first(shares, (share) => planned(text, share, cues)) ??
    first(shares, (share) => exact(text, share, cues))
  );
}

function first<T, R>(items: readonly T[], find: (item: T) => R | null): R | null {
  for (const item of items) {
    const found = find(item);
    if (found !== null) return found;
  }
  return null;
}

const found = (text: string, { start, end }: Span, bounds: Omit<RateBounds, 'printed'>): FoundBounds => ({
  bounds: { ...bounds, printed: text.slice(start, end) },
  span: { start, end },
});

function findRange(text: string, shares: readonly Share[], cues: Cues): FoundBounds | null {
  const low = shares.findIndex((share, i) => {
    const next = shares[i + 1];
    return next !== undefined && cues.between.test(text.slice(share.end, next.start));
  });
  const [a, b] = [shares[low], shares[low + 1]];
  if (a === undefined || b === undefined) return null;
  const [from, to] = a.value < b.value ? [a, b] : [b, a];
  return found(
    text,
    { start: a.start, end: b.end },
    { above: { value: from.value, inclusive: true }, below: { value: to.value, inclusive: true } },
  );
}

/** 低于60%, 60%以下, 一半都没到的. */
function oneBound(text: string, share: Share, cues: Cues): FoundBounds | null {
  const [before, behind] = [text.slice(0, share.start), text.slice(share.end)];
  const after = cues.below_after.exec(behind) ?? cues.above_after.exec(behind);
  if (after !== null) {
    const bound = { value: share.value, inclusive: cues.inclusive_after.test(behind) };
    const side = cues.below_after.test(behind) ? { below: bound } : { above: bound };
    return found(text, { start: share.start, end: share.end + after[0].length }, side);
  }
  const word = cues.below_before.exec(before) ?? cues.above_before.exec(before);
  if (word === null)
    return share.more ? found(text, share, { above: { value: share.value, inclusive: false } }) : null;
  const bound = { value: share.value, inclusive: cues.inclusive_before.test(word[0]) };
  const side = cues.below_before.test(before) ? { below: bound } : { above: bound };
  return found(text, { start: word.index, end: share.end }, side);
}

/** 时间进度是75%，没跟上的: the share is where they should be, and those below it are asked for. */
function planned(text: string, share: Share, cues: Cues): FoundBounds | null {
  const [before, behind] = [text.slice(0, share.start), text.slice(share.end)];
  const word = cues.planned_before.exec(before);
  if (word === null && !cues.planned_after.test(behind)) return null;
  if (!cues.fell_short.test(before) && !cues.fell_short.test(behind)) return null;
  return {
    planned: true,
    bounds: {
      below: { value: share.value, inclusive: false },
      printed: `低于${text.slice(share.start, share.end)}`,
    },
    span: { start: word?.index ?? share.start, end: share.end },
  };
}

/** 100%的有几个: that rate and no other. */
function exact(text: string, share: Share, cues: Cues): FoundBounds | null {
  const behind = text.slice(share.end);
  if (!cues.exact_after.test(behind)) return null;
  const bound = { value: share.value, inclusive: true };
  return found(text, share, { above: bound, below: bound });
}
