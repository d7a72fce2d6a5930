import { expect, test } from 'vitest';
import type { ConversationStore } from '../../src/questions/ports.ts';
import { NOW, openTestStore } from './fixtures.ts';

const KEY = { platform: 'web', chatId: 'c1', personId: 'p1' };

test('a conversation is remembered until it expires, apart from those of other people', async () => {
  const store = await openTestStore();
  const conversations: ConversationStore<{ topic: string }> = store.conversations();
  await conversations.save(KEY, { topic: '停车' }, '2025-07-10T01:30:00.000Z');
  await conversations.save(KEY, { topic: '电梯' }, '2025-07-10T02:00:00.000Z');
  expect(await conversations.load(KEY, NOW)).toEqual({ topic: '电梯' });
  expect(await conversations.load({ ...KEY, personId: 'p2' }, NOW)).toBeNull();
  expect(await conversations.load(KEY, '2025-07-10T02:00:00.000Z')).toBeNull();
  expect(await store.conversations().forgetExpired('2025-07-10T03:00:00.000Z')).toBe(1);
});

test('the audit trail tells who did what, newest first', async () => {
  const store = await openTestStore();
  await store.audit.record({ at: NOW, actor: 'cli', action: 'import', detail: { file: 'a.txt' } });
  await store.audit.record({ at: NOW, actor: 'cli', action: 'import', detail: { file: 'b.txt' } });
  expect((await store.audit.recent(1))[0]?.detail).toEqual({ file: 'b.txt' });
});
