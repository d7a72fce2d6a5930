import { expect, test } from 'vitest';
import type { Hook, HookRequest } from '../../src/domain/channel.ts';
import { createWebApp } from '../../src/web/app.ts';
import { listen } from '../../src/web/server.ts';
import { fakePorts } from './fakes.ts';

/** An application with one entrance, and what came through it. */
function withHook(hook?: Hook) {
  const heard: HookRequest[] = [];
  const answer: Hook = async (request) => {
    heard.push(request);
    return hook ? hook(request) : { status: 200, body: 'success', contentType: 'text/plain' };
  };
  const ports = fakePorts({
    nowMs: () => 0,
    hooks: (platform, name) => (platform === 'wecom-app' && name === '1000002' ? answer : null),
  });
  return { app: createWebApp(ports), heard, ports };
}

const PATH = '/hooks/wecom-app/1000002';

test('hands a request of a platform to its channel and gives back what the channel says', async () => {
  const { app, heard } = withHook();
  const server = await listen(app, { host: '127.0.0.1', port: 0 });
  try {
    const headers = { 'X-Signature': 'abc', Cookie: 'minsheng_operator=1', 'Content-Type': 'text/xml' };
    const body = '<xml><Encrypt>密文</Encrypt></xml>';
    const response = await fetch(`${server.url}${PATH}?nonce=7&echo=a%2Bb`, {
      method: 'POST',
      headers,
      body,
    });
    expect([response.status, await response.text()]).toEqual([200, 'success']);
    expect(response.headers.get('content-type')).toContain('text/plain');
    expect(response.headers.get('set-cookie')).toBeNull();
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(heard).toMatchObject([{ method: 'POST', query: { nonce: '7', echo: 'a+b' }, body }]);
    expect(heard[0]!.headers['x-signature']).toBe('abc');
    expect(heard[0]!.headers).not.toHaveProperty('cookie');
  } finally {
    await server.close();
  }
});

test('passes the checks of a platform that asks by GET', async () => {
  const { app, heard } = withHook(async ({ query }) => ({
    status: 200,
    body: query.echostr ?? '',
    contentType: 'text/plain',
  }));
  expect(await (await app.request(`${PATH}?echostr=42`)).text()).toBe('42');
  expect(heard[0]).toMatchObject({ method: 'GET', body: '' });
});

test('knows no other entrances', async () => {
  const { app, heard } = withHook();
  for (const path of [
    '/hooks',
    '/hooks/wecom-app',
    '/hooks/wecom-app/1',
    '/hooks/constructor/name',
    `${PATH}/x`,
  ])
    expect((await app.request(path, { method: 'POST' })).status, path).toBe(404);
  expect((await app.request(PATH, { method: 'DELETE' })).status).toBe(404);
  expect((await createWebApp(fakePorts()).request(PATH)).status).toBe(404);
  expect(heard).toEqual([]);
});

test('asks the platform to come again when the message could not be taken in, and says no more', async () => {
  const { app, ports } = withHook(() => Promise.reject(new Error('database is locked')));
  const response = await app.request(PATH, { method: 'POST', body: 'x' });
  expect([response.status, await response.text()]).toEqual([500, '']);
  expect(ports.failures).toHaveLength(1);
});

test('takes a status that no response can have for a failure', async () => {
  const { app } = withHook(async () => ({ status: 42, body: '', contentType: 'text/plain' }));
  expect((await app.request(PATH)).status).toBe(500);
});

test('refuses a body over one megabyte, also one that does not tell its length', async () => {
  const { app, heard } = withHook();
  const large = 'x'.repeat(1024 * 1024 + 1);
  expect((await app.request(PATH, { method: 'POST', body: large })).status).toBe(413);
  const server = await listen(app, { host: '127.0.0.1', port: 0 });
  const stream = new Blob([large]).stream();
  const response = await fetch(server.url + PATH, { method: 'POST', body: stream, duplex: 'half' });
  expect(response.status).toBe(413);
  expect(heard).toEqual([]);
  await server.close();
});

test('slows down a flood only', async () => {
  const { app } = withHook();
  for (let i = 0; i < 600; i++) expect((await app.request(PATH)).status).toBe(200);
  const slowed = await app.request(PATH);
  expect([slowed.status, slowed.headers.get('retry-after')]).toEqual([429, '1']);
});
