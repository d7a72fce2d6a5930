/** Waiting in tests: long enough for a busy machine, never longer than what is waited for takes. */
import { performance } from 'node:perf_hooks';

const MOST_MS = 60_000;

/** Resolves when something holds. @throws Error when it does not within a minute */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + MOST_MS;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`waited in vain for: ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
