import { expect, test } from 'vitest';
import { laterBy } from '../../src/domain/china-time.ts';
import { openTestStore } from '../store/fixtures.ts';
import { accessOver, bound, message, NOW } from './support.ts';

const HOUR_MS = 60 * 60 * 1000;
const OFF = { reason: '核对数据', at: NOW, by: 'telegram:boss', endsAt: null };

async function house() {
  const store = await openTestStore();
  const access = accessOver(store);
  await bound(store, 'boss', { role: 'operator' });
  await bound(store, 'clerk', { role: 'staff' });
  return { ...access, off: store.access.chats.switchOff, on: store.access.chats.switchOn };
}

test('a chat that is off says so once and then nothing, other chats go on', async () => {
  const { off, switchedOff } = await house();
  await off({ ...OFF, scope: 'chat', platform: 'telegram', target: 'g1' });
  const group = (chatId = 'g1') => switchedOff(message({ chatKind: 'group', chatId }), NOW);
  const first = await group();
  expect(first?.notice).toContain('暂时停用');
  expect(first?.notice).not.toContain('核对数据');
  expect((await group())?.notice).toBeNull();
  expect(await group('g2')).toBeNull();
});

test('a channel that is off tells every chat once', async () => {
  const { off, switchedOff } = await house();
  await off({ ...OFF, scope: 'channel', platform: 'telegram', target: 'telegram' });
  expect((await switchedOff(message({ personId: 'a' }), NOW))?.notice).not.toBeNull();
  expect((await switchedOff(message({ personId: 'b' }), NOW))?.notice).not.toBeNull();
  expect((await switchedOff(message({ personId: 'a' }), NOW))?.notice).toBeNull();
  expect(await switchedOff(message({ platform: 'feishu' }), NOW)).toBeNull();
});

test('a subject that is off is known by its word, however it is typed', async () => {
  const { off, switchedOff } = await house();
  await off({ ...OFF, scope: 'subject', platform: '', target: 'ＡＢ桥' });
  expect(await switchedOff(message({ text: '请问ab桥修好了吗' }), NOW)).not.toBeNull();
  expect(await switchedOff(message({ text: '停车位建了多少' }), NOW)).toBeNull();
});

test('what has an end says it and is on again by itself', async () => {
  const { off, switchedOff } = await house();
  const endsAt = laterBy(NOW, HOUR_MS);
  await off({ ...OFF, scope: 'channel', platform: 'telegram', target: 'telegram', endsAt });
  expect((await switchedOff(message(), NOW))?.notice).toContain('2025-07-10 10:00');
  expect(await switchedOff(message(), endsAt)).toBeNull();
});

test('what is switched on answers again', async () => {
  const { off, on, switchedOff } = await house();
  const id = await off({ ...OFF, scope: 'channel', platform: 'telegram', target: 'telegram' });
  expect(await on(id, 'telegram:boss', NOW)).toBe(true);
  expect(await on(id, 'telegram:boss', NOW)).toBe(false);
  expect(await switchedOff(message(), NOW)).toBeNull();
});

test('an operator is always heard in private, and in a group only with a switch', async () => {
  const { off, switchedOff } = await house();
  await off({ ...OFF, scope: 'channel', platform: 'telegram', target: 'telegram' });
  const inGroup = (personId: string, text: string) =>
    switchedOff(message({ personId, text, chatKind: 'group' }), NOW);
  expect(await switchedOff(message({ personId: 'boss' }), NOW)).toBeNull();
  expect(await switchedOff(message({ personId: 'clerk' }), NOW)).not.toBeNull();
  expect(await inGroup('boss', '开启 本群')).toBeNull();
  expect(await inGroup('boss', '停车位建了多少')).not.toBeNull();
  expect(await inGroup('clerk', '开启 本群')).not.toBeNull();
});

test('an operator is nobody where the channel does not vouch for its people', async () => {
  const { off, switchedOff } = await house();
  await off({ ...OFF, scope: 'channel', platform: 'wechat', target: 'wechat' });
  expect(await switchedOff(message({ platform: 'wechat', personId: 'boss' }), NOW)).not.toBeNull();
});
