/** Leaves a failing model alone for a while. */

export interface Breaker {
  /** Whether a call may be made now. After a pause only one is let through to try. */
  allows(nowMs: number): boolean;
  succeeded(): void;
  /** @param pauseMs as the server asked for; null for the usual pause after several failures in a row */
  failed(nowMs: number, pauseMs: number | null): void;
}

/** Opens after `failures` failures in a row, or at once when the server names a pause. */
export function createBreaker({ failures, pauseMs }: { failures: number; pauseMs: number }): Breaker {
  let inRow = 0;
  let closedUntilMs = 0;
  return {
    allows(nowMs) {
      if (nowMs < closedUntilMs) return false;
      if (inRow >= failures) closedUntilMs = nowMs + pauseMs;
      return true;
    },
    succeeded() {
      inRow = 0;
      closedUntilMs = 0;
    },
    failed(nowMs, askedMs) {
      inRow += 1;
      if (askedMs !== null) closedUntilMs = Math.max(closedUntilMs, nowMs + Math.min(askedMs, MAX_ASKED_MS));
      else if (inRow >= failures) closedUntilMs = nowMs + pauseMs;
    },
  };
}

const MAX_ASKED_MS = 60 * 60 * 1000;
