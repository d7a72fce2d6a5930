import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keyboard, readPressed } from '../../src/adapters/telegram/buttons.ts';
import type { Parcel } from '../../src/domain/channel.ts';
import { openBot, parcel, type TestBot } from '../support/telegram-bot.ts';
import { BOT, GROUP, startTelegramServer, type TelegramServer } from '../support/telegram-server.ts';

let server: TelegramServer;
let bot: TestBot;

beforeEach(async () => {
  server = await startTelegramServer();
  bot = await openBot(server.url);
});
afterEach(async () => {
  await bot.messenger.stop();
  await server.stop();
});

const send = (changes: Parameters<typeof parcel>[0] = {}) => bot.messenger.send(parcel(changes));
const fieldsOf = (place: number) => server.sent.at(place)?.fields ?? {};
const PNG = Buffer.from('89504e470d0a1a0a', 'hex');

describe('a text', () => {
  it('goes out as it is, without markup, preview or anybody called', async () => {
    const text = '<b>停车位</b> *4600* [链接](https://example.org)';
    expect(await send({ text })).toEqual({ sent: true, messageId: String(server.sent[0]?.messageId) });
    expect(server.sent[0]).toMatchObject({ method: 'sendMessage', chatId: '7001', text });
    expect(fieldsOf(0)).toEqual({ chat_id: '7001', text, link_preview_options: { is_disabled: true } });
    await send({ text: '请 @zhangsan_1 联系 a@example.org 或李四@abcdef，@all、@张三' });
    expect(server.sent[1]?.text).toBe('请 ＠zhangsan_1 联系 a@example.org 或李四@abcdef，@all、@张三');
  });

  it('goes into the topic and points at the message that it answers', async () => {
    await send({ chatId: GROUP.id, thread: '42', quotes: '9:1700' });
    expect(fieldsOf(0)).toMatchObject({
      message_thread_id: 42,
      reply_parameters: { message_id: 9, allow_sending_without_reply: true },
    });
    await send({ quotes: 'cb:1' });
    expect(fieldsOf(1)).not.toHaveProperty('reply_parameters');
  });

  it('is refused for good when it is empty or too long, and when the chat is no chat', async () => {
    expect(await send({ text: ' ' })).toMatchObject({ again: false, reason: expect.stringMatching(/empty/) });
    expect(await send({ text: '长'.repeat(4097) })).toMatchObject({
      again: false,
      reason: expect.stringMatching(/too long/),
    });
    const target = { ...parcel().target, chatId: '../getMe' };
    expect(await bot.messenger.send({ ...parcel(), target })).toMatchObject({ sent: false, again: false });
    expect(server.sent).toEqual([]);
  });
});

describe('choices', () => {
  const choicesOf = (...labels: string[]) => labels.map((label) => ({ label, text: label }));

  it('are buttons: short ones two in a row, long ones one in a row and cut', async () => {
    await send({ choices: choicesOf('历下区', '章丘区', '市中区') });
    const row = (...texts: string[]) => texts.map((text) => expect.objectContaining({ text }));
    expect(fieldsOf(0).reply_markup).toEqual({ inline_keyboard: [row('历下区', '章丘区'), row('市中区')] });
    await send({ choices: choicesOf('老旧小区改造'.repeat(10), '', '甲') });
    const cut = `${'老旧小区改造'.repeat(8).slice(0, 47)}…`;
    expect(fieldsOf(1).reply_markup).toEqual({ inline_keyboard: [row(cut), row('2'), row('甲')] });
  });

  it('carry key and place within 64 bytes and give them back', () => {
    const key = fc.stringMatching(/^[!-~]{1,40}$/);
    fc.assert(
      fc.property(key, fc.integer({ min: 1, max: 100 }), (parcelKey, count) => {
        const choices = choicesOf(...Array.from({ length: count }, (_, index) => `第${index}`));
        const buttons = keyboard(parcelKey, choices)!.inline_keyboard.flat();
        const pressed = buttons.map((button) => ('callback_data' in button ? button.callback_data : ''));
        expect(pressed.every((data) => Buffer.byteLength(data) <= 64)).toBe(true);
        expect(pressed.map(readPressed)).toEqual(choices.map((_, index) => ({ parcelKey, index })));
      }),
    );
  });

  it('are left out when the key does not fit a button', async () => {
    expect(await send({ key: 'k'.repeat(80), choices: choicesOf('历下区') })).toMatchObject({ sent: true });
    expect(fieldsOf(0)).not.toHaveProperty('reply_markup');
  });
});

