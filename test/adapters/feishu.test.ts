import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plainText } from '../../src/adapters/feishu/escape.ts';
import { readMessage, readPress } from '../../src/adapters/feishu/incoming.ts';
import { createFeishu } from '../../src/adapters/feishu/messenger.ts';
import type { FeishuAccount } from '../../src/adapters/feishu/settings.ts';
import type { Handle, Messenger, Parcel } from '../../src/domain/channel.ts';
import type { IncomingMessage } from '../../src/domain/message.ts';
import { collectLog, quietTools, tally, until } from '../support/channel-tools.ts';
import { type FeishuServer, shownOf, startFeishuServer } from '../support/feishu-server.ts';
import { answerThrough, type Harness, runAdapterContract } from './contract.ts';

const WAITS = { firstMs: 20, longestMs: 50 };

function accountOf(
  server: Pick<FeishuServer, 'appId' | 'appSecret' | 'url'>,
  more: Partial<FeishuAccount> = {},
): FeishuAccount {
  const { appId, appSecret, url } = server;
  return { appId, appSecret, root: url, webhook: null, highestRole: 'operator', ...more };
}

const ready = (messenger: Messenger) => until(() => messenger.state().status === 'ready');

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

const PARCEL: Parcel = {
  key: 'key-1',
  target: {
    platform: 'feishu',
    account: 'cli_0123456789abcdef',
    chatId: 'oc_1',
    chatKind: 'private',
    thread: null,
  },
  text: '已完成3216人',
  choices: [],
  file: null,
  quotes: null,
  edits: null,
  addressee: null,
  replyContext: {},
  kind: 'reply',
};

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

describe('what goes to Feishu', () => {
  let server: FeishuServer;
  let messenger: Messenger;

  beforeEach(async () => {
    server = await startFeishuServer();
    messenger = createFeishu(accountOf(server), quietTools(), { waits: WAITS });
  });
  afterEach(() => server.stop());

  it('answers the message, or stands alone in the chat, once for one key', async () => {
    await messenger.send({ ...PARCEL, quotes: 'om_9' });
    expect(await messenger.send({ ...PARCEL, quotes: 'om_9' })).toEqual({
      sent: true,
      messageId: 'om_sent_1',
    });
    await messenger.send({ ...PARCEL, key: '长'.repeat(60), kind: 'push' });
    expect(server.sent).toMatchObject([
      { answers: 'om_9', chatId: 'oc_unknown', type: 'text', content: { text: '已完成3216人' } },
      { answers: null, chatId: 'oc_1' },
    ]);
    expect(server.sent[1]!.uuid).toMatch(/^[0-9a-f]{50}$/);
  });

  it('begins anew in the chat when the message to be answered is gone', async () => {
    server.refuse(/reply/, { status: 400, body: { code: 230011, msg: 'withdrawn' } });
    expect(await messenger.send({ ...PARCEL, quotes: 'om_9' })).toMatchObject({ sent: true });
    expect(server.sent).toMatchObject([{ answers: null, chatId: 'oc_1' }]);
  });

  it('speaks unasked inside a topic by answering the message that began it', async () => {
    await messenger.send({
      ...PARCEL,
      target: { ...PARCEL.target, chatKind: 'group', thread: 'om_root' },
      kind: 'push',
    });
    expect(server.sent).toMatchObject([{ answers: 'om_root', inThread: true }]);
  });

  it('mentions nobody and shows no markup, whatever a document says', async () => {
    const text = '<at user_id="all">所有人</at> **重** [点](https://x) <b>a</b> 低于<5%';
    await messenger.send({ ...PARCEL, text });
    const shown: string = server.sent[0]!.content.text;
    expect(shown).not.toMatch(/<[a-z/]|\*\*|\]\(/i);
    expect(shown.replaceAll('\u200b', '')).toBe(text);
    expect(shown).toContain('低于<5%');
    await messenger.send({
      ...PARCEL,
      key: 'key-2',
      text,
      choices: [{ label: '<at user_id="all">', text: '甲' }],
    });
    expect(server.sent[1]!.content.elements[0].text).toEqual({ tag: 'plain_text', content: text });
  });

  it('sends a picture or a document first and then the text', async () => {
    const bytes = new Uint8Array([1, 2, 3]);
    await messenger.send({ ...PARCEL, file: { name: '进度.xlsx', kind: 'document', bytes } });
    await messenger.send({
      ...PARCEL,
      key: 'key-2',
      text: '',
      file: { name: 'a.png', kind: 'image', bytes },
    });
    expect(server.sent.map(({ type }) => type)).toEqual(['file', 'text', 'image']);
    expect(server.uploads).toMatchObject([
      { name: '进度.xlsx', bytes: Buffer.from(bytes) },
      { path: '/open-apis/im/v1/images' },
    ]);
  });

  it('says so when a file is refused, and waits when it is only too early', async () => {
    const file = { name: '进度.xlsx', kind: 'document', bytes: new Uint8Array(1) } as const;
    server.refuse(/v1\/files/, { status: 400, body: { code: 234006, msg: 'too large' } });
    expect(await messenger.send({ ...PARCEL, file })).toMatchObject({ sent: true });
    expect(server.sent.map(shownOf)).toEqual(['已完成3216人\n（另有文件“进度.xlsx”，此处无法发送。）']);
    server.refuse(/v1\/files/, { status: 400, body: { code: 99991400, msg: '' } });
    expect(await messenger.send({ ...PARCEL, key: 'key-2', file })).toMatchObject({
      sent: false,
      again: true,
    });
    expect(server.sent).toHaveLength(1);
  });

  it('changes a text and a card that it sent', async () => {
    const choices = [{ label: '甲区', text: '甲' }];
    await messenger.send(PARCEL);
    await messenger.send({ ...PARCEL, key: 'key-2', choices });
    const change = { ...PARCEL, key: 'key-3', text: '已选甲区' };
    expect(await messenger.send({ ...change, edits: 'om_sent_1' })).toEqual({
      sent: true,
      messageId: 'om_sent_1',
    });
    expect(await messenger.send({ ...change, edits: 'om_sent_2' })).toEqual({
      sent: true,
      messageId: 'om_sent_2',
    });
    expect(server.sent.map(shownOf)).toEqual(['已选甲区', '已选甲区']);
    expect(await messenger.send({ ...change, edits: 'om_gone' })).toMatchObject({
      sent: false,
      again: false,
    });
  });

  it('renews a token that was taken back', async () => {
    await messenger.send(PARCEL);
    server.revokeTokens();
    expect(await messenger.send({ ...PARCEL, key: 'key-2' })).toMatchObject({ sent: true });
  });

  it.each([
    [
      'too many messages to a chat',
      { status: 400, body: { code: 230020, msg: '' } },
      { again: true, retryAfterMs: null },
    ],
    [
      'too many requests, with the time to wait',
      { status: 429, body: { code: 99991400, msg: '' }, headers: { 'x-ogw-ratelimit-reset': '7' } },
      { again: true, retryAfterMs: 7000 },
    ],
    ['a broken platform', { status: 502, body: '<html>' }, { again: true }],
    [
      'a lacking permission',
      { status: 400, body: { code: 230027, msg: '' } },
      { again: true, retryAfterMs: 600_000 },
    ],
    ['a bot thrown out', { status: 400, body: { code: 230002, msg: '' } }, { again: false }],
    ['refused content', { status: 400, body: { code: 230022, msg: '' } }, { again: false }],
    ['an unknown refusal', { status: 400, body: { code: 239999, msg: '已完成3216人' } }, { again: false }],
  ])('tells what %s means', async (_, refusal, expected) => {
    server.refuse(/im\/v1\/messages/, refusal);
    const result = await messenger.send(PARCEL);
    expect(result).toMatchObject({ sent: false, ...expected });
    expect(JSON.stringify(result)).not.toMatch(/3216|t-1/);
  });

  it('waits when nobody is there', async () => {
    await server.stop();
    expect(await messenger.send(PARCEL)).toEqual({
      sent: false,
      again: true,
      reason: expect.stringMatching(/^not reachable: [A-Z_]+$/),
      retryAfterMs: null,
    });
  });

  it('sends nothing to what is no chat', async () => {
    const target = { ...PARCEL.target, chatId: '../bot' };
    expect(await messenger.send({ ...PARCEL, target })).toMatchObject({ sent: false, again: false });
  });
});

