import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBot, createMessengers, diagnose } from '../../src/adapters/wecom/bot.ts';
import { BOT_PAUSES, createBotConnection } from '../../src/adapters/wecom/bot-connection.ts';
import type { Messenger } from '../../src/domain/channel.ts';
import type { IncomingMessage } from '../../src/domain/message.ts';
import { until } from '../support/until.ts';
import { startWecomBotServer, type WecomBotServer } from '../support/wecom-bot-server.ts';
import { parcelOf, startAnswering, testTools } from '../support/wecom-harness.ts';
import { runAdapterContract } from './contract.ts';

const CREDENTIALS = { botId: 'aib-test-bot', secret: 'a-secret-of-the-bot' };
const PAUSES = {
  ...BOT_PAUSES,
  answerMs: 150,
  reconnectMs: 20,
  heartbeatMs: 40,
  setbackMs: [60, 120],
} as const;
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

function makeBot(server: WecomBotServer, tools = testTools(), changes: object = {}): Messenger {
  const settings = {
    ...CREDENTIALS,
    wsUrl: server.url,
    botName: '',
    highestRole: 'operator' as const,
    ...changes,
  };
  return createBot(settings, tools, PAUSES);
}

runAdapterContract({
  platform: 'wecom-bot',
  neverRedelivers: null,
  async open(handle) {
    const server = await startWecomBotServer(CREDENTIALS);
    const answering = await startAnswering(makeBot(server), handle);
    await until(server.isSubscribed);
    const show = async (act: () => unknown) => {
      const from = server.shown.length;
      await answering.settled(act);
      const fresh = server.shown.slice(from);
      return fresh
        .map(({ text, buttons }) => [text, ...buttons.map((button) => button.text)].join('\n'))
        .join('\n');
    };
    return {
      adapter: {
        async stop() {
          await answering.stop();
          await server.stop();
        },
      },
      say: (text, id) => show(() => server.say({ id, from: 'zhangsan', text })),
      choose: (index) => show(() => server.press('zhangsan', index)),
    };
  },
});

