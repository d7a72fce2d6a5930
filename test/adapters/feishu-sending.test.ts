import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFeishu } from '../../src/adapters/feishu/messenger.ts';
import type { Messenger } from '../../src/domain/channel.ts';
import { collectLog, quietTools } from '../support/channel-tools.ts';
import { accountOf, PARCEL, ready, WAITS } from '../support/feishu-client.ts';
import { shownOf } from '../support/feishu-messages.ts';
import { type FeishuServer, startFeishuServer } from '../support/feishu-server.ts';
import { until } from '../support/until.ts';

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
