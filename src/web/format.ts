/** Numbers as the pages print them. */

/** 0.8234 → `82.3%`; above 1 stays above 100%. */
export function percent(ratio: number): string {
  return `${Number((ratio * 100).toFixed(1))}%`;
}