describe('an edit', () => {
  const first = async () => Number((await send()).sent && server.sent[0]?.messageId);

  it('changes the message in its place', async () => {
    const id = await first();
    expect(await send({ edits: String(id), text: '已处理' })).toEqual({ sent: true, messageId: String(id) });
    expect(server.sent.map((message) => message.text)).toEqual(['已处理']);
  });

  it('counts as sent when nothing changes', async () => {
    const id = await first();
    expect(await send({ edits: String(id) })).toEqual({ sent: true, messageId: String(id) });
    expect(server.sent).toHaveLength(1);
  });

  it('becomes a new message when the old one is gone or too old', async () => {
    expect(await send({ edits: '99999', text: '已处理' })).toMatchObject({ sent: true });
    const description = "Bad Request: message can't be edited";
    server.fail({ method: 'editMessageText', how: { kind: 'error', code: 400, description } });
    expect(await send({ edits: '1', text: '再处理' })).toMatchObject({ sent: true });
    expect(server.sent.map((message) => message.text)).toEqual(['已处理', '再处理']);
  });
});

describe('a file', () => {
  const chart = { name: '进度.png', kind: 'image', bytes: PNG } as const;
  const list = {
    name: '清单"; x=\r\n../台账.xlsx',
    kind: 'document',
    bytes: Buffer.from([0, 13, 10, 255]),
  } as const;

  it('goes out as a picture or a document with the text below', async () => {
    await send({ file: chart, quotes: '9' });
    expect(server.sent[0]).toMatchObject({ method: 'sendPhoto', text: parcel().text });
    expect(server.sent[0]?.file).toEqual({ name: '进度.png', bytes: PNG });
    expect(fieldsOf(0)).toMatchObject({ reply_parameters: { message_id: 9 } });
    await send({ file: list, text: '' });
    expect(server.sent[1]?.file).toEqual({ name: '清单__ x=__.._台账.xlsx', bytes: list.bytes });
    expect(server.sent[1]).toMatchObject({ method: 'sendDocument', text: '' });
  });

  it('is followed by a text that is too long for a caption', async () => {
    const text = '长'.repeat(1025);
    await send({ file: chart, text, choices: [{ label: '详情', text: '详情' }] });
    expect(server.sent.map((message) => message.text)).toEqual(['', text]);
    expect(fieldsOf(0)).not.toHaveProperty('reply_markup');
    expect(fieldsOf(1)).toHaveProperty('reply_markup');
  });

  it('goes as a document when Telegram does not take it for a picture', async () => {
    const description = 'Bad Request: PHOTO_INVALID_DIMENSIONS';
    server.fail({ method: 'sendPhoto', how: { kind: 'error', code: 400, description } });
    expect(await send({ file: chart })).toMatchObject({ sent: true });
    expect(server.sent.map((message) => message.method)).toEqual(['sendDocument']);
  });
});

describe('a failure', () => {
  it.each<[string, number, string, object]>([
    ['a pause is wanted', 429, 'Too Many Requests: retry after 7', { again: true, retryAfterMs: 7000 }],
    ['the server is broken', 502, 'Bad Gateway', { again: true, retryAfterMs: null }],
    ['the token was withdrawn', 401, 'Unauthorized', { again: true, retryAfterMs: 60_000 }],
    ['the bot was blocked', 403, 'Forbidden: bot was blocked by the user', { again: false }],
    ['the bot was thrown out', 403, 'Forbidden: bot was kicked from the group chat', { again: false }],
    ['the chat is gone', 400, 'Bad Request: chat not found', { again: false }],
    [
      'it may not write',
      400,
      'Bad Request: not enough rights to send text messages to the chat',
      { again: false },
    ],
    ['the topic is closed', 400, 'Bad Request: TOPIC_CLOSED', { again: false }],
  ])('says what is to be done when %s', async (_, code, description, expected) => {
    const parameters = code === 429 ? { retry_after: 7 } : {};
    server.fail({ method: 'sendMessage', how: { kind: 'error', code, description, parameters } });
    expect(await send()).toEqual({ sent: false, reason: `${code} ${description}`, ...expected });
    expect(await send()).toMatchObject({ sent: true });
  });

  it('is for later when the connection breaks, hangs or answers rubbish, and is never tried again within', async () => {
    const bodies = ['<html>Bad Gateway</html>', 'null', '{}', '[]', '{"ok":false}', ''];
    for (const body of bodies) {
      server.fail({ method: 'sendMessage', how: { kind: 'raw', status: 502, body } });
      expect(await send()).toMatchObject({ sent: false, again: true, retryAfterMs: null });
    }
    server.fail({ method: 'sendMessage', how: { kind: 'close', when: 'before' } });
    expect(await send()).toMatchObject({ sent: false, again: true, reason: 'unreachable: ECONNRESET' });
    server.fail({ method: 'sendMessage', how: { kind: 'hang' } });
    expect(await send()).toMatchObject({ sent: false, again: true, reason: 'no answer in time' });
    expect(server.calls).toHaveLength(bodies.length + 2);
    expect(server.sent).toEqual([]);
  });

  it('after the message was taken can only be repeated: both are there', async () => {
    server.fail({ method: 'sendMessage', how: { kind: 'close', when: 'after' } });
    expect(await send()).toMatchObject({ sent: false, again: true });
    expect(await send()).toMatchObject({ sent: true });
    expect(server.sent).toHaveLength(2);
  });

  it('without a message id in the answer is none', async () => {
    server.fail({
      method: 'sendMessage',
      how: { kind: 'raw', status: 200, body: '{"ok":true,"result":true}' },
    });
    expect(await send()).toEqual({ sent: true, messageId: null });
  });

  it('never tells token or text', async () => {
    await server.down();
    const result = await send();
    expect(result).toEqual({
      sent: false,
      again: true,
      reason: 'unreachable: ECONNREFUSED',
      retryAfterMs: null,
    });
    const description = `Bad Request: ${BOT.token} 两癌检查`;
    await server.up();
    server.fail({ how: { kind: 'error', code: 400, description } });
    expect(await send()).toMatchObject({ reason: '400 Bad Request:  ' });
  });
});

