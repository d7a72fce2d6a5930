/** The routes below `/operator`: log in, look, send again or give up, take the audit trail along. */
import { type Context, Hono, type Next } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { addressOf } from './address.ts';
import type { Assets } from './assets.ts';
import { type Attempts, createAttempts } from './attempts.ts';
import { importRoutes } from './import-routes.ts';
import { auditCsv } from './operator-csv.ts';
import { loginPage, operatorPage } from './operator-page.ts';
import type { OperatorPorts } from './operator-ports.ts';
import { createSessions, type OperatorEnv, type Sessions } from './operator-session.ts';
import { DONE, OPERATOR } from './operator-wording.ts';
import type { WebPorts } from './ports.ts';
import { sameSecret } from './secrets.ts';

/** Rows of a list on the page, and of the audit trail in a file. */
const MOST_ROWS = 50;
const MOST_BINDINGS = 200;
const MOST_AUDIT_ROWS = 50_000;
const MAX_FORM_BYTES = 4096;
const REFRESH_SECONDS = 20;

/** What every route here works with. */
interface Desk {
  token: string;
  ports: OperatorPorts;
  web: Pick<WebPorts, 'nowMs' | 'onError' | 'trustProxy'>;
  assets: Assets;
  sessions: Sessions;
  attempts: Attempts;
}

type Handler = (c: Context<OperatorEnv>) => Promise<Response>;
type Guard = (c: Context<OperatorEnv>, next: Next) => Promise<Response | undefined>;

/** The page of the operators, opened by their token. */
export function operatorRoutes(
  { token, ports }: { token: string; ports: OperatorPorts },
  web: Desk['web'],
  assets: Assets,
): Hono<OperatorEnv> {
  const sessions = createSessions(token, () => ports.now());
  const desk: Desk = { token, ports, web, assets, sessions, attempts: createAttempts() };
  const routes = new Hono<OperatorEnv>();
  const form = bodyLimit({ maxSize: MAX_FORM_BYTES, onError: (c) => c.text('', 413) });
  routes.use(async (c, next) => {
    c.header('Cache-Control', 'no-store');
    await next();
  });
  routes.post('/login', form, login(desk));
  routes.use(demandSession(desk));
  routes.get('/', showPage(desk));
  routes.get('/login-qr.svg', showQr(desk));
  routes.get('/audit.csv', downloadAudit(desk));
  routes.post('/logout', form, demandOwnForm(desk), async (c) => {
    sessions.end(c);
    return c.redirect('/operator', 303);
  });
  routes.route('/imports', importRoutes(ports.imports, assets, demandOwnForm(desk)));
  routes.post('/dead-letters/:id{[0-9]{1,15}}', form, demandOwnForm(desk), async (c) => {
    const { act } = await c.req.parseBody();
    const done = await handleLetter(ports, Number(c.req.param('id')), act);
    return c.redirect(`/operator?done=${done}`, 303);
  });
  return routes;
}

function login({ token, web, assets, sessions, attempts }: Desk): Handler {
  return async (c) => {
    const address = addressOf(c, web.trustProxy);
    const decision = attempts.mayTry(address, web.nowMs());
    if (!decision.allowed) {
      const seconds = Math.ceil(decision.retryAfterMs / 1000);
      return c.html(loginPage(assets, OPERATOR.tooOften(seconds)), 429, { 'Retry-After': String(seconds) });
    }
    const { token: given } = await c.req.parseBody();
    if (typeof given !== 'string' || !sameSecret(token, given.trim())) {
      attempts.failed(address, web.nowMs());
      return c.html(loginPage(assets, OPERATOR.wrongToken), 401);
    }
    await sessions.begin(c, isSecure(c, web.trustProxy));
    return c.redirect('/operator', 303);
  };
}

function demandSession({ sessions, assets }: Desk): Guard {
  return async (c, next) => {
    const session = await sessions.current(c);
    if (!session) return c.html(loginPage(assets, null), 401);
    c.set('session', session);
    await next();
    return undefined;
  };
}

/** Only a form of this page, made for this session, may change anything. */
function demandOwnForm({ sessions, assets }: Desk): Guard {
  return async (c, next) => {
    const { form } = await c.req.parseBody();
    if (!sessions.owns(c.get('session'), form)) return c.html(loginPage(assets, OPERATOR.expired), 403);
    await next();
    return undefined;
  };
}

function showPage({ ports, web, assets }: Desk): Handler {
  return async (c) => {
    const channels = ports.channels();
    if (channels.some((channel) => channel.state.loginQr)) c.header('Refresh', String(REFRESH_SECONDS));
    const word = c.req.query('done') ?? '';
    const done = isDone(word) ? word : null;
    const view = await readView(ports, web.onError);
    const { formToken } = c.get('session');
    return c.html(operatorPage(assets, { ...view, channels, formToken, done }));
  };
}

function showQr({ ports }: Desk): Handler {
  return async (c) => {
    const { platform, account } = c.req.query();
    const channel = ports.channels().find((one) => one.platform === platform && one.account === account);
    if (!channel?.state.loginQr) return c.text('', 404);
    return c.body(await ports.qrPicture(channel.state.loginQr), 200, { 'Content-Type': 'image/svg+xml' });
  };
}

function downloadAudit({ ports }: Desk): Handler {
  return async (c) =>
    c.body(auditCsv(await ports.audit(MOST_AUDIT_ROWS)), 200, {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="audit.csv"',
    });
}

async function handleLetter(ports: OperatorPorts, id: number, act: unknown): Promise<keyof typeof DONE> {
  if (act === 'resend') return (await ports.resend(id)) ? 'resent' : 'gone';
  if (act === 'drop') return (await ports.drop(id)) ? 'dropped' : 'gone';
  return 'gone';
}

/** Everything at once; a part that fails leaves the others readable. */
async function readView(ports: OperatorPorts, onError: (error: unknown) => void) {
  const read = <T>(part: Promise<T>): Promise<T | null> =>
    part.catch((error: unknown) => {
      onError(error);
      return null;
    });
  const [program, outbox, deadLetters, switches, bindings, audit] = await Promise.all([
    read(ports.program()),
    read(ports.outbox()),
    read(ports.deadLetters(MOST_ROWS)),
    read(ports.switches()),
    read(ports.bindings(MOST_BINDINGS)),
    read(ports.audit(MOST_ROWS)),
  ]);
  return { now: ports.now(), program, outbox, deadLetters, switches, bindings, audit };
}

function isDone(word: string): word is keyof typeof DONE {
  return Object.hasOwn(DONE, word);
}

/** Whether the visitor came by https, so that the cookie may be kept to it. */
function isSecure(c: Context, trustProxy: boolean): boolean {
  if (new URL(c.req.url).protocol === 'https:') return true;
  return trustProxy && c.req.header('X-Forwarded-Proto')?.split(',').at(-1)?.trim() === 'https';
}
