/** `GET /metrics`: for a monitoring program that knows a token. */
import { Hono } from 'hono';
import { addressOf } from './address.ts';
import type { WebEnv } from './app.ts';
import { createAttempts } from './attempts.ts';
import type { WebPorts } from './ports.ts';
import { sameSecret } from './secrets.ts';

/** What the page of metrics needs. */
export interface MetricsPort {
  /** Any of these opens it. */
  tokens: readonly string[];
  text(): Promise<string>;
  contentType: string;
}

/** The route itself; without any token it must not be mounted. */
export function metricsRoute(metrics: MetricsPort, ports: Pick<WebPorts, 'nowMs' | 'trustProxy'>) {
  const route = new Hono<WebEnv>();
  const attempts = createAttempts();
  route.get('/', async (c) => {
    c.header('Cache-Control', 'no-store');
    const address = addressOf(c, ports.trustProxy);
    const decision = attempts.mayTry(address, ports.nowMs());
    if (!decision.allowed) {
      return c.text('', 429, { 'Retry-After': String(Math.ceil(decision.retryAfterMs / 1000)) });
    }
    const given = /^Bearer (.+)$/.exec(c.req.header('Authorization') ?? '')?.[1] ?? '';
    const known = metrics.tokens.map((token) => sameSecret(token, given));
    if (known.includes(true))
      return c.text(await metrics.text(), 200, { 'Content-Type': metrics.contentType });
    attempts.failed(address, ports.nowMs());
    return c.text('', 401, { 'WWW-Authenticate': 'Bearer' });
  });
  return route;
}