describe('a group that became a supergroup', () => {
  const migrated = {
    code: 400,
    description: 'Bad Request: group chat was upgraded to a supergroup chat',
    parameters: { migrate_to_chat_id: -100777 },
  };
  const toOld = (changes: Partial<Parcel> = {}) =>
    send({ chatId: -555, thread: '3', quotes: '8', ...changes });

  it('gets its messages under its new id, without pointing at old messages', async () => {
    server.refuse(-555, migrated);
    expect(await toOld()).toMatchObject({ sent: true });
    expect(server.sent.map((message) => message.chatId)).toEqual(['-100777']);
    expect(fieldsOf(0)).not.toHaveProperty('reply_parameters');
    expect(fieldsOf(0)).not.toHaveProperty('message_thread_id');
    expect(await toOld({ edits: '5' })).toMatchObject({ sent: true });
  });

  it('is followed only once', async () => {
    server.refuse(-555, migrated);
    server.refuse(-100777, migrated);
    expect(await toOld()).toMatchObject({ sent: false, again: false });
  });
});

describe('fetching a file', () => {
  const fetchFile = (ref: string, maxBytes = 1000) => bot.messenger.fetchFile!(ref, maxBytes);
  const bytes = Buffer.from('台账');

  it('gives its bytes', async () => {
    expect(await fetchFile(server.addFile(bytes, { path: 'documents/台 账#1.xlsx' }))).toEqual(bytes);
    expect(await fetchFile(server.addFile(bytes, { size: null }))).toEqual(bytes);
  });

  it.each<[string, () => string, RegExp]>([
    ['is said to be over the limit', () => server.addFile(Buffer.alloc(1001)), /文件太大/],
    [
      'is over the limit without saying so',
      () => server.addFile(Buffer.alloc(200_000), { size: null }),
      /文件太大/,
    ],
    ['is over what Telegram gives to bots', () => server.addFile(bytes, { size: 21 * 1024 * 1024 }), /20 MB/],
    ['is gone', () => 'file-99', /重新发送/],
    ['leads elsewhere', () => server.addFile(bytes, { path: 'a/../../x' }), /重新发送/],
    ['lies on the disk of the server', () => server.addFile(bytes, { path: '/var/lib/x' }), /--local/],
  ])('refuses one that %s', async (_, add, message) => {
    await expect(fetchFile(add())).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringMatching(message),
    });
  });

  it('says that Telegram is out of reach, without the token', async () => {
    const ref = server.addFile(bytes);
    await server.down();
    const error = await fetchFile(ref).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'InputError', message: expect.stringMatching(/连不上/) });
    expect(String((error as Error).stack)).not.toContain(BOT.token);
  });
});

it('shows that it is typing, in the topic, and does not mind when that fails', async () => {
  bot.messenger.showTyping!(parcel({ chatId: GROUP.id, thread: '42' }).target);
  await bot.messenger.send(parcel());
  expect(server.calls.find((call) => call.method === 'sendChatAction')?.fields).toEqual({
    chat_id: String(GROUP.id),
    action: 'typing',
    message_thread_id: 42,
  });
  await server.down();
  bot.messenger.showTyping!(parcel().target);
  await bot.messenger.send(parcel());
});
