import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plainText } from '../../src/adapters/feishu/escape.ts';
import { readMessage, readPress } from '../../src/adapters/feishu/incoming.ts';
import { createFeishu } from '../../src/adapters/feishu/messenger.ts';
import type { Handle, Messenger } from '../../src/domain/channel.ts';
import type { IncomingMessage } from '../../src/domain/message.ts';
import { collectLog, quietTools, tally } from '../support/channel-tools.ts';
import { accountOf, PARCEL, ready, WAITS } from '../support/feishu-client.ts';
import { shownOf } from '../support/feishu-messages.ts';
import { type FeishuServer, startFeishuServer } from '../support/feishu-server.ts';
import { until } from '../support/until.ts';
import { answerThrough, type Harness, runAdapterContract } from './contract.ts';

async function openHarness(handle: Handle): Promise<Harness> {
  const server = await startFeishuServer();
  const messenger = createFeishu(accountOf(server), quietTools(), { waits: WAITS });
  const counted = tally(handle);
  const answering = await answerThrough(messenger, counted.handle);
  await ready(messenger);
  let acts = 0;
  const shownFor = async (act: Promise<number | null>) => {
    const count = server.sent.length;
    acts += 1;
    await act;
    await until(() => counted.answered() === acts && server.sent.length === counted.owed());
    return server.sent.slice(count).map(shownOf).join('\n');
  };
  return {
    adapter: {
      async stop() {
        await answering.stop();
        await server.stop();
      },
    },
    say: (text, id) => shownFor(server.say({ id: `om_${id}`, chatId: 'oc_1', text })),
    choose(index) {
      const message = server.sent.findLast((each) => each.type === 'interactive')!;
      return shownFor(server.press({ message, index, senderId: 'ou_person', eventId: `press-${acts}` }));
    },
  };
}

runAdapterContract({ platform: 'feishu', open: openHarness, neverRedelivers: null });

