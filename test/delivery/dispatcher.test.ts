import { afterEach, describe, expect, test } from 'vitest';
import { startDispatcher } from '../../src/delivery/dispatcher.ts';
import type { Loop } from '../../src/delivery/loop.ts';
import { RETRIES, retryDelayMs } from '../../src/delivery/retry.ts';
import type { Store } from '../../src/store/store.ts';
import { openTestStore } from '../store/fixtures.ts';
import { until } from '../support/until.ts';
import { due, NOW, openPlatform, type Platform, parcel, SILENT, UNCOUNTED } from './support.ts';

const FAST = { firstMs: 5, longestMs: 20, maxAttempts: 4 };
const running: { stop(): Promise<void> }[] = [];

afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
});

function send(store: Store, platform: Platform, now: () => Date = () => new Date()): Loop {
  const dispatcher = startDispatcher({
    outbox: store.outbox,
    messengers: () => [platform],
    now,
    random: () => 0,
    log: SILENT,
    metrics: UNCOUNTED,
    policy: FAST,
  });
  running.push(dispatcher);
  return dispatcher;
}

const figures = (store: Store) => store.outbox.figures(new Date().toISOString());

describe('sending', () => {
  test('sends each message once and keeps the order of every chat', async () => {
    const store = await openTestStore();
    const parcels = Array.from({ length: 30 }, (_, index) => parcel(`chat-${index % 3}`));
    await store.outbox.add(
      parcels.map((one) => due(one)),
      NOW,
    );
    const platform = openPlatform();
    send(store, platform);
    await until(() => platform.arrived.length === 30);
    for (const chat of ['chat-0', 'chat-1', 'chat-2']) {
      const of = (list: typeof parcels) =>
        list.filter((one) => one.target.chatId === chat).map((one) => one.key);
      expect(of(platform.arrived)).toEqual(of(parcels));
    }
    expect(await figures(store)).toMatchObject({ waiting: 0, dead: 0 });
  });

  test('a message written twice under one key is one message', async () => {
    const store = await openTestStore();
    const one = parcel('c');
    expect(await store.outbox.add([due(one)], NOW)).toBe(1);
    expect(await store.outbox.add([due(one), due(parcel('c'))], NOW)).toBe(1);
  });

  test('what is refused for now is sent later, and later messages of that chat wait for it', async () => {
    const store = await openTestStore();
    const [first, second] = [parcel('c'), parcel('c')];
    await store.outbox.add([due(first), due(second)], NOW);
    const platform = openPlatform((one, attempt) =>
      one.key === first.key && attempt < 3
        ? { sent: false, again: true, reason: 'busy', retryAfterMs: null }
        : { sent: true, messageId: 'm' },
    );
    const dispatcher = send(store, platform);
    await until(() => {
      dispatcher.wake();
      return platform.arrived.length === 2;
    });
    expect(platform.attempts.map((one) => one.key)).toEqual([first.key, first.key, first.key, second.key]);
  });

  test('what can never be sent is given up at once, is shown, and can be sent again by hand', async () => {
    const store = await openTestStore();
    const one = parcel('gone');
    await store.outbox.add([due(one)], NOW);
    let open = false;
    const platform = openPlatform(() =>
      open
        ? { sent: true, messageId: null }
        : { sent: false, again: false, reason: 'the bot was thrown out' },
    );
    const dispatcher = send(store, platform);
    await until(async () => (await figures(store)).dead === 1);
    const [letter] = await store.outbox.deadLetters(10);
    expect(letter).toMatchObject({
      attempts: 1,
      reason: 'the bot was thrown out',
      target: { chatId: 'gone' },
    });
    open = true;
    const later = new Date(Date.now() + 60_000).toISOString();
    expect(await store.outbox.revive(letter!.outboxId, NOW, later)).toBe(true);
    dispatcher.wake();
    await until(() => platform.arrived.length === 1);
    expect(await store.outbox.revive(letter!.outboxId, NOW, later)).toBe(false);
  });

  test('is given up after the last attempt, with the reason', async () => {
    const store = await openTestStore();
    await store.outbox.add([due(parcel('c'))], NOW);
    const platform = openPlatform(() => ({ sent: false, again: true, reason: 'busy', retryAfterMs: null }));
    const dispatcher = send(store, platform);
    await until(async () => {
      dispatcher.wake();
      return (await figures(store)).dead === 1;
    });
    expect(platform.attempts).toHaveLength(FAST.maxAttempts);
    expect((await store.outbox.deadLetters(1))[0]?.reason).toContain('after 4 attempts: busy');
  });

  test('a messenger that throws or hands nothing back loses no message', async () => {
    const store = await openTestStore();
    await store.outbox.add([due(parcel('c'))], NOW);
    const platform = openPlatform((_, attempt) => {
      if (attempt === 1) throw new Error('https://example.org/bot123:secret');
      return { sent: true, messageId: null };
    });
    const dispatcher = send(store, platform);
    await until(() => {
      dispatcher.wake();
      return platform.arrived.length === 1;
    });
  });

  test('a channel that is down keeps its messages until they are no longer worth sending', async () => {
    const store = await openTestStore();
    await store.outbox.add([due(parcel('c'))], NOW);
    const platform = openPlatform();
    platform.status = 'down';
    let now = new Date(NOW);
    const dispatcher = send(store, platform, () => now);
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(platform.attempts).toEqual([]);
    now = new Date(Date.parse(NOW) + 2 * 86_400_000);
    dispatcher.wake();
    await until(async () => (await figures(store)).dead === 1);
    expect((await store.outbox.deadLetters(1))[0]?.reason).toContain('expired');
  });

  test('a slow chat holds up nobody else', async () => {
    const store = await openTestStore();
    const slow = Promise.withResolvers<void>();
    const platform = openPlatform(async (one) => {
      if (one.target.chatId === 'slow') await slow.promise;
      return { sent: true, messageId: null };
    });
    await store.outbox.add([due(parcel('slow')), due(parcel('slow')), due(parcel('quick'))], NOW);
    send(store, platform);
    await until(() => platform.arrived.length === 1);
    expect(platform.arrived[0]?.target.chatId).toBe('quick');
    slow.resolve();
    await until(() => platform.arrived.length === 3);
  });

  test('keeps the budgets of the platform, counted from the ledger', async () => {
    const store = await openTestStore();
    let clock = Date.parse(NOW);
    await store.outbox.add(
      Array.from({ length: 7 }, () => due(parcel('c'))),
      NOW,
    );
    const platform = openPlatform(undefined, {
      budgets: [{ scope: 'chat', count: 2, windowMs: 60_000 }],
    });
    const dispatcher = send(store, platform, () => new Date(clock));
    const settle = async (count: number) => {
      await until(() => {
        dispatcher.wake();
        return platform.arrived.length >= count;
      });
      await new Promise((resolve) => setTimeout(resolve, 30));
      expect(platform.arrived).toHaveLength(count);
    };
    for (const count of [2, 4, 6, 7]) {
      await settle(count);
      clock += 60_001;
    }
  });

  test('replies go before pushes, and a push for later holds up no reply', async () => {
    const store = await openTestStore();
    const push = parcel('c', { kind: 'push' });
    const later = parcel('c', { kind: 'push' });
    const reply = parcel('c');
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
    await store.outbox.add([{ ...due(later), dueAt: tomorrow }, due(push), due(reply)], NOW);
    const platform = openPlatform();
    send(store, platform);
    await until(() => platform.arrived.length === 2);
    expect(platform.arrived.map((one) => one.key)).toEqual([reply.key, push.key]);
  });

  test('a channel where the bot may not speak first gets no push', async () => {
    const store = await openTestStore();
    await store.outbox.add([due(parcel('c', { kind: 'push' }))], NOW);
    const platform = openPlatform(undefined, { push: { hoursAfterMessage: 48 } });
    send(store, platform);
    await until(async () => (await figures(store)).dead === 1);
    expect(platform.attempts).toEqual([]);
    expect((await store.outbox.deadLetters(1))[0]?.reason).toContain('48 h');
  });

  test('a picture goes with its message and is forgotten once it is sent', async () => {
    const store = await openTestStore();
    const bytes = new Uint8Array([137, 80, 78, 71]);
    await store.outbox.add([due(parcel('c', { file: { name: '进度.png', kind: 'image', bytes } }))], NOW);
    const platform = openPlatform();
    send(store, platform);
    await until(() => platform.arrived.length === 1);
    expect([...(platform.arrived[0]?.file?.bytes ?? [])]).toEqual([...bytes]);
  });
});

