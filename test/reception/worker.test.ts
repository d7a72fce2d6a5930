import { afterEach, describe, expect, test } from 'vitest';
import { render } from '../../src/adapters/render.ts';
import { momentOf } from '../../src/clock.ts';
import { startDispatcher } from '../../src/delivery/dispatcher.ts';
import type { Receive } from '../../src/domain/channel.ts';
import type { Capabilities, IncomingMessage } from '../../src/domain/message.ts';
import { deferConversations } from '../../src/reception/conversations.ts';
import { createReceive, type ReceiveTools } from '../../src/reception/receive.ts';
import { startWorker } from '../../src/reception/worker.ts';
import type { Store } from '../../src/store/store.ts';
import { openPlatform, type Platform, SILENT, UNCOUNTED } from '../delivery/support.ts';
import { openTestStore } from '../store/fixtures.ts';
import { until } from '../support/until.ts';
import { type AnswerText, APOLOGY, answererFor, message, said } from './support.ts';

const running: { stop(): Promise<void> }[] = [];

afterEach(async () => {
  for (const one of running.splice(0).reverse()) await one.stop();
});

interface Bot {
  store: Store;
  platform: Platform;
  receive: Receive;
  /** Texts that arrived in a chat. */
  heard(chatId?: string): string[];
}

const WORDING = { apology: APOLOGY, choiceGone: '选项已过期', choiceOfOther: '不是给您的选项' };

async function openBot(
  ask: AnswerText,
  given: { store?: Store; capabilities?: Partial<Capabilities>; tools?: Partial<ReceiveTools> } = {},
): Promise<Bot> {
  const store = given.store ?? (await openTestStore());
  let sent = 0;
  const platform = openPlatform(() => ({ sent: true, messageId: `sent-${++sent}` }), {
    buttons: true,
    quote: true,
    edit: true,
    ...given.capabilities,
  });
  const now = () => new Date();
  const messengers = () => [platform];
  const dispatcher = startDispatcher({
    outbox: store.outbox,
    messengers,
    now,
    random: () => 0,
    log: SILENT,
    metrics: UNCOUNTED,
  });
  const worker = startWorker({
    inbox: store.inbox,
    answerer: answererFor(ask),
    conversations: deferConversations(store.conversations()),
    messengers,
    clock: () => momentOf(now()),
    render: ({ answer }, { capabilities }) => render(answer, capabilities),
    wording: WORDING,
    log: SILENT,
    metrics: UNCOUNTED,
    onFinished: dispatcher.wake,
  });
  running.push(dispatcher, worker);
  const tools: ReceiveTools = {
    inbox: store.inbox,
    admit: async () => ({ admit: true }),
    answers: async () => true,
    now,
    metrics: UNCOUNTED,
    onAccepted: worker.wake,
    notify: async () => {},
    ...given.tools,
  };
  const heard = (chatId = 'c1') =>
    platform.arrived.filter((one) => one.target.chatId === chatId).map((one) => one.text);
  return { store, platform, receive: createReceive(tools, platform), heard };
}

const telegram = (given: Partial<IncomingMessage> = {}) => message({ platform: 'telegram', ...given });
const echo: AnswerText = async ({ text }) => said(`听到：${text}`);