describe('what comes from Feishu', () => {
  let server: FeishuServer;
  let messenger: Messenger;
  let heard: IncomingMessage[];
  const log = collectLog();

  beforeEach(async () => {
    heard = [];
    server = await startFeishuServer();
    messenger = createFeishu(accountOf(server), quietTools({ log }), { waits: WAITS });
    await messenger.start(async (message) => {
      if (message.text === '存不下') throw new Error('disk full');
      heard.push(message);
    });
    await ready(messenger);
  });
  afterEach(async () => {
    await messenger.stop();
    await server.stop();
  });

  const group = { chatId: 'oc_group', chatType: 'group' } as const;
  const bot = { key: '@_user_1', name: '民生助手', openId: 'ou_bot' };
  const li = { key: '@_user_2', name: '李四', openId: 'ou_li' };

  it('is addressed in a group only by a mention of the bot, which is taken out of the text', async () => {
    await server.say({ ...group, id: 'om_1', text: '@_user_1 两癌检查', mentions: [bot] });
    await server.say({ ...group, id: 'om_2', text: '@_user_2 两癌检查', mentions: [li] });
    await server.say({ ...group, id: 'om_3', text: '@_all 两癌检查' });
    expect(heard).toMatchObject([
      { id: 'om_1', chatKind: 'group', addressed: true, text: '两癌检查', account: server.appId },
      { id: 'om_2', addressed: false, text: '@李四 两癌检查' },
      { id: 'om_3', addressed: false, text: '两癌检查' },
    ]);
  });

  it('reads the lines, mentions and pictures of a rich text', async () => {
    const content = {
      title: '请问',
      content: [
        [
          { tag: 'at', user_id: '@_user_1', user_name: '民生助手' },
          { tag: 'text', text: ' 停车位' },
        ],
        [
          { tag: 'img', image_key: 'img_1' },
          { tag: 'a', text: '完成多少', href: 'https://x' },
        ],
      ],
    };
    await server.say({ ...group, id: 'om_1', type: 'post', content, mentions: [bot] });
    expect(heard[0]).toMatchObject({
      text: '请问\n 停车位\n完成多少',
      addressed: true,
      attachments: [{ kind: 'image', ref: 'om_1/image/img_1' }],
    });
  });

  it('hands over files and fetches their bytes, but not more than asked for', async () => {
    server.resources.set('file_1/file', Buffer.from('第一季度'));
    await server.say({
      id: 'om_1',
      chatId: 'oc_1',
      type: 'file',
      content: { file_key: 'file_1', file_name: '../进度.xlsx' },
    });
    const [file] = heard[0]!.attachments!;
    expect(file).toMatchObject({ name: '../进度.xlsx', kind: 'document', size: null });
    expect(Buffer.from(await messenger.fetchFile!(file!.ref, 100)).toString()).toBe('第一季度');
    server.revokeTokens();
    expect(Buffer.from(await messenger.fetchFile!(file!.ref, 100)).toString()).toBe('第一季度');
    await expect(messenger.fetchFile!(file!.ref, 3)).rejects.toThrow('文件太大');
    await expect(messenger.fetchFile!('om_1/file/file_2', 100)).rejects.toThrow('文件取不到了');
    await expect(messenger.fetchFile!('om_1/file/../../bot', 100)).rejects.toThrow('文件取不到了');
  });

  it('names a topic by the message that began it', async () => {
    await server.say({ ...group, id: 'om_1', text: '甲', threadId: 'omt_1' });
    await server.say({ ...group, id: 'om_2', text: '乙', threadId: 'omt_1', rootId: 'om_1' });
    await server.say({ ...group, id: 'om_3', text: '丙', rootId: 'om_1' });
    expect(heard.map(({ thread }) => thread)).toEqual(['om_1', 'om_1', undefined]);
  });

  it('marks programs and leaves the bot itself out', async () => {
    await server.say({ ...group, id: 'om_1', text: '甲', senderType: 'app', senderId: 'ou_other' });
    await server.say({ ...group, id: 'om_2', text: '乙', senderType: 'app', senderId: 'ou_bot' });
    expect(heard.map(({ id, fromBot }) => [id, fromBot])).toEqual([['om_1', true]]);
  });

  it('is acknowledged when it was taken in, and not when it could not be stored', async () => {
    expect(await server.say({ id: 'om_1', chatId: 'oc_1', text: '停车位' })).toBe(200);
    expect(await server.say({ id: 'om_2', chatId: 'oc_1', text: '存不下' })).toBe(500);
  });

  it('survives rubbish: frames, events, contents and unknown kinds', async () => {
    server.sendRaw(Buffer.from('rubbish'));
    server.sendRaw(Buffer.from([255, 255, 255]));
    const event = { type: 'im.message.receive_v1', id: 'ev_1' };
    expect(await server.deliver({ ...event, event: { message: 7 } })).toBe(200);
    expect(await server.deliver({ ...event, type: 'im.message.recalled_v1', event: {} })).toBe(200);
    await server.say({ id: 'om_1', chatId: 'oc_1', type: 'sticker', content: { file_key: 'x' } });
    await server.say({ id: 'om_2', chatId: 'oc_1', content: { text: 7 } });
    await server.say({ id: 'om_3', chatId: 'oc_1', text: '还在吗' });
    expect(heard.map(({ text }) => text)).toEqual(['', '', '还在吗']);
  });

  it('takes the press of a button for its chat, and none of a card carried off to another', async () => {
    const choices = [{ label: '甲区', text: '我问的是甲区' }];
    const target = {
      platform: 'feishu',
      account: server.appId,
      chatId: 'oc_group',
      chatKind: 'group',
      thread: 'om_1',
    } as const;
    await server.say({ ...group, id: 'om_1', text: '停车位', threadId: 'omt_1' });
    await messenger.send({ ...PARCEL, target, choices });
    heard = [];
    const [message] = server.sent;
    const press = { message: message!, index: 0, senderId: 'ou_li' };
    expect(await server.press({ ...press, eventId: 'e-1' })).toBe(200);
    expect(await server.press({ ...press, eventId: 'e-2', chatId: 'oc_elsewhere' })).toBe(200);
    expect(heard).toMatchObject([
      {
        id: 'e-1',
        chatId: 'oc_group',
        chatKind: 'group',
        thread: 'om_1',
        personId: 'ou_li',
        choice: { parcelKey: 'key-1', index: 0 },
      },
    ]);
    expect(heard).toHaveLength(1);
    await messenger.send({
      ...PARCEL,
      key: 'key-2',
      target,
      replyContext: heard[0]!.replyContext!,
      quotes: 'e-1',
    });
    expect(server.sent[1]).toMatchObject({ answers: message!.id, inThread: true });
  });

  it('goes on when the platform goes away and comes back', async () => {
    server.dropConnections();
    await until(() => messenger.state().status === 'down');
    await ready(messenger);
    await until(() => server.connections() === 1);
    await server.say({ id: 'om_1', chatId: 'oc_1', text: '还在吗' });
    expect(heard).toHaveLength(1);
    const { port } = server;
    await server.stop();
    await until(() => messenger.state().status === 'down');
    server = await startFeishuServer({ port });
    await ready(messenger);
    await until(() => server.connections() === 1);
    await server.say({ id: 'om_2', chatId: 'oc_1', text: '又在了' });
    expect(heard.at(-1)?.text).toBe('又在了');
  });

  it('leaves no text, name or secret in the log', () => {
    expect(log.lines.join('\n')).not.toMatch(/停车|李四|进度|feishu-test-secret|rubbish/);
  });
});

