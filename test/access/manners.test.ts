import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { loadManners } from '../../src/manners.ts';
import { openTestStore } from '../store/fixtures.ts';
import { accessOver, message } from './support.ts';

const { notices } = loadManners();

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const limit = (count: number, burst = 1) => ({ count, seconds: 60, burst: { count: burst, seconds: 600 } });

/** Limits so wide that only the one under test counts. */
const WIDE = {
  person: limit(1000, 1000),
  group: limit(1000, 1000),
  platform: limit(1000, 1000),
  pingPong: { replies: 1000, seconds: 60, silenceSeconds: 900 },
};

async function door(manners: Parameters<typeof accessOver>[1]) {
  const access = accessOver(await openTestStore(), { ...WIDE, ...manners });
  let said = 0;
  const come = (given: Parameters<typeof message>[0] = {}) =>
    access.admit(message({ text: `第${++said}问`, ...given }));
  return { come, logged: access.logged };
}

test('a person who asks too much gets one notice, then silence, and is heard again later', async () => {
  const { come } = await door({ person: limit(2) });
  expect([await come(), await come(), await come()]).toEqual(Array(3).fill({ admit: true }));
  expect(await come()).toEqual({ admit: false, reason: 'limit_person', notice: notices.person });
  expect(await come()).toEqual({ admit: false, reason: 'limit_person', notice: null });
  expect(await come({ personId: 'p2' })).toEqual({ admit: true });
  vi.advanceTimersByTime(61_000);
  expect(await come()).toEqual({ admit: true });
});

test('a group has a limit of its own, private chats go on', async () => {
  const { come } = await door({ group: limit(2) });
  const group = (personId: string) => come({ chatKind: 'group', personId });
  for (const person of ['a', 'b', 'c']) expect((await group(person)).admit).toBe(true);
  expect(await group('d')).toMatchObject({ reason: 'limit_group', notice: notices.group });
  expect(await group('e')).toMatchObject({ reason: 'limit_group', notice: null });
  expect((await come({ personId: 'e' })).admit).toBe(true);
});

test('a platform has a limit of its own', async () => {
  const { come } = await door({ platform: limit(2) });
  for (const person of ['a', 'b', 'c']) expect((await come({ personId: person })).admit).toBe(true);
  expect(await come({ personId: 'd' })).toMatchObject({ reason: 'limit_platform' });
  expect((await come({ personId: 'd', platform: 'feishu' })).admit).toBe(true);
});

test('the same words again and again are met with silence, pages and confirmations are not', async () => {
  const { come } = await door({});
  const results = [];
  for (let i = 0; i < 5; i++) results.push((await come({ text: '停车位' })).admit);
  expect(results).toEqual([true, true, true, false, false]);
  expect(await come({ text: '停车位' })).toMatchObject({ reason: 'repeated', notice: null });
  for (let i = 0; i < 6; i++) expect((await come({ text: '更多' })).admit).toBe(true);
});

test('what a program wrote or nobody said to the bot is left alone', async () => {
  const { come } = await door({});
  expect(await come({ fromBot: true })).toEqual({ admit: false, reason: 'from_bot', notice: null });
  expect(await come({ addressed: false, chatKind: 'group' })).toMatchObject({ reason: 'not_addressed' });
});

test('two bots that answer each other are stopped with one line in the log', async () => {
  const { come, logged } = await door({ pingPong: { replies: 4, seconds: 60, silenceSeconds: 900 } });
  const admitted = [];
  for (let i = 0; i < 12; i++) {
    admitted.push((await come({ chatKind: 'group', personId: 'other-bot' })).admit);
    vi.advanceTimersByTime(2_000);
  }
  expect(admitted.filter(Boolean)).toHaveLength(4);
  expect(logged).toHaveLength(1);
  expect(JSON.stringify(logged)).not.toContain('other-bot');
  expect((await come({ chatKind: 'group', personId: 'somebody' })).admit).toBe(true);
  vi.advanceTimersByTime(900_000);
  expect((await come({ chatKind: 'group', personId: 'other-bot' })).admit).toBe(true);
});
