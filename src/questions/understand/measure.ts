/** What a number is asked in: 多少公里 → 公里, 几户 → 户, 多少钱 → 元. */
import type { Cues } from '../cues.ts';

/** Null when no number in a measure is asked for. */
export function findMeasure(text: string, cues: Cues): string | null {
  if (cues.great_sum.test(text)) return '元';
  const measure = cues.how_many_measure.exec(text)?.[1] ?? null;
  if (measure !== null) return cues.money.test(measure) ? '元' : measure;
  if (cues.asks_share.test(text)) return '%';
  if (cues.asks_area.test(text)) return '亩';
  if (cues.asks_length.test(text)) return '公里';
  const counted = cues.asks_heads.exec(text)?.[1];
  if (counted !== undefined) return counted;
  return cues.asks_money.test(text) ? '元' : null;
}
