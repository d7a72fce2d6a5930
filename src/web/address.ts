/** Where a request came from, for limits. */
import type { Context } from 'hono';
import type { WebEnv } from './app.ts';

/** The visitor's address. @param trustProxy take the last of X-Forwarded-For, which a proxy of ours has written */
export function addressOf<E extends WebEnv>(c: Context<E>, trustProxy: boolean): string {
  const forwarded = trustProxy ? c.req.header('X-Forwarded-For')?.split(',').at(-1)?.trim() : undefined;
  return forwarded || (c.env?.incoming?.socket.remoteAddress ?? 'unknown');
}
