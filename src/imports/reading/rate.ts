/** The rate that a document states for a whole project, 0–1 and above. */
import { halfWidth } from '../../text/normalise.ts';
import { figureWords } from './words.ts';

/**
 * From the rate column (`52%`, `0.52`, `52`), else from an opening such as 目前，已完成年度计划52%.
 * Null where only single targets have rates.
 */
export function readRate(column: string, noteOpening: string): number | null {
  return columnRate(column) ?? openingRate(noteOpening);
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
