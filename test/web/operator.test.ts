import { describe, expect, test } from 'vitest';
import { createMetrics } from '../../src/operations/metrics.ts';
import { createWebApp, type WebApp } from '../../src/web/app.ts';
import type { WebPorts } from '../../src/web/ports.ts';
import { fakePorts } from './fakes.ts';
import { fakeOperator, operatorWeb, TOKEN } from './operator-fakes.ts';

function post(
  app: WebApp,
  path: string,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
) {
  return app.request(path, { method: 'POST', body: new URLSearchParams(fields), headers });
}

/** Logs in and gives the cookie as a browser would send it. */
async function login(app: WebApp, headers: Record<string, string> = {}) {
  const response = await post(app, '/operator/login', { token: TOKEN }, headers);
  expect(response.status).toBe(303);
  const [cookie = '', ...flags] = response.headers.get('set-cookie')!.split('; ');
  return { cookie, flags };
}

async function open(app: WebApp, path = '/operator') {
  const { cookie } = await login(app);
  const response = await app.request(path, { headers: { cookie } });
  const text = await response.text();
  return { cookie, response, text, form: /name="form" value="([^"]+)"/.exec(text)?.[1] ?? '' };
}

describe('who may see the operator’s page', () => {
  test('there is no such page without a token in the settings', async () => {
    const app = createWebApp(fakePorts());
    for (const path of ['/operator', '/operator/audit.csv', '/metrics'])
      expect((await app.request(path)).status).toBe(404);
  });

  test('nothing is shown before the login', async () => {
    const app = createWebApp(operatorWeb(fakeOperator()));
    for (const path of [
      '/operator',
      '/operator/audit.csv',
      '/operator/login-qr.svg?platform=wechat&account=office',
    ]) {
      const response = await app.request(path);
      const text = await response.text();
      expect(response.status).toBe(401);
      expect(text).toContain('管理员口令');
      expect(text).not.toMatch(/telegram|<path/s);
    }
  });

  test('the cookie is for the page alone, unreadable to scripts, kept from other sites, and for https only behind it', async () => {
    const app = createWebApp(operatorWeb(fakeOperator(), { trustProxy: true }));
    const plain = (await login(app)).flags;
    expect(plain).toEqual(expect.arrayContaining(['Path=/operator', 'HttpOnly', 'SameSite=Strict']));
    expect(plain).not.toContain('Secure');
    expect((await login(app, { 'X-Forwarded-Proto': 'https' })).flags).toContain('Secure');
  });

  test('a wrong, forged, foreign or old cookie opens nothing', async () => {
    let now = new Date('2026-03-02T01:00:00Z');
    const app = createWebApp(operatorWeb(fakeOperator({ now: () => now })));
    const { cookie } = await login(app);
    const status = async (value: string) =>
      (await app.request('/operator', { headers: { cookie: value } })).status;
    expect(await status(cookie)).toBe(200);
    expect(await status(cookie.replace('=1', '=2'))).toBe(401);
    expect(await status('minsheng_operator=9999999999999.x')).toBe(401);
    const other = createWebApp(
      fakePorts({ operator: { token: 'another-operator-token', ports: fakeOperator({ now: () => now }) } }),
    );
    expect((await other.request('/operator', { headers: { cookie } })).status).toBe(401);
    now = new Date('2026-03-02T09:00:01Z');
    expect(await status(cookie)).toBe(401);
  });

  test('after ten wrong tokens an address has to wait, even with the right one; others need not', async () => {
    const clock = { ms: 0 };
    const app = createWebApp(operatorWeb(fakeOperator(), { trustProxy: true, nowMs: () => clock.ms }));
    const attempt = async (token: string, from = '1.1.1.1') =>
      (await post(app, '/operator/login', { token }, { 'X-Forwarded-For': from })).status;
    for (let i = 0; i < 11; i++) expect(await attempt('wrong')).toBe(401);
    expect(await attempt(TOKEN)).toBe(429);
    expect(await attempt(TOKEN, '2.2.2.2')).toBe(303);
    clock.ms += 21_000;
    expect(await attempt(TOKEN)).toBe(303);
  });

  test('logging out takes the cookie away', async () => {
    const app = createWebApp(operatorWeb(fakeOperator()));
    const { cookie, form } = await open(app);
    const response = await post(app, '/operator/logout', { form }, { cookie });
    expect(response.headers.get('set-cookie')).toMatch(/^minsheng_operator=; Max-Age=0; Path=\/operator/);
  });
});

