import { expect, test } from 'vitest';
import type { ChannelState, Hook } from '../../src/domain/channel.ts';
import type { ChannelStanding } from '../../src/domain/metrics.ts';
import { hookFinder } from '../../src/operations/hooks.ts';
import { createReadiness, type ReadinessSources } from '../../src/operations/readiness.ts';

const NOW = new Date('2026-03-02T01:15:00Z');

function channel(platform: string, status: ChannelState['status']): ChannelStanding {
  const state = { status, since: NOW.toISOString(), detail: 'token 123:abc refused', loginQr: null };
  return { platform, account: '123456', state };
}

function readiness(more: Partial<ReadinessSources> = {}) {
  return createReadiness({
    projectCount: async () => 3,
    outbox: async () => ({ waiting: 0, oldestDueAt: null, dead: 0, overdue: [] }),
    channels: () => [],
    now: () => NOW,
    onError: () => {},
    ...more,
  })();
}

test('a program with projects and nothing stuck is ready', async () => {
  expect(await readiness()).toEqual({ ready: true, reason: null, channels: [] });
});

/** An outbox whose next message to an account is due since an instant. */
const overdue = (platform: string, dueAt: string) => async () => ({
  waiting: 9,
  oldestDueAt: dueAt,
  dead: 40,
  overdue: [{ platform, account: '123456', dueAt }],
});

test('an empty database, a database that does not answer and a stuck outbox each say why not', async () => {
  const failures: unknown[] = [];
  const stuck = overdue('telegram', '2026-03-02T01:00:00Z');
  const broken = () => Promise.reject(new Error('disk I/O error'));
  expect((await readiness({ projectCount: async () => 0 })).reason).toContain('还没有项目');
  const channels = () => [channel('telegram', 'ready')];
  expect((await readiness({ outbox: stuck, channels })).reason).toContain('15 分钟');
  const dead = await readiness({ outbox: broken, onError: (error) => failures.push(error) });
  expect(dead).toMatchObject({ ready: false, reason: '数据库读不出来，详情见日志' });
  expect(failures).toHaveLength(1);
});

test('messages that wait a little, or for a channel that is away, do not make it unready', async () => {
  const ready = () => [channel('telegram', 'ready'), channel('wechat', 'waiting_for_login')];
  const little = overdue('telegram', '2026-03-02T01:06:00Z');
  const away = overdue('wechat', '2026-03-01T01:00:00Z');
  const gone = overdue('feishu', '2026-03-01T01:00:00Z');
  for (const outbox of [little, away, gone])
    expect((await readiness({ outbox, channels: ready })).ready).toBe(true);
});

test('one dead channel beside a living one is told and no more; the only one makes it unready', async () => {
  const mixed = await readiness({
    channels: () => [channel('wechat', 'down'), channel('telegram', 'ready')],
  });
  expect(mixed.ready).toBe(true);
  expect(mixed.channels).toEqual([
    { name: 'wechat', status: 'down' },
    { name: 'telegram', status: 'ready' },
  ]);
  expect((await readiness({ channels: () => [channel('wechat', 'down')] })).ready).toBe(false);
  expect((await readiness({ channels: () => [channel('wechat', 'waiting_for_login')] })).ready).toBe(true);
});

test('the public list numbers the accounts of a platform and tells no account and no detail', async () => {
  const two = [channel('telegram', 'ready'), channel('telegram', 'down')];
  const { channels } = await readiness({ channels: () => two });
  expect(channels.map((each) => each.name)).toEqual(['telegram', 'telegram 2']);
  expect(JSON.stringify(channels)).not.toMatch(/123456|abc/);
});

test('a hook is found by platform and name, whichever account has it', () => {
  const hook: Hook = async () => ({ status: 200, body: '', contentType: 'text/plain' });
  const find = hookFinder([
    { platform: 'telegram', hooks: { '1': hook } },
    { platform: 'telegram', hooks: { '2': hook } },
    { platform: 'wechat' },
  ]);
  expect(find('telegram', '2')).toBe(hook);
  for (const [platform, name] of [
    ['telegram', '3'],
    ['telegram', 'toString'],
    ['wechat', '1'],
    ['nowhere', '1'],
  ] as const)
    expect(find(platform, name)).toBeNull();
});
