/** `/hooks/PLATFORM/NAME`: requests of the chat platforms, handed to the channel that they are for. */
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Hook, HookRequest } from '../domain/channel.ts';
import { addressOf } from './address.ts';
import type { WebEnv } from './app.ts';
import type { WebPorts } from './ports.ts';
import { createRateLimiter, type RateLimit } from './rate-limit.ts';

/** Largest request, in bytes: platforms send texts and links, never the files themselves. */
export const MAX_HOOK_BYTES = 1024 * 1024;

/** Far above what a platform sends from one address; only floods reach it. */
const PER_ADDRESS: RateLimit = { burst: 600, perSecond: 100, maxKeys: 5000 };

/** Finds the entrance of a channel; null when there is none of that name. */
export type FindHook = (platform: string, name: string) => Hook | null;

/** The routes below `/hooks`. Platforms read the status and what the channel answers, so errors have no body. */
export function hookRoutes(find: FindHook, ports: Pick<WebPorts, 'nowMs' | 'onError' | 'trustProxy'>) {
  const routes = new Hono<WebEnv>();
  const byAddress = createRateLimiter(PER_ADDRESS);
  routes.use(async (c, next) => {
    c.header('Cache-Control', 'no-store');
    const decision = byAddress(addressOf(c, ports.trustProxy), ports.nowMs());
    if (decision.allowed) return next();
    return c.body(null, 429, { 'Retry-After': String(Math.ceil(decision.retryAfterMs / 1000)) });
  });
  const limit = bodyLimit({ maxSize: MAX_HOOK_BYTES, onError: (c) => c.body(null, 413) });
  routes.on(['GET', 'POST'], '/:platform/:name', limit, async (c) => {
    const hook = find(c.req.param('platform'), c.req.param('name'));
    if (!hook) return c.body(null, 404);
    const request = await hookRequest(c);
    try {
      return answered(await hook(request));
    } catch (error) {
      ports.onError(error);
      return c.body(null, 500);
    }
  });
  routes.all('*', (c) => c.body(null, 404));
  return routes;
}

/** Cookies belong to the pages and stay there. */
async function hookRequest(c: Context): Promise<HookRequest> {
  const { cookie: _, ...headers } = c.req.header();
  const method = c.req.method === 'POST' ? 'POST' : 'GET';
  return { method, headers, query: c.req.query(), body: method === 'POST' ? await c.req.text() : '' };
}

/** @throws RangeError for a status that no answer can have */
function answered({ status, body, contentType }: Awaited<ReturnType<Hook>>): Response {
  if (!Number.isInteger(status) || status < 200 || status > 599) throw new RangeError(`status ${status}`);
  const bodiless = body === '' || status === 204 || status === 304;
  return new Response(bodiless ? null : body, { status, headers: { 'Content-Type': contentType } });
}