describe('the smart bot', () => {
  let server: WecomBotServer;
  let tools: ReturnType<typeof testTools>;
  let bot: Messenger;
  let heard: IncomingMessage[];
  const begin = async (changes: object = {}) => {
    bot = makeBot(server, tools, changes);
    await bot.start(async (message) => {
      heard.push(message);
    });
  };
  const ready = () => until(() => bot.state().status === 'ready');
  const hear = async (count: number) => {
    await until(() => heard.length >= count);
    return heard.at(-1)!;
  };

  beforeEach(async () => {
    heard = [];
    tools = testTools();
    server = await startWecomBotServer(CREDENTIALS);
  });
  afterEach(async () => {
    await bot?.stop();
    await server.stop();
  });

  describe('hears', () => {
    beforeEach(async () => {
      await begin();
      await ready();
    });

    it('a mention in a group without the mention, in the chat of the group', async () => {
      server.say({ id: 'g-1', from: 'lisi', group: 'wrGroup', text: '两癌检查完成了多少' });
      expect(await hear(1)).toMatchObject({
        id: 'g-1',
        chatId: 'wrGroup',
        chatKind: 'group',
        personId: 'lisi',
        text: '两癌检查完成了多少',
        addressed: true,
      });
    });

    it('voices as the text that the platform made of them', async () => {
      const voice = { msgid: 'v-1', chattype: 'single', from: { userid: 'lisi' }, msgtype: 'voice' };
      server.deliver({ ...voice, voice: { content: '停车位建好了吗' } });
      expect(await hear(1)).toMatchObject({ text: '停车位建好了吗' });
    });

    it('texts and pictures of a mixed message, and the file that it quotes', async () => {
      const file = server.addFile(PNG);
      const items = [
        { msgtype: 'text', text: { content: '导入这两个' } },
        { msgtype: 'image', image: file },
      ];
      const quote = { msgtype: 'file', file: server.addFile(Buffer.from('表格')) };
      const base = { msgid: 'x-1', chattype: 'single', from: { userid: 'lisi' }, msgtype: 'mixed' };
      server.deliver({ ...base, mixed: { msg_item: items }, quote });
      const { text, attachments = [] } = await hear(1);
      expect(text).toBe('导入这两个');
      expect(attachments.map(({ kind }) => kind)).toEqual(['image', 'document']);
      expect(Buffer.from(await bot.fetchFile!(attachments[0]!.ref, 1000))).toEqual(PNG);
    });

    it('the words that are quoted, of whomever', async () => {
      const base = {
        chattype: 'single',
        from: { userid: 'lisi' },
        msgtype: 'text',
        text: { content: '谁负责' },
      };
      const text = { msgtype: 'text', text: { content: '停车位建了多少' } };
      server.deliver({ ...base, msgid: 'q-1', quote: text });
      expect(await hear(1)).toMatchObject({
        text: '谁负责',
        quoted: { text: '停车位建了多少', mine: false },
      });
      server.deliver({
        ...base,
        msgid: 'q-2',
        quote: { msgtype: 'mixed', mixed: { msg_item: [text, text] } },
      });
      expect(await hear(2)).toMatchObject({ quoted: { text: '停车位建了多少\n停车位建了多少' } });
    });

    it('nothing of what people do besides: entering, feedback, videos, frames without a sender', async () => {
      const from = { userid: 'lisi' };
      const event = (eventtype: string) => ({
        msgid: eventtype,
        from,
        msgtype: 'event',
        event: { eventtype },
      });
      server.deliverEvent(event('enter_chat'));
      server.deliverEvent(event('feedback_event'));
      server.deliver({ msgid: 'v', chattype: 'single', from, msgtype: 'video', video: { url: 'http://x' } });
      server.deliver({ msgid: 'n', chattype: 'single', msgtype: 'text', text: { content: '谁' } });
      server.deliver({ chattype: 'group', from, msgtype: 'text', text: null });
      for (const raw of ['', 'null', '[]', '{"cmd":7}', '{"cmd":"aibot_msg_callback"}', '\u0000{']) {
        server.sendRaw(raw);
      }
      server.say({ id: 'm-1', from: 'lisi', text: '还在吗' });
      expect(await hear(1)).toMatchObject({ id: 'm-1' });
      expect(heard).toHaveLength(1);
    });
  });

  it('takes exactly its own name out of a group message when it knows it', async () => {
    await begin({ botName: '民生 助手' });
    await ready();
    const message = { msgid: 'g-2', chattype: 'group', chatid: 'wrGroup', from: { userid: 'lisi' } };
    server.deliver({ ...message, msgtype: 'text', text: { content: '请看 @民生 助手 @王五 负责的项目' } });
    expect((await hear(1)).text).toBe('请看   @王五 负责的项目');
  });

  it('refuses a file over the limit, one that is gone, and a reference that it did not make', async () => {
    await begin();
    const { url, aeskey } = server.addFile(Buffer.alloc(5000, 7));
    const ref = JSON.stringify({ url, key: aeskey });
    await expect(bot.fetchFile!(ref, 1000)).rejects.toThrow('附件：文件太大');
    await expect(bot.fetchFile!(JSON.stringify({ url: `${url}x`, key: aeskey }), 9000)).rejects.toThrow(
      '重新发送',
    );
    await expect(bot.fetchFile!(JSON.stringify({ url, key: 'AAAA' }), 9000)).rejects.toThrow('重新发送');
    await expect(bot.fetchFile!('file:///etc/passwd', 9000)).rejects.toThrow('重新发送');
  });

  describe('says', () => {
    const asked = async (group?: string) => {
      await begin();
      await ready();
      server.say({ id: 'm-1', from: 'lisi', text: '问', ...(group ? { group } : {}) });
      const { replyContext = {}, chatId, chatKind } = await hear(1);
      const target = { platform: 'wecom-bot', account: CREDENTIALS.botId, chatId, chatKind, thread: null };
      return parcelOf('wecom-bot', { kind: 'reply', replyContext, target, text: '答' });
    };

    it('an answer as a reply to the message, and the same answer again in its place', async () => {
      const parcel = await asked();
      expect(await bot.send(parcel)).toEqual({ sent: true, messageId: null });
      await bot.send(parcel);
      expect(server.shown).toMatchObject([{ chatId: 'lisi', how: 'reply', text: '答' }]);
    });

    it('a late answer and one over another connection as a push that names the person in a group', async () => {
      const parcel = { ...(await asked('wrGroup')), addressee: { id: 'lisi', name: null } };
      const late = { ...parcel.replyContext, receivedAt: String(Date.now() - 600_000) };
      await bot.send({ ...parcel, key: 'late', replyContext: late });
      server.drop();
      await until(() => bot.state().status === 'down');
      expect(await bot.send(parcel)).toMatchObject({ sent: false, again: true, reason: 'not connected' });
      await ready();
      await bot.send(parcel);
      expect(server.shown).toMatchObject([
        { chatId: 'wrGroup', how: 'push', text: '<@lisi> 答' },
        { chatId: 'wrGroup', how: 'push', text: '<@lisi> 答' },
      ]);
    });

    it('an answer that the platform no longer takes as a reply as a push', async () => {
      const parcel = await asked();
      server.mood.refusals.push({ cmd: 'aibot_respond_msg', errcode: 846608, times: 1 });
      expect(await bot.send(parcel)).toMatchObject({ sent: true });
      expect(server.shown).toMatchObject([{ how: 'push', text: '答' }]);
    });

    it('nothing while it is too fast, and says when to come again', async () => {
      const parcel = await asked();
      server.mood.refusals.push({ cmd: 'aibot_respond_msg', errcode: 846607, times: 1 });
      expect(await bot.send(parcel)).toMatchObject({ sent: false, again: true, retryAfterMs: 60_000 });
      expect(server.shown).toEqual([]);
    });

    it('a message again when nobody confirms it', { timeout: 15_000 }, async () => {
      const parcel = await asked();
      server.mood.acknowledged = false;
      expect(await bot.send(parcel)).toMatchObject({
        sent: false,
        again: true,
        reason: expect.stringContaining('ack timeout'),
      });
    });

    it('never again to a chat that does not exist', async () => {
      await begin();
      await ready();
      const result = await bot.send(parcelOf('wecom-bot', { chatId: 'nobody', text: '通报' }));
      expect(result).toMatchObject({ sent: false, again: false, reason: expect.stringContaining('93006') });
    });

    it('short questions in the card itself, long ones before it, many choices in several cards', async () => {
      const parcel = await asked();
      const choices = ['甲区', '乙区'].map((label) => ({ label, text: label }));
      await bot.send({ ...parcel, key: 'a', text: '哪个区？', choices });
      await bot.send({ ...parcel, key: 'b', text: '长'.repeat(200), choices });
      const many = Array.from({ length: 7 }, (_, index) => ({ label: `第${index}区`, text: '' }));
      await bot.send({ ...parcel, key: 'c', text: '哪个区？', choices: many });
      expect(server.shown.map(({ kind }) => kind)).toEqual(['card', 'text', 'card', 'card', 'card']);
      expect(server.shown[0]).toMatchObject({
        text: '请选择\n哪个区？',
        buttons: [{ text: '甲区' }, { text: '乙区' }],
      });
      server.press('lisi', 0);
      expect((await hear(2)).choice).toEqual({ parcelKey: 'c', index: 6 });
    });

    it('pictures and documents, and goes on where a message broke off', async () => {
      const parcel = await asked();
      const file = { name: '../情况|通报.xlsx', kind: 'document' as const, bytes: Buffer.alloc(700_000, 1) };
      server.mood.refusals.push({ cmd: 'aibot_upload_media_init', errcode: -1, times: 1 });
      expect(await bot.send({ ...parcel, file })).toMatchObject({ sent: false, again: true });
      expect(await bot.send({ ...parcel, file })).toMatchObject({ sent: true });
      await bot.send({ ...parcel, key: 'p', text: '', file: { name: 'a.png', kind: 'image', bytes: PNG } });
      expect(server.shown.map(({ kind, text, bytes }) => [kind, text, bytes])).toEqual([
        ['text', '答', 3],
        ['file', expect.stringMatching(/^[^/\\|]+情况_通报\.xlsx$/), 700_000],
        ['image', 'a.png', PNG.byteLength],
      ]);
    });

    it('nothing of a document as a mention, a link or markup', async () => {
      const parcel = await asked();
      await bot.send({
        ...parcel,
        text: '# <@all> 见[这里](http://evil.cn) <font color="red">**3.5**万</font> www.a.com',
      });
      const text = server.shown[0]?.text ?? '';
      expect(text).not.toMatch(/[<>[\]*#@]|:\/\/|a\.com/);
      expect(text.normalize('NFKC')).toContain('<@all> 见[这里](http://evil.cn)');
    });
  });

  describe('keeps its connection', () => {
    it('after it was cut, and when heartbeats stay unanswered', async () => {
      await begin();
      await ready();
      server.drop();
      await until(() => server.attempts.length === 2);
      await ready();
      server.mood.pongs = false;
      await until(() => server.attempts.length >= 3);
    });

    it('when the platform says nothing to a subscription', async () => {
      server.mood.subscriptions = 'unanswered';
      await begin();
      await until(() => bot.state().detail === 'no answer to the subscription');
      server.mood.subscriptions = 'accepted';
      await ready();
    });

    it('when the platform has forgotten the subscription', async () => {
      await begin();
      await ready();
      server.mood.refusals.push({ cmd: 'aibot_send_msg', errcode: 846609, times: 1 });
      expect(await bot.send(parcelOf('wecom-bot', { text: '通报' }))).toMatchObject({
        sent: false,
        again: true,
      });
      await until(() => server.attempts.length === 2);
      await ready();
    });

    it('from a server that is not there yet', async () => {
      const { url } = server;
      await server.stop();
      await begin({ wsUrl: url });
      await until(() => bot.state().detail === 'unreachable: ECONNREFUSED');
      server = await startWecomBotServer({ ...CREDENTIALS, port: Number(new URL(url).port) });
      await ready();
    });

    it('but says which package is missing when it is', async () => {
      const missing = () => Promise.reject(new Error('Cannot find package'));
      const { log, now } = tools;
      const options = { ...CREDENTIALS, wsUrl: server.url, log, now, pauses: PAUSES, onFrame: () => {} };
      const connection = createBotConnection({ ...options, loadSdk: missing });
      connection.open();
      await until(() => connection.state().status === 'down');
      expect(connection.state().detail).toContain('@wecom/aibot-node-sdk');
      connection.close();
    });

    it('but knocks slowly when it is refused, with the reason and without the secret', async () => {
      await begin({ secret: 'a-wrong-secret' });
      await until(() => bot.state().status === 'down');
      expect(bot.state().detail).toMatch(
        /subscription refused \(Authentication failed.*853000.*next attempt in 1 s/,
      );
      await until(() => server.attempts.length === 3);
      expect(tools.lines.join('\n')).not.toContain('a-wrong-secret');
    });

    it('but waits when another connection of the bot took over', async () => {
      await begin();
      await ready();
      server.kick();
      await until(() => bot.state().status === 'down');
      expect(bot.state().detail).toContain('another connection of the same bot took over');
      await ready();
      expect(server.attempts).toHaveLength(2);
    });
  });

  it('reports a message that could not be stored, without its words, and lives on', async () => {
    bot = makeBot(server, tools);
    await bot.start(() => Promise.reject(new Error('disk full')));
    await ready();
    server.say({ id: 'm-1', from: 'lisi', text: '机密' });
    await until(() => tools.lines.some((line) => line.includes('could not be stored')));
    expect(tools.lines.join('\n')).not.toMatch(/机密|lisi/);
    expect(bot.state().status).toBe('ready');
  });

  it('waits for what it is sending when it is stopped, and then says that it is stopped', async () => {
    await begin();
    await ready();
    server.chats.add('zhangsan');
    const sending = bot.send(parcelOf('wecom-bot', { text: '通报' }));
    await bot.stop();
    expect(await sending).toMatchObject({ sent: true });
    expect(bot.state().status).toBe('stopped');
    await bot.stop();
  });
});

describe('settings of the smart bot', () => {
  const settings = (changes: object) => ({
    MINSHENG_WECOM_BOT_ID: CREDENTIALS.botId,
    MINSHENG_WECOM_BOT_SECRET: CREDENTIALS.secret,
    ...changes,
  });

  it('are refused all at once, without repeating secrets', () => {
    const wrong = { MINSHENG_WECOM_BOT_SECRET: 'kurz', MINSHENG_WECOM_BOT_WS_URL: 'ws://example.org' };
    const make = () => createMessengers({ ...wrong, MINSHENG_WECOM_BOT_HIGHEST_ROLE: 'king' }, testTools());
    expect(make).toThrow(/BOT_ID：没有设置[\s\S]*BOT_SECRET：现有 4 个字符[\s\S]*WS_URL[\s\S]*HIGHEST_ROLE/);
    expect(make).not.toThrow(/kurz/);
  });

  it('set the highest class of reader', () => {
    const [bot] = createMessengers(settings({ MINSHENG_WECOM_BOT_HIGHEST_ROLE: 'staff' }), testTools());
    expect(bot?.capabilities).toMatchObject({ highestRole: 'staff', identifies: true });
  });

  it('are tried by subscribing once', async () => {
    const server = await startWecomBotServer(CREDENTIALS);
    const url = { MINSHENG_WECOM_BOT_WS_URL: server.url };
    const good = await diagnose(settings(url), testTools());
    const bad = await diagnose(
      settings({ ...url, MINSHENG_WECOM_BOT_SECRET: 'another-secret' }),
      testTools(),
    );
    await server.stop();
    const unset = await diagnose({}, testTools());
    expect([good, bad, unset].map((found) => found[0]?.level)).toEqual(['ok', 'fail', 'fail']);
    expect(bad[0]).toMatchObject({
      what: expect.stringContaining('853000'),
      fix: expect.stringMatching(/\S/),
    });
  });
});
