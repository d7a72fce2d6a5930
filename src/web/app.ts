/** The web application: chat page, its API, the project pages and the health checks. */
import { type Context, Hono } from 'hono';
import { etag } from 'hono/etag';
import { secureHeaders } from 'hono/secure-headers';
import { loadAssets } from './assets.ts';
import { chatPage } from './chat-page.ts';
import { hookRoutes } from './hooks.ts';
import { messagesApi } from './messages-api.ts';
import { metricsRoute } from './operator-metrics.ts';
import { operatorRoutes } from './operator-routes.ts';
import type { WebPorts } from './ports.ts';
import { messagePage, projectRoutes } from './project-routes.ts';
import { ERRORS, SITE } from './wording.ts';

/** What the Node server adds to each request: where it came from. */
export interface WebEnv {
  Bindings: { incoming?: { socket: { remoteAddress?: string } } };
}

/** An application that answers requests, with or without a server around it. */
export type WebApp = Hono<WebEnv>;

/** Builds the pages over the given ports. Nothing listens yet; see `listen`. */
export function createWebApp(ports: WebPorts): WebApp {
  const app = new Hono<WebEnv>();
  const assets = loadAssets();
  app.use(SECURITY_HEADERS);
  app.get('/healthz', (c) => c.json({ alive: true }));
  app.get('/readyz', async (c) => {
    const readiness = await ports.ready();
    return c.json(readiness, readiness.ready ? 200 : 503);
  });
  app.get('/assets/:version/:name', (c) => {
    const asset = assets.find(c.req.param('name'));
    if (!asset) return c.notFound();
    const current = c.req.param('version') === assets.version;
    c.header('Cache-Control', current ? 'public, max-age=31536000, immutable' : 'no-cache');
    c.header('ETag', asset.etag);
    if (c.req.header('If-None-Match') === asset.etag) return c.body(null, 304);
    return c.body(asset.body, 200, { 'Content-Type': asset.mediaType });
  });
  app.use('/', PAGE_CACHING, etag());
  app.use('/projects/*', PAGE_CACHING, etag());
  app.get('/', (c) => c.html(chatPage(assets)));
  app.get('/api/suggestions', async (c) => c.json({ suggestions: await ports.suggestions() }));
  app.route('/api/messages', messagesApi(ports));
  app.route('/projects', projectRoutes(ports.projects, assets));
  if (ports.hooks) app.route('/hooks', hookRoutes(ports.hooks, ports));
  if (ports.metrics?.tokens.length) app.route('/metrics', metricsRoute(ports.metrics, ports));
  if (ports.operator) app.route('/operator', operatorRoutes(ports.operator, ports, assets));
  app.notFound((c) => failure(c, 404, ERRORS.notFound));
  app.onError((error, c) => {
    ports.onError(error);
    return failure(c, 500, isApi(c) ? ERRORS.failed : ERRORS.brokenPage);
  });
  return app;

  function failure(c: Context, status: 404 | 500, message: string) {
    if (isApi(c)) return c.json({ error: message }, status);
    return c.html(messagePage(assets, SITE, message), status);
  }
}

function isApi(c: Context): boolean {
  return c.req.path.startsWith('/api/');
}

const SECURITY_HEADERS = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
    objectSrc: ["'none'"],
  },
  referrerPolicy: 'no-referrer',
  strictTransportSecurity: false,
  xFrameOptions: 'DENY',
});

/** Pages are always asked for again, and are not sent again when they are the same. */
async function PAGE_CACHING(c: Context, next: () => Promise<void>): Promise<void> {
  await next();
  if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'no-cache');
}