describe('whatever comes', () => {
  const self = { account: 'cli_0123456789abcdef', openId: 'ou_bot' };

  it('is a whole message or none', () => {
    const odd = fc.constantFrom<unknown>(null, 7, true, '', 'x', {}, [], [null], { text: {} }, [[7]]);
    const content = fc.oneof(
      fc.string().map((text) => JSON.stringify({ text })),
      fc
        .array(fc.array(fc.record({ tag: fc.constantFrom('text', 'at', 'img'), text: odd })))
        .map((lines) => JSON.stringify({ content: lines })),
      fc.string(),
    );
    const message = fc.record({
      message_id: fc.oneof({ weight: 5, arbitrary: fc.constant('om_1') }, odd),
      chat_id: fc.constant('oc_1'),
      chat_type: fc.constantFrom('p2p', 'group'),
      message_type: fc.constantFrom('text', 'post', 'image', 'file', 'x'),
      content,
      mentions: fc.oneof(
        fc.constant(undefined),
        fc.array(fc.record({ key: fc.string(), id: fc.constant({}) })),
        odd,
      ),
    });
    const like = fc.record({
      sender: fc.constant({ sender_id: { open_id: 'ou_1' } }),
      message: fc.oneof(message, odd),
    });
    fc.assert(
      fc.property(fc.oneof(like, odd), (event) => {
        const read = readMessage(event, self);
        if (read === null) return;
        expect(read).toMatchObject({ chatId: 'oc_1', personId: 'ou_1', id: expect.stringMatching(/^\w/) });
        expect(read.text.isWellFormed()).toBe(true);
        expect(readPress(event, self)).toBeNull();
      }),
      { numRuns: 200 },
    );
  });

  it('goes out without any sign of markup, and otherwise as it was', () => {
    const signs = fc.constantFrom(
      '<',
      '>',
      'at',
      '/',
      '!',
      '*',
      '~',
      '_',
      '[',
      ']',
      '(',
      ')',
      '5',
      '停',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(signs, { maxLength: 40 }), (parts) => {
        const shown = plainText(parts.join(''));
        expect(shown).not.toMatch(/<[a-z/!]|\]\(|\*\*|~~|__/i);
        expect(shown.replaceAll('\u200b', '')).toBe(parts.join(''));
      }),
    );
  });
});
