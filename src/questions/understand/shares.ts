/** Shares as people say them: 60%, 六成, 七成五, 三分之二, 一半. */
import { parseNumeral } from '../../text/numerals.ts';
import type { Cues } from '../cues.ts';
import { matchesOf, type Span } from './span.ts';

export interface Share extends Span {
  /** A fraction: 0.6. */
  value: number;
  /** 一大半: more than that. */
  more: boolean;
}

/** Shares in reading order; bare numbers (低于60的) only where the text speaks of rates. */
export function findShares(text: string, cues: Cues): Share[] {
  const worded = matchesOf(text, cues.share);
  const named = cues.rate_named.test(text) ? matchesOf(text, cues.bare_share) : [];
  const free = named.filter(
    ({ index, 0: printed }) =>
      !worded.some((match) => match.index < index + printed.length && index < match.index + match[0].length),
  );
  return [...worded, ...free]
    .flatMap((match) => {
      const value = fractionOf(match.groups ?? {});
      const end = match.index + match[0].length;
      const more = match.groups?.most !== undefined;
      return value === null ? [] : [{ start: match.index, end, value, more }];
    })
    .sort((a, b) => a.start - b.start);
}

function fractionOf(groups: Record<string, string | undefined>): number | null {
  const { percent, plain, parts, of, tenths, more, half, most } = groups;
  if (half !== undefined || most !== undefined) return 0.5;
  if (parts !== undefined && of !== undefined) return fraction(of, parts);
  if (tenths !== undefined) return fraction(tenths, '10', hundredths(more));
  return fraction(percent ?? plain ?? '', '100');
}

/** 五 of 七成五, 半 of 八成半. */
const hundredths = (more: string | undefined): number =>
  more === undefined ? 0 : more === '半' ? 0.05 : (parseNumeral(more) ?? 0) / 100;

function fraction(above: string, below: string, beside = 0): number | null {
  const [a, b] = [parseNumeral(above), parseNumeral(below)];
  return a === null || b === null || b === 0 ? null : Number((a / b + beside).toFixed(6));
}
