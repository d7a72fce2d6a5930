/** When a message that could not be sent is tried again. */

export interface RetryPolicy {
  /** Pause after the first failure; doubled after each further one. */
  firstMs: number;
  longestMs: number;
  /** After so many attempts a message is given up. */
  maxAttempts: number;
}

/** About two hours of trying. */
export const RETRIES: RetryPolicy = { firstMs: 1000, longestMs: 15 * 60 * 1000, maxAttempts: 16 };

/** A pause never shorter than the platform asks for, with up to a quarter of jitter so that many do not come at once. */
export function retryDelayMs(
  earlierAttempts: number,
  askedMs: number | null,
  { policy, random }: { policy: RetryPolicy; random: () => number },
): number {
  const doubled = Math.min(policy.longestMs, policy.firstMs * 2 ** Math.min(earlierAttempts, 30));
  return Math.round(Math.max(askedMs ?? 0, doubled) * (1 + random() / 4));
}
