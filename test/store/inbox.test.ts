import { describe, expect, test } from 'vitest';
import type { Parcel } from '../../src/domain/channel.ts';
import type { IncomingMessage } from '../../src/domain/message.ts';
import type { Store } from '../../src/store/store.ts';
import { NOW, openTestStore } from './fixtures.ts';

const ACCOUNT = { platform: 'telegram', account: 'bot' };
const later = (ms: number) => new Date(Date.parse(NOW) + ms).toISOString();
const lease = (from = 0) => ({ now: later(from), until: later(from + 10_000) });

function message(id: string, given: Partial<IncomingMessage> = {}): IncomingMessage {
  return {
    ...ACCOUNT,
    id,
    chatId: 'c1',
    chatKind: 'private',
    personId: 'p1',
    text: `问题${id}`,
    addressed: true,
    ...given,
  };
}

function parcel(key: string, given: Partial<Parcel> = {}): Parcel {
  return {
    key,
    target: { ...ACCOUNT, chatId: 'c1', chatKind: 'private', thread: null },
    text: '答',
    choices: [{ label: '甲区', text: '我问的是甲区' }],
    file: null,
    quotes: null,
    edits: null,
    addressee: { id: 'p1', name: null },
    replyContext: { token: 'once' },
    kind: 'reply',
    ...given,
  };
}

async function finish(store: Store, inboxId: number, key: string): Promise<boolean> {
  return store.inbox.finish({
    inboxId,
    replies: { send: [parcel(key)] },
    conversation: { key: message('x'), state: { topic: '停车' }, expiresAt: later(60_000) },
    now: NOW,
    expiresAt: later(60_000),
  });
}

describe('a message taken in', () => {
  test('is stored once, however often and however fast it comes again', async () => {
    const store = await openTestStore();
    const accepted = await Promise.all([1, 2, 3].map(() => store.inbox.accept(message('m1'), NOW, null)));
    expect(accepted.filter((id) => id !== null)).toHaveLength(1);
    expect(await store.inbox.accept(message('m1', { chatId: 'c2' }), NOW, null)).not.toBeNull();
    expect(await store.inbox.accept(message('m1', { account: 'bot2' }), NOW, null)).not.toBeNull();
  });

  test('is worked on by one, in the order of its chat, and again by another when the lease has ended', async () => {
    const store = await openTestStore();
    for (const id of ['m1', 'm2']) await store.inbox.accept(message(id), NOW, null);
    await store.inbox.accept(message('m3', { chatId: 'c2' }), NOW, null);
    const first = await store.inbox.take([ACCOUNT], lease(), 10);
    expect(first.map((one) => one.message.id)).toEqual(['m1', 'm3']);
    expect(await store.inbox.take([ACCOUNT], lease(), 10)).toEqual([]);
    expect(await store.inbox.take([{ platform: 'wecom-bot', account: 'bot' }], lease(20_000), 10)).toEqual(
      [],
    );
    const again = await store.inbox.take([ACCOUNT], lease(10_001), 10);
    expect(again.map((one) => [one.message.id, one.earlierAttempts])).toEqual([
      ['m1', 1],
      ['m3', 1],
    ]);
  });

  test('keeps its lease while the work is renewed', async () => {
    const store = await openTestStore();
    await store.inbox.accept(message('m1'), NOW, null);
    const [taken] = await store.inbox.take([ACCOUNT], lease(), 1);
    await store.inbox.renew([taken!.inboxId], later(30_000));
    expect(await store.inbox.take([ACCOUNT], lease(20_000), 1)).toEqual([]);
  });

  test('is finished once: whoever comes second changes nothing', async () => {
    const store = await openTestStore();
    const inboxId = (await store.inbox.accept(message('m1'), NOW, null))!;
    expect(await finish(store, inboxId, 'k1')).toBe(true);
    expect(await finish(store, inboxId, 'k2')).toBe(false);
    expect((await store.outbox.figures(NOW)).waiting).toBe(1);
    expect(await store.conversations().load(message('x'), NOW)).toEqual({ topic: '停车' });
    expect(await store.inbox.accept(message('m1'), NOW, null)).toBeNull();
  });

  test('leaves no text behind once it is answered and its reply is sent; its buttons still work', async () => {
    const store = await openTestStore();
    const inboxId = (await store.inbox.accept(message('m1'), NOW, null))!;
    await finish(store, inboxId, 'k1');
    const [taken] = await store.outbox.take(ACCOUNT, lease(), 1);
    expect(taken?.parcel).toMatchObject({ key: 'k1', text: '答', replyContext: { token: 'once' } });
    await store.outbox.finish(taken!, { outcome: 'sent', messageId: '77' }, 3);
    const known = await store.inbox.known(message('m1'), 'm1');
    expect(known).toEqual({ inboxId, state: 'done', sameText: true, sentIds: ['77'] });
    expect((await store.inbox.known(message('m1', { text: '别的' }), 'm1'))?.sameText).toBe(false);
    const sent = await store.inbox.sentParcel('k1');
    expect(sent?.choices).toEqual([{ label: '甲区', text: '我问的是甲区' }]);
    expect(JSON.stringify(sent)).not.toMatch(/答|once/);
  });

  test('is forgotten after its time, with the replies that a page handed over', async () => {
    const store = await openTestStore();
    const inboxId = (await store.inbox.accept(message('m1'), NOW, later(1000)))!;
    const answer = {
      kind: 'smalltalk' as const,
      reason: null,
      projects: [],
      blocks: [],
      choices: [],
      sources: [],
    };
    const replies = { handOver: [{ text: '好', choices: [], answer }] };
    await store.inbox.finish({ inboxId, replies, conversation: null, now: NOW, expiresAt: later(5000) });
    expect((await store.inbox.handedOver(inboxId))?.[0]?.text).toBe('好');
    expect((await store.outbox.figures(NOW)).waiting).toBe(0);
    expect(await store.inbox.forgetBefore(later(1), later(6000))).toBe(1);
    expect(await store.inbox.handedOver(inboxId)).toBeNull();
  });
});

test('only one process has a lease; another takes over when it has ended or its holder is gone', async () => {
  const { leases } = await openTestStore();
  const never = () => false;
  expect(await leases.take('channel', 'a', lease(), never)).toBe(true);
  expect(await leases.take('channel', 'b', lease(), never)).toBe(false);
  expect(await leases.take('channel', 'a', lease(5000), never)).toBe(true);
  expect(await leases.take('channel', 'b', lease(9000), (holder) => holder === 'a')).toBe(true);
  expect(await leases.take('channel', 'a', lease(30_000), never)).toBe(true);
  await leases.release('channel', 'b');
  expect(await leases.take('channel', 'b', lease(31_000), never)).toBe(false);
  await leases.release('channel', 'a');
  expect(await leases.take('channel', 'b', lease(31_000), never)).toBe(true);
});
