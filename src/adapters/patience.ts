/** How long to wait before the next try to connect. */
import { setTimeout as sleep } from 'node:timers/promises';

/** The first wait and the longest, milliseconds; each wait doubles the one before. */
export interface Waits {
  firstMs: number;
  longestMs: number;
}

/** For platforms on the internet. */
export const USUAL_WAITS: Waits = { firstMs: 1_000, longestMs: 5 * 60_000 };

/** Waits that grow with every failure in a row. */
export interface Patience {
  /** Waits; false when it was told to stop. Never rejects. */
  wait(): Promise<boolean>;
  /** All is well again: the next wait is the first. */
  reset(): void;
}

/** Waits that end when `stopped` is given. */
export function createPatience({ firstMs, longestMs }: Waits, stopped: AbortSignal): Patience {
  let failures = 0;
  return {
    async wait() {
      const delayMs = Math.min(longestMs, firstMs * 2 ** Math.min(failures++, 20));
      await sleep(delayMs, undefined, { signal: stopped }).catch(() => {});
      return !stopped.aborted;
    },
    reset() {
      failures = 0;
    },
  };
}
