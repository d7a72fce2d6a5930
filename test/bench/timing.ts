/** Times of many small pieces of work. */

export interface Times {
  /** Milliseconds. */
  p50: number;
  p99: number;
  perSecond: number;
}

/** Runs the work once for each item, one after another. */
export async function timeEach<T>(
  items: readonly T[],
  work: (item: T, index: number) => unknown,
): Promise<Times> {
  const times: number[] = [];
  for (const [index, item] of items.entries()) {
    const started = performance.now();
    await work(item, index);
    times.push(performance.now() - started);
  }
  const total = times.reduce((sum, ms) => sum + ms, 0);
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { p50: at(0.5), p99: at(0.99), perSecond: (items.length / total) * 1000 };
}

/** Milliseconds the work took. */
export async function timeOnce(work: () => unknown): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
