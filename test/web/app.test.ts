import { describe, expect, it } from 'vitest';
import type { IncomingMessage } from '../../src/domain/message.ts';
import { createWebApp, type WebApp } from '../../src/web/app.ts';
import { fakeHandle, fakePorts } from './fakes.ts';

const CHAT = '0b0e3a3e-5f0c-4c38-9d27-3b9a2f7f4a11';

function post(app: WebApp, body: unknown, headers: Record<string, string> = {}) {
  return app.request('/api/messages', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

const question = (text: string, more: object = {}) => ({ id: 'm1', chatId: CHAT, text, ...more });

describe('asking', () => {
  it('hands the question over once, as a private message of its conversation', async () => {
    const heard: IncomingMessage[] = [];
    await post(createWebApp(fakePorts({ handle: fakeHandle(heard) })), question('停车位'));
    expect(heard).toEqual([
      {
        platform: 'web',
        id: 'm1',
        chatId: CHAT,
        personId: CHAT,
        chatKind: 'private',
        text: '停车位',
        addressed: true,
      },
    ]);
  });

  it('gives words, structure, choices and sources, but not the evidence behind them', async () => {
    const response = await post(createWebApp(fakePorts()), question('云河区停车位'));
    const { messages } = (await response.json()) as { messages: Record<string, unknown>[] };
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatchObject({
      kind: 'answer',
      projects: ['yunhe-2025-03'],
      sources: [{ asOf: '2025-06-30' }],
      choices: [{ label: '责任单位' }, { label: '还差多少' }, { label: '详情' }],
    });
    expect(JSON.stringify(messages)).not.toContain('evidence');
  });

  it('repairs halves of characters instead of passing them on', async () => {
    const heard: IncomingMessage[] = [];
    await post(
      createWebApp(fakePorts({ handle: fakeHandle(heard) })),
      `{"id":"a","chatId":"${CHAT}","text":"x\\ud800"}`,
    );
    expect(heard[0]?.text).toBe('x\ufffd');
  });

  it('says in Chinese what is wrong with a bad request, and asks nobody', async () => {
    const heard: IncomingMessage[] = [];
    const app = createWebApp(fakePorts({ handle: fakeHandle(heard) }));
    const bad: [unknown, string][] = [
      ['{', 'JSON'],
      [[], 'JSON'],
      [question('  '), '请输入问题'],
      [question('长'.repeat(1001)), '1000 字'],
      [question('你好', { chatId: '1' }), 'chatId'],
      [question('你好', { id: 'a b' }), 'id'],
      [question('你好', { id: 'x'.repeat(65) }), 'id'],
      [{ id: 'a', chatId: CHAT }, 'text'],
    ];
    for (const [body, expected] of bad) {
      const response = await post(app, body);
      expect(response.status).toBe(400);
      expect(((await response.json()) as { error: string }).error).toContain(expected);
    }
    expect(heard).toEqual([]);
  });

  it('refuses more than 16 KB and anything but JSON', async () => {
    const app = createWebApp(fakePorts());
    expect((await post(app, question('长'.repeat(10_000)))).status).toBe(413);
    expect((await post(app, question('你好'), { 'Content-Type': 'text/plain' })).status).toBe(400);
  });

  it('apologises when the engine breaks, tells the operator, and shows no stack', async () => {
    const ports = fakePorts();
    const response = await post(createWebApp(ports), question('坏'));
    expect(response.status).toBe(500);
    expect(await response.text()).toBe('{"error":"抱歉，刚才没有答上来，请稍后再试。"}');
    expect(ports.failures).toHaveLength(1);
  });
});

describe('the rate limit', () => {
  it('slows down one conversation, says for how long, and leaves the others alone', async () => {
    const app = createWebApp(fakePorts({ nowMs: () => 0 }));
    const statuses = [];
    for (let i = 0; i < 13; i++) statuses.push((await post(app, question('你好'))).status);
    expect(statuses).toEqual([...Array(12).fill(200), 429]);
    const slowed = await post(app, question('你好'));
    expect(slowed.headers.get('Retry-After')).toBe('2');
    expect(((await slowed.json()) as { error: string }).error).toBe('提问太快了，请 2 秒后再试。');
    const other = question('你好', { chatId: 'b1e1ad8e-58f4-4a2c-8c06-6a4b1f0a9b55' });
    expect((await post(app, other)).status).toBe(200);
  });

  it('counts an address over all its conversations, behind a proxy the visitor’s own', async () => {
    const app = createWebApp(fakePorts({ nowMs: () => 0, trustProxy: true }));
    const from = async (address: string) =>
      (await post(app, question('你好', { chatId: crypto.randomUUID() }), { 'X-Forwarded-For': address }))
        .status;
    for (let i = 0; i < 120; i++) expect(await from('1.1.1.1, 10.0.0.7')).toBe(200);
    expect(await from('9.9.9.9, 10.0.0.7')).toBe(429);
    expect(await from('10.0.0.8')).toBe(200);
  });

  it('counts every address for itself', async () => {
    const app = createWebApp(fakePorts({ nowMs: () => 0 }));
    const from = async (remoteAddress: string) => {
      const body = JSON.stringify(question('你好', { chatId: crypto.randomUUID() }));
      const headers = { 'Content-Type': 'application/json', 'X-Forwarded-For': crypto.randomUUID() };
      const env = { incoming: { socket: { remoteAddress } } };
      return (await app.request('/api/messages', { method: 'POST', headers, body }, env)).status;
    };
    for (let i = 0; i < 120; i++) await from('1.1.1.1');
    expect([await from('1.1.1.1'), await from('2.2.2.2')]).toEqual([429, 200]);
  });

  it('lets a conversation go on after a while', async () => {
    let nowMs = 0;
    const app = createWebApp(fakePorts({ nowMs: () => nowMs }));
    for (let i = 0; i < 13; i++) await post(app, question('你好'));
    nowMs += 2000;
    expect((await post(app, question('你好'))).status).toBe(200);
  });
});

describe('every response', () => {
  it('forbids foreign content, framing and guessing of types, and sets no cookie', async () => {
    const app = createWebApp(fakePorts());
    for (const path of ['/', '/projects', '/projects/none', '/api/none', '/api/suggestions', '/healthz']) {
      const { headers } = await app.request(path);
      expect(headers.get('Content-Security-Policy')).toContain("default-src 'self'");
      expect(headers.get('Content-Security-Policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(headers.get('Referrer-Policy')).toBe('no-referrer');
      expect(headers.get('Set-Cookie')).toBeNull();
    }
  });
});

describe('pages', () => {
  it('load nothing from elsewhere and carry no inline script or style', async () => {
    const app = createWebApp(fakePorts());
    for (const path of ['/', '/projects', '/projects/yunhe-2025-03']) {
      const markup = await (await app.request(path)).text();
      expect(markup).not.toMatch(/(src|href)="(https?:)?\/\/|<[^>]*\s(style|on\w+)=|<script(?![^>]* src=)/);
    }
  });

  it('are not sent again when unchanged', async () => {
    const app = createWebApp(fakePorts());
    const first = await app.request('/projects');
    expect(first.headers.get('Cache-Control')).toBe('no-cache');
    const again = await app.request('/projects', {
      headers: { 'If-None-Match': first.headers.get('ETag')! },
    });
    expect(again.status).toBe(304);
  });

  it('name files by their content, kept for good by the browser', async () => {
    const app = createWebApp(fakePorts());
    const path = /href="(\/assets\/[^"]+\/base\.css)"/.exec(await (await app.request('/')).text())?.[1];
    const current = await app.request(path!);
    expect(current.headers.get('Cache-Control')).toContain('immutable');
    expect(current.headers.get('Content-Type')).toBe('text/css; charset=utf-8');
    const again = await app.request(path!, { headers: { 'If-None-Match': current.headers.get('ETag')! } });
    expect(again.status).toBe(304);
    const old = await app.request('/assets/0000000000000000/base.css');
    expect(old.headers.get('Cache-Control')).toBe('no-cache');
    expect((await app.request('/assets/x/..%2Fapp.ts')).status).toBe(404);
  });

  it('list the projects of the asked region and year, and link to the others', async () => {
    const markup = await (
      await createWebApp(fakePorts()).request('/projects?region=baiyang&year=2025')
    ).text();
    expect(markup).toContain('<h1>临川市白杨县 2025 年</h1>');
    expect(markup).toContain('href="/projects/baiyang-2025-01"');
    expect(markup).toContain('/projects?region=yunhe&amp;year=2025');
  });

  it('begin with the first region and its newest year when asked for nothing or nonsense', async () => {
    const app = createWebApp(fakePorts());
    for (const query of ['', '?region=nowhere&year=x', '?region=yunhe&year=1999']) {
      expect(await (await app.request(`/projects${query}`)).text()).toContain(
        '<h1>临川市云河区 2025 年</h1>',
      );
    }
  });

  it('say so when nothing is stored', async () => {
    const projects = { regions: async () => [], list: async () => [], dossiers: async () => [] };
    const response = await createWebApp(fakePorts({ projects })).request('/projects');
    expect(await response.text()).toContain('还没有收录');
  });

  it('show goal, progress, printed figures, who states each rate, units and source of a project', async () => {
    const markup = await (await createWebApp(fakePorts()).request('/projects/yunhe-2025-03')).text();
    for (const expected of [
      '新增公共停车位<b>4600个</b>',
      '<b>3216个</b>',
      '文件所载完成率 70%',
      '按指标折算 69.9%（3216个 ÷ 4600个）',
      '区住房和城乡建设局',
      '9月底',
      '截至 2025-06-30 · 来源：《云河区2025年民生实事项目推进情况（上半年）》',
    ]) {
      expect(markup).toContain(expected);
    }
  });

  it('keep doubts from the public and markup in names harmless', async () => {
    const app = createWebApp(fakePorts());
    const markup = await (await app.request('/projects/yunhe-2025-06')).text();
    expect(markup).not.toContain('分项合计与总数不符');
    expect(markup).not.toContain('<img');
    expect(markup).toContain('&lt;img');
  });

  it('say in Chinese that a project or page is unknown', async () => {
    const app = createWebApp(fakePorts());
    const unknown = await app.request('/projects/nowhere-2025-99');
    expect(unknown.status).toBe(404);
    expect(await unknown.text()).toContain('没有找到这个项目');
    const lost = await app.request('/api/nothing');
    expect([lost.status, await lost.json()]).toEqual([404, { error: '没有这个页面。' }]);
  });

  it('apologise without a stack when the store fails', async () => {
    const broken = async () => Promise.reject(new Error('SQLITE_CORRUPT /srv/x.db'));
    const ports = fakePorts({ projects: { regions: broken, list: broken, dossiers: broken } });
    const response = await createWebApp(ports).request('/projects');
    expect(response.status).toBe(500);
    expect(await response.text()).not.toMatch(/SQLITE|srv| at /);
    expect(ports.failures).toHaveLength(1);
  });
});

describe('health', () => {
  it('is alive at once and ready when the engine says so', async () => {
    const busy = createWebApp(fakePorts({ ready: async () => ({ ready: false, reason: '正在导入' }) }));
    expect((await busy.request('/healthz')).status).toBe(200);
    const notYet = await busy.request('/readyz');
    expect([notYet.status, await notYet.json()]).toEqual([503, { ready: false, reason: '正在导入' }]);
    expect((await createWebApp(fakePorts()).request('/readyz')).status).toBe(200);
  });
});
