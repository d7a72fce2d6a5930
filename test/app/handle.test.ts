import { expect, test } from 'vitest';
import { momentOf, noonOf } from '../../src/clock.ts';
import type { Answer } from '../../src/domain/answer.ts';
import { type Capabilities, type IncomingMessage, PLAIN_TEXT } from '../../src/domain/message.ts';
import { createHandle } from '../../src/handle.ts';
import { openTestStore } from '../store/fixtures.ts';

const CAPABILITIES: Capabilities = {
  ...PLAIN_TEXT,
  maxLength: 1000,
  buttons: false,
  markdown: false,
  images: false,
  files: false,
};
const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

const message = (given: Partial<IncomingMessage> = {}): IncomingMessage => ({
  platform: 'web',
  id: 'm1',
  chatId: 'c1',
  chatKind: 'private',
  personId: 'p1',
  text: '你好',
  addressed: true,
  ...given,
});

function said(text: string): Answer {
  const evidence = [{ kind: 'fixed' as const, text }];
  return {
    kind: 'smalltalk',
    reason: null,
    projects: [],
    blocks: [{ role: 'text', text, evidence }],
    choices: [],
    sources: [],
  };
}

async function handleWith(answer: (message: IncomingMessage) => Promise<Answer>, store = openTestStore()) {
  const { inbox } = await store;
  return createHandle({ answer, inbox, clock: () => noonOf('2025-07-10'), log: SILENT }, CAPABILITIES);
}

test('a message sent again gets the reply of the first and is answered once', async () => {
  let answered = 0;
  const handle = await handleWith(async () => said(`第${++answered}次`));
  const [first, again] = await Promise.all([handle(message()), handle(message())]);
  expect(first?.[0]?.text).toBe('第1次');
  expect(again).toEqual(first);
  expect((await handle(message({ id: 'm2' })))[0]?.text).toBe('第2次');
});

test('after a restart a message that was answered before stays unanswered', async () => {
  const store = openTestStore();
  await (await handleWith(async () => said('好'), store))(message());
  expect(await (await handleWith(async () => said('好'), store))(message())).toEqual([]);
});

test('messages of one person are answered in their order, those of others meanwhile', async () => {
  const order: string[] = [];
  const slow = Promise.withResolvers<void>();
  const handle = await handleWith(async ({ id }) => {
    if (id === 'slow') await slow.promise;
    order.push(id);
    return said(id);
  });
  const replies = [handle(message({ id: 'slow' })), handle(message({ id: 'next' }))];
  await handle(message({ id: 'other', personId: 'p2' }));
  slow.resolve();
  await Promise.all(replies);
  expect(order).toEqual(['other', 'slow', 'next']);
});

test('what was not said to the bot is left alone', async () => {
  const handle = await handleWith(async () => said('好'));
  expect(await handle(message({ addressed: false }))).toEqual([]);
});

test('a failure becomes an apology without its cause', async () => {
  const handle = await handleWith(async () => {
    throw new Error('disk on fire');
  });
  const [reply] = await handle(message());
  expect(reply?.text).toContain('抱歉');
  expect(reply?.text).not.toContain('fire');
});

test('the day is the one in China', () => {
  expect(momentOf(new Date('2025-06-30T16:30:00Z')).today).toBe('2025-07-01');
});