describe('a message of a chat platform', () => {
  test('is answered once where it was asked, pointing at the question', async () => {
    const { receive, platform } = await openBot(echo);
    const asked = telegram({ id: '5', thread: '9', replyContext: { token: 't' }, chatKind: 'group' });
    await Promise.all([receive(asked), receive(asked), receive(asked)]);
    await until(() => platform.arrived.length > 0);
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(platform.arrived).toHaveLength(1);
    expect(platform.arrived[0]).toMatchObject({
      text: '听到：你好',
      quotes: '5',
      kind: 'reply',
      replyContext: { token: 't' },
      addressee: { id: 'p1' },
      target: { account: 'bot', chatId: 'c1', thread: '9' },
    });
  });

  test('of a program, or not said to the bot, is left alone', async () => {
    const { receive, platform, store } = await openBot(echo);
    await receive(telegram({ fromBot: true }));
    await receive(telegram({ id: 'm2', addressed: false }));
    expect(await store.inbox.known(telegram(), 'm1')).toBeNull();
    expect(platform.arrived).toEqual([]);
  });

  test('is answered in the order of its chat', async () => {
    const { receive, heard } = await openBot(async ({ text }) => {
      await new Promise((resolve) => setTimeout(resolve, text === '0' ? 30 : 1));
      return said(`回${text}`);
    });
    for (const text of ['0', '1', '2', '3']) await receive(telegram({ id: text, text }));
    await until(() => heard().length === 4);
    expect(heard()).toEqual(['回', '回', '回', '回'].map((word, index) => `${word}${index}`));
  });

  test('waits while the program is away, and is answered by the next one', async () => {
    const store = await openTestStore();
    await store.inbox.accept(telegram({ account: 'bot' }), new Date().toISOString(), null);
    const { heard } = await openBot(echo, { store });
    await until(() => heard().length === 1);
  });

  test('that three processes died of is met with an apology', async () => {
    const store = await openTestStore();
    const inboxId = (await store.inbox.accept(
      telegram({ account: 'bot' }),
      '2025-01-01T00:00:00.000Z',
      null,
    ))!;
    for (let died = 0; died < 3; died++) {
      const at = (seconds: number) => new Date(Date.UTC(2025, 0, 1, 0, died, seconds)).toISOString();
      expect(await store.inbox.takeOne(inboxId, { now: at(1), until: at(10) })).not.toBeNull();
    }
    const { heard } = await openBot(echo, { store });
    await until(() => heard().length === 1);
    expect(heard()).toEqual([APOLOGY]);
  });

  test('that fails gets an apology, and the next one an answer', async () => {
    const { receive, heard } = await openBot(async ({ text }) => {
      if (text === '坏') throw new Error('no');
      return said('好');
    });
    await receive(telegram({ id: '1', text: '坏' }));
    await receive(telegram({ id: '2' }));
    await until(() => heard().length === 2);
    expect(heard()).toEqual([APOLOGY, '好']);
  });

  test('is refused entry when the store cannot keep it, so that the platform brings it again', async () => {
    const store = await openTestStore();
    const inbox = { ...store.inbox, accept: () => Promise.reject(new Error('locked')) };
    const { receive } = await openBot(echo, { store, tools: { inbox } });
    await expect(receive(telegram())).rejects.toThrow('locked');
  });

  test('that is one too many is answered by a notice alone', async () => {
    const notices: string[] = [];
    const { receive, platform } = await openBot(echo, {
      tools: {
        admit: async () => ({ admit: false, reason: 'person', notice: '慢一点' }),
        notify: async (_, notice) => void notices.push(notice),
      },
    });
    await receive(telegram());
    expect(notices).toEqual(['慢一点']);
    expect(platform.arrived).toEqual([]);
  });

  test('is left to another account of the bot that answers in this chat', async () => {
    const { receive, store } = await openBot(echo, { tools: { answers: async () => false } });
    await receive(telegram());
    expect(await store.inbox.known(telegram({ account: 'bot' }), 'm1')).toBeNull();
  });
});

describe('a corrected message', () => {
  test('changes the reply that it had', async () => {
    const { receive, platform } = await openBot(echo);
    await receive(telegram({ id: '5', text: '停车味' }));
    await until(() => platform.arrived.length === 1);
    await receive(telegram({ id: '5:1', editOf: '5', text: '停车位' }));
    await until(() => platform.arrived.length === 2);
    expect(platform.arrived[1]).toMatchObject({ text: '听到：停车位', edits: 'sent-1', quotes: '5' });
  });

  test('that says the same as before is not answered again', async () => {
    const { receive, platform } = await openBot(echo);
    await receive(telegram({ id: '5' }));
    await until(() => platform.arrived.length === 1);
    await receive(telegram({ id: '5:1', editOf: '5' }));
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(platform.arrived).toHaveLength(1);
  });
});

describe('a pressed button', () => {
  const asking: AnswerText = async ({ text }) =>
    text === '停车位'
      ? { ...said('哪个区？'), choices: [{ label: '甲区', text: '我问的是甲区' }] }
      : said(`听到：${text}`);

  async function asked(chatKind: 'private' | 'group') {
    const bot = await openBot(asking);
    await bot.receive(telegram({ text: '停车位', chatKind }));
    await until(() => bot.platform.arrived.length === 1);
    const press = (id: string, personId: string, index: number) =>
      bot.receive(
        telegram({
          id,
          text: '',
          personId,
          chatKind,
          choice: { parcelKey: bot.platform.arrived[0]!.key, index },
        }),
      );
    return { ...bot, press };
  }

  test('says what its choice says', async () => {
    const { press, heard } = await asked('private');
    await press('cb:1', 'p1', 0);
    await until(() => heard().length === 2);
    expect(heard()[1]).toBe('听到：我问的是甲区');
  });

  test('of somebody else in a group, or one that is gone, gets a hint', async () => {
    const { press, heard } = await asked('group');
    await press('cb:1', 'p2', 0);
    await press('cb:2', 'p1', 7);
    await until(() => heard().length === 3);
    expect(heard().slice(1)).toEqual([WORDING.choiceOfOther, WORDING.choiceGone]);
  });

  test('means nothing in another chat than the one that showed it', async () => {
    const { receive, platform, heard } = await asked('private');
    const choice = { parcelKey: platform.arrived[0]!.key, index: 0 };
    await receive(telegram({ id: 'cb:9', text: '', personId: 'p2', chatId: 'c2', choice }));
    await until(() => heard('c2').length === 1);
    expect(heard('c2')).toEqual([WORDING.choiceGone]);
  });
});
