/** Slows down whoever guesses: after a few wrong attempts an address has to wait, right or wrong. */
import { createRateLimiter, type RateDecision } from './rate-limit.ts';

export interface Attempts {
  /** To be asked before an attempt is looked at. */
  mayTry(address: string, nowMs: number): RateDecision;
  /** To be told of every wrong one. */
  failed(address: string, nowMs: number): void;
}

/** Ten wrong attempts at once, then one every twenty seconds. */
const LIMIT = { burst: 10, perSecond: 0.05, maxKeys: 10_000 };

/** Kept in memory and bounded; a restart forgets it. */
export function createAttempts(): Attempts {
  const failures = createRateLimiter(LIMIT);
  const shutUntilMs = new Map<string, number>();
  return {
    mayTry(address, nowMs) {
      const retryAfterMs = (shutUntilMs.get(address) ?? nowMs) - nowMs;
      if (retryAfterMs > 0) return { allowed: false, retryAfterMs };
      shutUntilMs.delete(address);
      return { allowed: true };
    },
    failed(address, nowMs) {
      const decision = failures(address, nowMs);
      if (decision.allowed) return;
      shutUntilMs.set(address, nowMs + decision.retryAfterMs);
      if (shutUntilMs.size > LIMIT.maxKeys) shutUntilMs.delete(shutUntilMs.keys().next().value!);
    },
  };
}
