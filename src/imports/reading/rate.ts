/** The rate that a document states for a whole project, 0–1 and above. */
import { halfWidth } from '../../text/normalise.ts';
import { figureWords } from './words.ts';

/** What the note offers as a rate of the whole. */
export interface RateSources {
  /** Text of the rate column, '' when there is none. */
  column: string;
  note: readonly string[];
  /** Share of plan beside the only figure of a project with one target; null in all other cases. */
  onlyShare: number | null;
}

/**
 * From the rate column (`52%`, `0.52`, `52`), else from an opening such as 目前，已完成年度计划52%, an overall progress
 * told once, or the share of plan of a project that is one figure. Null where only single targets have rates.
 */
export function readRate({ column, note, onlyShare }: RateSources): number | null {
  return columnRate(column) ?? openingRate(note[0] ?? '') ?? overallRate(note) ?? onlyShare;
}

/** Numbers up to 1.5 without a percent sign are fractions, as spreadsheets store them. */
function columnRate(column: string): number | null {
  const match = halfWidth(column)
    .trim()
    .match(/^(\d+(?:\.\d+)?)\s*(%?)$/);
  if (!match) return null;
  const value = Number(match[1]);
  const fraction = match[2] === '' && value <= 1.5;
  return fraction ? value : Number((value / 100).toPrecision(12));
}

function openingRate(opening: string): number | null {
  const rate = halfWidth(opening).match(figureWords.wholeRate)?.groups?.rate;
  return rate === undefined ? null : Number((Number(rate) / 100).toPrecision(12));
}

function overallRate(note: readonly string[]): number | null {
  const rates = note.flatMap((text) => halfWidth(text).match(figureWords.overallRate)?.groups?.rate ?? []);
  return rates.length === 1 ? Number((Number(rates[0]) / 100).toPrecision(12)) : null;
}
