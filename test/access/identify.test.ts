import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ROLES, reaches } from '../../src/domain/access.ts';
import { PLAIN_TEXT } from '../../src/domain/message.ts';
import { openTestStore } from '../store/fixtures.ts';
import { accessOver, bound, message, NOW, TRUSTED } from './support.ts';

const inGroup = (personId: string) => message({ chatKind: 'group', personId });

async function withGroup(audience: 'public' | 'staff' | 'leader') {
  const store = await openTestStore();
  await store.access.chats.setChat({
    platform: 'telegram',
    chatId: 'g1',
    audience,
    region: 'wuhou',
    at: NOW,
    by: 'command line',
  });
  return { ...accessOver(store), store };
}

test('somebody without a binding is a resident everywhere', async () => {
  const access = accessOver(await openTestStore());
  expect(await access.identify(message(), TRUSTED)).toMatchObject({
    role: 'resident',
    disclosure: 'resident',
  });
});

test('a bound person hears in private what their role allows, and carries unit and region', async () => {
  const store = await openTestStore();
  const access = accessOver(store);
  await bound(store, 'p1', { role: 'staff', unit: '区住建局', region: 'wuhou' });
  expect(await access.identify(message(), TRUSTED)).toEqual({
    role: 'staff',
    disclosure: 'staff',
    unit: '区住建局',
    official: null,
    region: 'wuhou',
  });
});

test('a channel carries nothing above its highest role, whoever asks', async () => {
  const store = await openTestStore();
  const access = accessOver(store);
  await bound(store, 'p1', { role: 'leader' });
  const asker = await access.identify(message(), { ...TRUSTED, highestRole: 'staff' });
  expect(asker).toMatchObject({ role: 'leader', disclosure: 'staff' });
});

test('on a channel that does not vouch for its people everybody is a resident', async () => {
  const store = await openTestStore();
  const access = accessOver(store);
  await bound(store, 'p1', { role: 'operator' });
  const asker = await access.identify(message(), { ...PLAIN_TEXT, highestRole: 'operator' });
  expect(asker).toMatchObject({ role: 'resident', disclosure: 'resident', unit: null });
});

test('in a group without a setting a leader hears what residents hear', async () => {
  const store = await openTestStore();
  const access = accessOver(store);
  await bound(store, 'p1', { role: 'leader', unit: '区住建局', official: '张三', region: 'wuhou' });
  const asker = await access.identify(inGroup('p1'), TRUSTED);
  expect(asker).toMatchObject({ disclosure: 'resident', unit: null, official: null, region: null });
});

test('in a group for staff residents and leaders alike hear what staff hears', async () => {
  const access = await withGroup('staff');
  await bound(access.store, 'boss', { role: 'leader' });
  for (const person of ['boss', 'somebody'])
    expect(await access.identify(inGroup(person), TRUSTED)).toMatchObject({
      disclosure: 'staff',
      region: 'wuhou',
    });
});

test('a group set for leaders on a channel for residents stays a group for residents', async () => {
  const access = await withGroup('leader');
  const asker = await access.identify(inGroup('p1'), { ...TRUSTED, highestRole: 'resident' });
  expect(asker.disclosure).toBe('resident');
});

test('an anonymous administrator of a group has no rights, even when a binding was forged', async () => {
  const store = await openTestStore();
  const access = accessOver(store);
  const { code } = await access.codes.issue(
    { rights: { role: 'operator', unit: null, official: null, region: null }, by: 'command line', hours: 1 },
    NOW,
  );
  const person = { platform: 'telegram', personId: 'chat:-100', account: 'bot', chatId: '-100' };
  expect(await access.codes.redeem({ person, typed: code }, NOW)).toBeNull();
  expect((await access.identify(inGroup('chat:-100'), TRUSTED)).role).toBe('resident');
});

test('nobody is ever told more than the binding, the chat and the channel allow', async () => {
  const store = await openTestStore();
  const access = accessOver(store);
  for (const role of ['staff', 'leader', 'operator'] as const) await bound(store, role, { role });
  const audiences = [null, 'public', 'staff', 'leader'] as const;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...ROLES),
      fc.constantFrom(...ROLES),
      fc.constantFrom(...audiences),
      fc.boolean(),
      async (personId, highestRole, audience, group) => {
        const chatId = `chat-${audience}`;
        const setting = { platform: 'telegram', chatId, region: null, at: NOW, by: 'command line' };
        if (audience !== null) await store.access.chats.setChat({ ...setting, audience });
        const asked = message({ personId, chatId, chatKind: group ? 'group' : 'private' });
        const { disclosure } = await access.identify(asked, { ...TRUSTED, highestRole });
        expect(reaches(highestRole, disclosure)).toBe(true);
        const most = group ? (audience === null || audience === 'public' ? 'resident' : audience) : personId;
        expect(reaches(most, disclosure)).toBe(true);
      },
    ),
    { numRuns: 60 },
  );
});
