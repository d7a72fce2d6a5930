import { describe, expect, test } from 'vitest';
import { look } from '../../src/alarms.ts';
import type { ChannelState } from '../../src/domain/channel.ts';
import { type Capabilities, PLAIN_TEXT } from '../../src/domain/message.ts';
import type { Push, Recipient } from '../../src/domain/push.ts';
import { createSendPush } from '../../src/push.ts';
import { saying } from '../../src/reception/answerer.ts';
import type { Store } from '../../src/store/store.ts';
import { bound } from '../access/support.ts';
import { NOW, openTestStore } from '../store/fixtures.ts';

const LATER = '2025-07-11T01:00:00.000Z';
const LEADER: Recipient = {
  platform: 'telegram',
  account: 'bot',
  chatId: 'p9',
  chatKind: 'private',
  personId: 'p9',
  role: 'leader',
  unit: null,
  official: '张三',
  region: null,
};
const OPEN: Capabilities = { ...PLAIN_TEXT, push: 'always', highestRole: 'operator' };

const push = (given: Partial<Push> = {}): Push => ({
  key: 'k1',
  to: LEADER,
  answer: saying('停车设施建设落后于计划'),
  audience: 'leader',
  what: 'alert',
  now: NOW,
  expiresAt: LATER,
  ...given,
});

function pusher(store: Store, capabilities: Capabilities | null = OPEN) {
  return createSendPush({ store, platforms: { capabilities: () => capabilities }, onRejected: () => {} });
}

const waiting = async (store: Store) => (await store.outbox.figures(NOW)).waiting;

describe('a push', () => {
  test('goes into the outbox once, however often it is asked for, and stands in the audit trail without its text', async () => {
    const store = await openTestStore();
    const sendPush = pusher(store);
    expect(await sendPush(push())).toEqual({ accepted: true });
    await sendPush(push());
    expect(await waiting(store)).toBe(1);
    const [entry] = await store.audit.recent(1);
    expect(entry).toMatchObject({
      action: 'push',
      place: 'telegram:p9',
      outcome: 'done',
      detail: { what: 'alert' },
    });
    expect(JSON.stringify(entry)).not.toContain('停车');
  });

  test.each<[string, Partial<Push>, Partial<Capabilities> | null]>([
    ['to somebody who may not read it', { to: { ...LEADER, role: 'staff' } }, {}],
    ['over a channel that may not carry it', {}, { highestRole: 'resident' }],
    ['over a channel that only answers', {}, { push: 'never' }],
    ['over a channel that is not set up', {}, null],
    ['into a group that nobody set for staff', { to: { ...LEADER, chatKind: 'group', personId: null } }, {}],
  ])('is refused %s, and the refusal is recorded', async (_, given, capabilities) => {
    const store = await openTestStore();
    const result = await pusher(store, capabilities && { ...OPEN, ...capabilities })(push(given));
    expect(result.accepted).toBe(false);
    expect(await waiting(store)).toBe(0);
    expect((await store.audit.recent(1))[0]?.outcome).toBe('refused');
  });

  test('leaves out a line whose figures nothing backs', async () => {
    const store = await openTestStore();
    const invented = { role: 'text' as const, text: '已完成4321个', evidence: [] };
    const answer = saying('进展如下');
    await pusher(store)(push({ answer: { ...answer, blocks: [...answer.blocks, invented] } }));
    const lease = { now: NOW, until: LATER };
    const [taken] = await store.outbox.take({ platform: 'telegram', account: 'bot' }, lease, 1);
    expect(taken?.parcel.text).toContain('进展如下');
    expect(taken?.parcel.text).not.toContain('4321');
  });
});

test('operators hear once of a channel that stays down, over another channel, and once of its mending', async () => {
  const store = await openTestStore();
  await bound(store, 'p1', { role: 'operator' });
  await bound(store, 'p2', { role: 'staff' });
  let state: ChannelState = { status: 'down', since: NOW, detail: null, loginQr: null };
  let now = new Date(NOW);
  const parts = {
    store,
    platforms: { standing: () => [{ platform: 'wechat', account: 'a', state }] },
    sendPush: pusher(store),
    log: { debug() {}, info() {}, warn() {}, error() {} },
    now: () => now,
  };
  const told = new Map<string, string>();
  await look(parts, told);
  expect(await waiting(store)).toBe(0);
  now = new Date(Date.parse(NOW) + 3 * 60_000);
  for (let again = 0; again < 3; again++) await look(parts, told);
  expect(await waiting(store)).toBe(1);
  state = { ...state, status: 'ready', since: now.toISOString() };
  for (let again = 0; again < 3; again++) await look(parts, told);
  expect(await waiting(store)).toBe(2);
});