test('two processes on one outbox send each message once', async () => {
  const store = await openTestStore();
  await store.outbox.add(
    Array.from({ length: 40 }, (_, index) => due(parcel(`chat-${index % 10}`))),
    NOW,
  );
  const [one, two] = [openPlatform(), openPlatform()];
  send(store, one);
  send(store, two);
  await until(() => one.arrived.length + two.arrived.length === 40);
  await new Promise((resolve) => setTimeout(resolve, 30));
  const keys = [...one.attempts, ...two.attempts].map(({ key }) => key);
  expect(new Set(keys).size).toBe(keys.length);
});

test('what a killed process had begun is taken up when its lease has ended', async () => {
  const store = await openTestStore();
  await store.outbox.add([due(parcel('c'))], NOW);
  const account = { platform: 'telegram', account: 'bot' };
  const at = (ms: number) => new Date(Date.parse(NOW) + ms).toISOString();
  const lease = { now: NOW, until: at(60_000) };
  expect(await store.outbox.take(account, lease, 5)).toHaveLength(1);
  expect(await store.outbox.take(account, lease, 5)).toHaveLength(0);
  const after = { now: at(60_001), until: at(120_000) };
  expect(await store.outbox.take(account, after, 5)).toMatchObject([{ earlierAttempts: 1 }]);
});

test('the pause doubles, is never shorter than the platform asks for, and has an end', () => {
  const at = (attempts: number, asked: number | null) =>
    retryDelayMs(attempts, asked, { policy: RETRIES, random: () => 0 });
  expect([at(0, null), at(1, null), at(2, null)]).toEqual([1000, 2000, 4000]);
  expect(at(0, 30_000)).toBe(30_000);
  expect(at(40, null)).toBe(RETRIES.longestMs);
  expect(retryDelayMs(0, null, { policy: RETRIES, random: () => 1 })).toBe(1250);
});
