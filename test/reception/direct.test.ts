import { expect, test } from 'vitest';
import { momentOf } from '../../src/clock.ts';
import { openTestStore } from '../store/fixtures.ts';
import { answererFor, directTools, handleFor, message, said } from './support.ts';

test('a message sent again gets the reply of the first and is answered once', async () => {
  let answered = 0;
  const handle = handleFor(await openTestStore(), async () => said(`回${'一二三'[answered++]}`));
  const [first, again] = await Promise.all([handle(message()), handle(message())]);
  expect(first?.[0]?.text).toBe('回一');
  expect(again).toEqual(first);
  expect((await handle(message({ id: 'm2' })))[0]?.text).toBe('回二');
});

test('after a restart a message that was answered before gets the same reply again', async () => {
  const store = await openTestStore();
  const first = await handleFor(store, async () => said('先前的回答'))(message());
  expect(await handleFor(store, async () => said('另一个回答'))(message())).toEqual(first);
});

test('a message that a killed process had begun is answered when it comes again', async () => {
  const store = await openTestStore();
  await store.inbox.accept(message(), '2025-07-10T03:50:00.000Z', '2025-07-10T03:51:00.000Z');
  expect((await handleFor(store, async () => said('好'))(message()))[0]?.text).toBe('好');
});

test('messages of one person are answered in their order, those of others meanwhile', async () => {
  const order: string[] = [];
  const slow = Promise.withResolvers<void>();
  const handle = handleFor(await openTestStore(), async ({ id }) => {
    if (id === 'slow') await slow.promise;
    order.push(id);
    return said('好');
  });
  const replies = [handle(message({ id: 'slow' })), handle(message({ id: 'next' }))];
  await handle(message({ id: 'other', personId: 'p2' }));
  slow.resolve();
  await Promise.all(replies);
  expect(order).toEqual(['other', 'slow', 'next']);
});

test('what was not said to the bot is left alone', async () => {
  const handle = handleFor(await openTestStore(), async () => said('好'));
  expect(await handle(message({ addressed: false }))).toEqual([]);
});

test('a failure becomes an apology without its cause, and no stored answer', async () => {
  const handle = handleFor(await openTestStore(), async () => {
    throw new Error('disk on fire');
  });
  const [reply] = await handle(message());
  expect(reply?.text).toContain('抱歉');
  expect(reply?.text).not.toContain('fire');
});

test('a database that cannot be written gets an apology too', async () => {
  const store = await openTestStore();
  const broken = { ...store.inbox, accept: () => Promise.reject(new Error('locked')) };
  const handle = handleFor(store, async () => said('好'), { inbox: broken });
  expect((await handle(message()))[0]?.text).toContain('抱歉');
});

test('the memory of a conversation changes only together with the stored answer', async () => {
  const store = await openTestStore();
  const tools = directTools(store, async () => said('好'));
  const remembering = answererFor(async (one) => {
    await tools.conversations.save(one, { topic: '停车' }, '2025-07-10T05:00:00.000Z');
    expect(await store.conversations().load(one, '2025-07-10T04:00:00.000Z')).toBeNull();
    return said('好');
  });
  await handleFor(store, async () => said('好'), { ...tools, answerer: remembering })(message());
  expect(await store.conversations().load(message(), '2025-07-10T04:00:00.000Z')).toEqual({ topic: '停车' });
});

test('somebody who asks too fast hears it once, then nothing', async () => {
  const store = await openTestStore();
  const notices = ['请慢一点', null];
  const handle = handleFor(store, async () => said('好'), {
    admit: async () => ({ admit: false, reason: 'person', notice: notices.shift() ?? null }),
  });
  expect((await handle(message()))[0]?.text).toBe('请慢一点');
  expect(await handle(message({ id: 'm2' }))).toEqual([]);
});

test('a line with a figure that nothing backs does not leave, whoever wrote it', async () => {
  const store = await openTestStore();
  const invented = {
    ...said('好'),
    blocks: [{ role: 'text' as const, text: '完成了4321个', evidence: [] }],
  };
  const answerer = answererFor(async () => said('好'), { command: async () => ({ answer: invented }) });
  const [reply] = await handleFor(store, async () => said('好'), { answerer })(message());
  expect(reply?.text).not.toContain('4321');
});

test('a follow-up on a subject that is switched off is not answered, although it does not name the subject', async () => {
  const store = await openTestStore();
  const answerer = answererFor(
    async () => ({
      ...said('好'),
      kind: 'answer' as const,
      blocks: [{ role: 'head' as const, text: '停车设施建设', evidence: [] }],
    }),
    {
      switchedOff: async ({ text }) =>
        text.includes('停车') ? { reason: 'switch 1', notice: '这个话题暂停' } : null,
    },
  );
  const handle = handleFor(store, async () => said('好'), { answerer });
  expect((await handle(message({ text: '还差多少' })))[0]?.text).toBe('这个话题暂停');
});

test('the day is the one in China', () => {
  expect(momentOf(new Date('2025-06-30T16:30:00Z')).today).toBe('2025-07-01');
});
