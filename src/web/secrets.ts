/** Comparing and deriving secrets. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** Whether two secrets are the same, in a time that does not depend on where they differ. */
export function sameSecret(first: string, second: string): boolean {
  const [a, b] = [first, second].map((text) => createHash('sha256').update(text).digest());
  return timingSafeEqual(a!, b!);
}

/** A secret for one purpose, made from another. */
export function derivedSecret(secret: string, purpose: string): string {
  return createHmac('sha256', secret).update(purpose).digest('base64url');
}
