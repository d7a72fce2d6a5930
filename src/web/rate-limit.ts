/** A token bucket for each key, in memory and bounded. */

export interface RateLimit {
  /** Requests that may come at once. */
  burst: number;
  /** Requests that may come per second in the long run. */
  perSecond: number;
  /** Keys remembered; the longest unseen is forgotten first. */
  maxKeys: number;
}

export type RateDecision = { allowed: true } | { allowed: false; retryAfterMs: number };

interface Bucket {
  tokens: number;
  atMs: number;
}

/** Takes one token of the key's bucket, or says when there will be one. */
export function createRateLimiter(limit: RateLimit): (key: string, nowMs: number) => RateDecision {
  const buckets = new Map<string, Bucket>();
  return (key, nowMs) => {
    const bucket = refilled(buckets.get(key) ?? { tokens: limit.burst, atMs: nowMs }, limit, nowMs);
    const allowed = bucket.tokens >= 1;
    buckets.delete(key);
    buckets.set(key, allowed ? { ...bucket, tokens: bucket.tokens - 1 } : bucket);
    if (buckets.size > limit.maxKeys) buckets.delete(buckets.keys().next().value!);
    return allowed ? { allowed } : { allowed, retryAfterMs: ((1 - bucket.tokens) / limit.perSecond) * 1000 };
  };
}

function refilled(bucket: Bucket, limit: RateLimit, nowMs: number): Bucket {
  const gained = ((nowMs - bucket.atMs) / 1000) * limit.perSecond;
  return { tokens: Math.min(limit.burst, bucket.tokens + gained), atMs: nowMs };
}