describe('what the page shows', () => {
  test('channels, numbers, dead letters, switches, bindings and the last fifty acts, in China’s time', async () => {
    const { text, response } = await open(createWebApp(operatorWeb(fakeOperator())));
    for (const part of [
      'polling as @minsheng_bot',
      '等待登录',
      '3 天',
      '12 分钟',
      '128',
      '试过 8 次',
      '账号受限',
    ])
      expect(text).toContain(part);
    expect(text).toContain('2026-03-02 09:15');
    expect(text.match(/<strong>(import|bind)</g)).toHaveLength(50);
    expect(text).not.toMatch(/<script|<img src=x|style=/);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('refresh')).toBe('20');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'self'");
  });

  test('the code to scan is a picture of its own, and gone once it is scanned', async () => {
    const app = createWebApp(operatorWeb(fakeOperator()));
    const { response, text } = await open(app, '/operator/login-qr.svg?platform=wechat&account=office');
    expect(response.headers.get('content-type')).toBe('image/svg+xml');
    expect(text).toMatch(/^<svg.*<path/s);
    const unknown = await open(app, '/operator/login-qr.svg?platform=telegram&account=123456');
    expect(unknown.response.status).toBe(404);
  });

  test('a part that cannot be read leaves the others readable', async () => {
    const ports = operatorWeb(fakeOperator({ audit: () => Promise.reject(new Error('disk I/O error')) }));
    const { text, response } = await open(createWebApp(ports));
    expect(response.status).toBe(200);
    expect(text).toContain('暂时读不出来');
    expect(text).toContain('账号受限');
    expect(text).not.toContain('disk I/O');
    expect(ports.failures).toHaveLength(1);
  });

  test('the audit trail comes as a table in which no cell is a formula', async () => {
    const { response, text } = await open(createWebApp(operatorWeb(fakeOperator())), '/operator/audit.csv');
    expect(response.headers.get('content-disposition')).toContain('audit.csv');
    expect(text.startsWith('时间,操作人')).toBe(true);
    expect(text.trim().split('\r\n')).toHaveLength(61);
    expect(text).toContain(`"'=HYPERLINK(""http://evil.example"",""x"")"`);
  });
});

describe('what operators may do', () => {
  test('a dead letter is sent again or dropped, once', async () => {
    const operator = fakeOperator();
    const app = createWebApp(operatorWeb(operator));
    const { cookie, form } = await open(app);
    const act = async (id: number, word: string) =>
      (await post(app, `/operator/dead-letters/${id}`, { form, act: word }, { cookie })).headers.get(
        'location',
      );
    expect(await act(7, 'resend')).toBe('/operator?done=resent');
    expect(await act(7, 'resend')).toBe('/operator?done=gone');
    expect(await act(5, 'explode')).toBe('/operator?done=gone');
    expect(await act(5, 'drop')).toBe('/operator?done=dropped');
    expect(operator.acts).toEqual(['resend 7', 'drop 5']);
    expect((await open(app, '/operator?done=dropped')).text).toContain('已丢弃。');
  });

  test('a form that this session’s page did not make changes nothing', async () => {
    const operator = fakeOperator();
    const app = createWebApp(operatorWeb(operator));
    const { cookie } = await open(app);
    const other = await open(app);
    for (const form of ['', 'x', other.form]) {
      const response = await post(app, '/operator/dead-letters/7', { form, act: 'drop' }, { cookie });
      expect(response.status).toBe(403);
    }
    expect((await post(app, '/operator/dead-letters/7', { form: other.form, act: 'drop' })).status).toBe(401);
    expect(operator.acts).toEqual([]);
  });
});

describe('the metrics', () => {
  const monitored = (tokens: string[], more: Partial<WebPorts> = {}) =>
    createWebApp(fakePorts({ metrics: { ...createMetrics(), tokens }, nowMs: () => 0, ...more }));
  const read = (app: WebApp, token: string) =>
    app.request('/metrics', { headers: { Authorization: `Bearer ${token}` } });

  test('are read with any of the tokens and with nothing else', async () => {
    const app = monitored([TOKEN, 'metrics-token-0123456789']);
    for (const token of [TOKEN, 'metrics-token-0123456789']) {
      const response = await read(app, token);
      expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4');
      expect(await response.text()).toContain('minsheng_grounding_rejections_total 0');
    }
    expect((await app.request('/metrics')).status).toBe(401);
    expect((await read(app, 'undefined')).status).toBe(401);
    expect((await monitored([]).request('/metrics')).status).toBe(404);
  });

  test('cannot be guessed at will', async () => {
    const app = monitored([TOKEN]);
    for (let i = 0; i < 11; i++) expect((await read(app, `guess-${i}`)).status).toBe(401);
    expect((await read(app, TOKEN)).status).toBe(429);
  });
});