describe('the standing of Feishu', () => {
  it('is down with the reason while the credentials are wrong, and ready when they are right', async () => {
    const server = await startFeishuServer();
    const wrong = createFeishu(accountOf(server, { appSecret: 'wrong-secret' }), quietTools(), {
      waits: WAITS,
    });
    await wrong.start(async () => {});
    await until(() => wrong.state().status === 'down');
    expect(wrong.state().detail).toBe('the application secret is wrong (10014)');
    await wrong.stop();
    expect(wrong.state().status).toBe('stopped');
    await server.stop();
  });

  it('tries again after the platform refused the connection, and says with which code it did', async () => {
    const server = await startFeishuServer();
    const refused = { status: 200, body: { code: 514, msg: 'no', data: { URL: '', ClientConfig: {} } } };
    server.refuse(/ws\/endpoint/, refused);
    const log = collectLog();
    const messenger = createFeishu(accountOf(server), quietTools({ log }), { waits: WAITS });
    await messenger.start(async () => {});
    await ready(messenger);
    expect(log.lines.join()).toContain('the platform refused the connection (514)');
    await messenger.stop();
    await server.stop();
  });

  it('becomes ready when the platform comes up later', async () => {
    const { port, stop } = await startFeishuServer();
    await stop();
    const appId = 'cli_0123456789abcdef';
    const account = accountOf({ appId, appSecret: 'feishu-test-secret', url: `http://127.0.0.1:${port}` });
    const messenger = createFeishu(account, quietTools(), { waits: WAITS });
    await messenger.start(async () => {});
    await until(() => messenger.state().status === 'down');
    const server = await startFeishuServer({ port });
    await ready(messenger);
    await messenger.stop();
    await server.stop();
  });

  it('is down when the library is not installed', async () => {
    const account = accountOf({ appId: 'cli_0123456789abcdef', appSecret: 's', url: 'http://127.0.0.1:9' });
    const loadLibrary = () => Promise.reject(new Error('Cannot find package'));
    const messenger = createFeishu(account, quietTools(), { loadLibrary });
    await messenger.start(async () => {});
    await until(() => messenger.state().status === 'down');
    expect(messenger.state().detail).toBe('the package @larksuiteoapi/node-sdk is not installed');
    await messenger.stop();
  });
});
