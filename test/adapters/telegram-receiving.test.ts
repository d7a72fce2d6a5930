import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readUpdate } from '../../src/adapters/telegram/incoming.ts';
import { UPDATE } from '../../src/adapters/telegram/shape.ts';
import type { IncomingMessage } from '../../src/domain/message.ts';
import { openBot, parcel, type TestBot } from '../support/telegram-bot.ts';
import {
  BOT,
  GROUP,
  PERSON,
  type Saying,
  startTelegramServer,
  type TelegramServer,
} from '../support/telegram-server.ts';
import { until } from '../support/until.ts';

const SELF = { id: Number(BOT.token.split(':')[0]), username: BOT.username };
const BOT_USER = { id: SELF.id, is_bot: true, first_name: '民生实事' };
const OTHER_BOT = { id: 99, is_bot: true, first_name: '别的机器人' };

let server: TelegramServer;
let bot: TestBot;
let heard: IncomingMessage[];

beforeEach(async () => {
  server = await startTelegramServer();
  bot = await openBot(server.url);
  heard = [];
  await bot.messenger.start(async (message) => void heard.push(message));
});
afterEach(async () => {
  await bot.messenger.stop();
  await server.stop();
});

/** What the bot hears of what was said; a mark sent after it tells that there is nothing more to come. */
async function hear(saying: Saying): Promise<IncomingMessage[]> {
  const before = heard.length;
  server.say(saying);
  server.say({ text: '完' });
  await until(() => heard.at(-1)?.text === '完');
  return heard.splice(before).slice(0, -1);
}

const inGroup = (saying: Saying): Saying => ({ chat: GROUP, ...saying });

describe('a private chat', () => {
  it('is always meant for the bot, with person, chat and account', async () => {
    expect(await hear({ text: '两癌检查完成了多少', message_id: 5 })).toEqual([
      {
        platform: 'telegram',
        account: String(SELF.id),
        id: '5',
        chatId: '7001',
        chatKind: 'private',
        personId: '7001',
        personName: '张 三',
        text: '两癌检查完成了多少',
        addressed: true,
      },
    ]);
  });

  it.each([
    ['/start', '你好'],
    ['/help', '帮助'],
    ['/HELP@Minsheng_Bot', '帮助'],
    ['/cancel', '取消'],
    ['/more', '更多'],
    ['/id', '我是谁'],
    ['/digest 历下区', '日报 历下区'],
    ['/start k7Qm-2x_9', '绑定 k7Qm-2x_9'],
    ['/bind 384 221', '绑定 384 221'],
    ['/ask 停车位建了多少', '停车位建了多少'],
    ['/constructor 停车位', '停车位'],
    ['/nothing', '帮助'],
    ['/usr/bin 是什么', '/usr/bin 是什么'],
  ])('turns %s into %s', async (text, meaning) => {
    expect((await hear({ text })).map((message) => message.text)).toEqual([meaning]);
  });

  it('says nothing about stickers, places, joins, pins and empty texts', async () => {
    const silent: Saying[] = [
      { sticker: { file_id: 's1', emoji: '👍' } },
      { location: { latitude: 36.6, longitude: 117 } },
      { new_chat_members: [PERSON] },
      { pinned_message: { message_id: 4 } },
      { migrate_to_chat_id: -100777 },
      { text: '' },
      { text: ' \n' },
    ];
    for (const saying of silent) expect(await hear(saying)).toEqual([]);
  });
});

describe('a group', () => {
  const heardIn = async (saying: Saying) =>
    (await hear(inGroup(saying))).map(({ text, addressed }) => ({ text, addressed }));

  it('passes on what is not meant for the bot as such', async () => {
    expect(await heardIn({ text: '今天开会' })).toEqual([{ text: '今天开会', addressed: false }]);
  });

  it.each([
    ['@minsheng_bot 停车位建了多少', '停车位建了多少'],
    ['停车位建了多少 @Minsheng_Bot', '停车位建了多少'],
    ['👨‍👩‍👧‍👦🏳️‍🌈 @minsheng_bot，停车位建了多少', '👨‍👩‍👧‍👦🏳️‍🌈 ，停车位建了多少'],
    ['@minsheng_bot：停车位', '停车位'],
    ['@minsheng_bot /help', '帮助'],
    ['@minsheng_bot', '你好'],
    ['😀 @minsheng_bot 停车位 @minsheng_bot 建了多少', '😀 停车位 建了多少'],
  ])('hears its name in %s', async (text, words) => {
    expect(await heardIn({ text })).toEqual([{ text: words, addressed: true }]);
  });

  it('is not called by the name of another, by a longer name or inside an address', async () => {
    for (const text of ['@other_bot 停车位', '@minsheng_bot2 停车位', 'me@minsheng_bot 停车位']) {
      expect(await heardIn({ text })).toEqual([{ text, addressed: false }]);
    }
  });

  it('is called by a mention without a user name', async () => {
    const text = '😀民生实事 停车位';
    const entities = [{ type: 'text_mention', offset: 2, length: 4, user: BOT_USER }];
    expect(await heardIn({ text, entities })).toEqual([{ text: '😀 停车位', addressed: true }]);
  });

  it('is called by a mention in a caption', async () => {
    const photo = [{ file_id: 'p1', width: 90, height: 90 }];
    expect(await heardIn({ caption: '@minsheng_bot 这是哪里', photo })).toEqual([
      { text: '这是哪里', addressed: true },
    ]);
  });

  it('is called by a reply to the bot, not by a reply to somebody else', async () => {
    const replyTo = (from: object) => ({ text: '详情', reply_to_message: { message_id: 3, from } });
    expect(await heardIn(replyTo(BOT_USER))).toEqual([{ text: '详情', addressed: true }]);
    expect(await heardIn(replyTo(PERSON))).toEqual([{ text: '详情', addressed: false }]);
  });

  it('quotes what a message replies to, the picked part of it first, and says whether the bot said it', async () => {
    const quotedIn = async (saying: Saying) => (await hear(inGroup(saying))).map(({ quoted }) => quoted);
    const replyTo = (from: object, more: object) => ({
      text: '@minsheng_bot 这个呢',
      reply_to_message: { message_id: 3, from, ...more },
    });
    expect(await quotedIn(replyTo(PERSON, { text: '停车位建了多少' }))).toEqual([
      { text: '停车位建了多少', mine: false },
    ]);
    expect(await quotedIn(replyTo(BOT_USER, { caption: '第2项' }))).toEqual([{ text: '第2项', mine: true }]);
    expect(await quotedIn(replyTo(PERSON, {}))).toEqual([undefined]);
    const picked = { ...replyTo(BOT_USER, { text: '一\n二' }), quote: { text: '二' } };
    expect(await quotedIn(picked)).toEqual([{ text: '二', mine: true }]);
  });

  it('hears a mention without a word as a question where it quotes one', async () => {
    const reply_to_message = { message_id: 3, from: PERSON, text: '停车位建了多少' };
    const [message] = await hear(inGroup({ text: '@minsheng_bot', reply_to_message }));
    expect(message).toMatchObject({ text: '', addressed: true, quoted: { text: '停车位建了多少' } });
  });

  it('takes its own commands, leaves those of other bots, and unknown ones that name nobody', async () => {
    expect(await heardIn({ text: '/help' })).toEqual([{ text: '帮助', addressed: true }]);
    expect(await heardIn({ text: '/ask@minsheng_bot 停车位' })).toEqual([
      { text: '停车位', addressed: true },
    ]);
    expect(await heardIn({ text: '/help@other_bot' })).toEqual([]);
    expect(await heardIn({ text: '/roll 6' })).toEqual([{ text: '/roll 6', addressed: false }]);
  });

  it('keeps the topic, and takes no message of a topic for a reply to the bot that opened it', async () => {
    const topic = {
      message_thread_id: 42,
      is_topic_message: true,
      reply_to_message: { message_id: 42, from: BOT_USER, forum_topic_created: { name: '进度' } },
    };
    const [message] = await hear(inGroup({ text: '今天开会', ...topic }));
    expect(message).toMatchObject({ thread: '42', addressed: false, chatKind: 'group' });
    expect(message).not.toHaveProperty('quoted');
    const [reply] = await hear(inGroup({ text: '今天开会', message_thread_id: 42 }));
    expect(reply).not.toHaveProperty('thread');
  });

  it('knows an anonymous administrator only as the chat', async () => {
    const from = { id: 1087968824, is_bot: true, first_name: 'Group' };
    const [message] = await hear(inGroup({ text: '/help', from, sender_chat: GROUP }));
    expect(message).toMatchObject({ personId: `chat:${GROUP.id}`, personName: GROUP.title });
    expect(message).not.toHaveProperty('fromBot');
  });

  it('leaves posts of channels, also those that are forwarded into their group', async () => {
    const channel = { id: -1009, type: 'channel', title: '频道' };
    server.push({ channel_post: { message_id: 1, chat: channel, text: '公告' } });
    expect(await hear({ text: '公告', chat: channel, sender_chat: channel })).toEqual([]);
    expect(await hear(inGroup({ text: '公告', sender_chat: channel, is_automatic_forward: true }))).toEqual(
      [],
    );
  });
});

describe('programs', () => {
  it.each<[string, Saying]>([
    ['a bot', { from: OTHER_BOT, chat: GROUP }],
    ['a person through a bot', { via_bot: OTHER_BOT }],
    ['a bot, forwarded by a person', { forward_origin: { type: 'user', sender_user: OTHER_BOT } }],
  ])('are marked when the words are those of %s', async (_, saying) => {
    expect(await hear({ text: '停车位', ...saying })).toMatchObject([{ fromBot: true }]);
  });

  it('are not suspected behind a forwarded message of a person', async () => {
    const [message] = await hear({ text: '停车位', forward_origin: { type: 'user', sender_user: PERSON } });
    expect(message).not.toHaveProperty('fromBot');
  });
});

describe('edits, files and buttons', () => {
  it('gives an edited message a new id that names the old one', async () => {
    const message = {
      message_id: 9,
      chat: { id: 7001, type: 'private' },
      from: PERSON,
      text: '历下区停车位',
    };
    server.push({ edited_message: { ...message, edit_date: 1700 } });
    await until(() => heard.length === 1);
    expect(heard[0]).toMatchObject({ id: '9:1700', editOf: '9', text: '历下区停车位' });
  });

  it('hands over a document with its name and size and a photo in its largest size', async () => {
    const document = { file_id: 'd1', file_name: '台账.xlsx', file_size: 2048 };
    expect(await hear({ caption: '三季度', document })).toMatchObject([
      { text: '三季度', attachments: [{ kind: 'document', name: '台账.xlsx', size: 2048, ref: 'd1' }] },
    ]);
    const photo = [
      { file_id: 'small', width: 90, height: 60 },
      { file_id: 'large', width: 1280, height: 853, file_size: 90_000 },
      { file_id: 'middle', width: 320, height: 213 },
    ];
    expect(await hear({ photo })).toMatchObject([
      { text: '', attachments: [{ kind: 'image', name: '', size: 90_000, ref: 'large' }] },
    ]);
    expect(await hear({ document, animation: { file_id: 'd1' } })).toEqual([]);
  });

  it('turns a pressed button into its parcel and place, answered at once', async () => {
    const choices = [
      { label: '历下区', text: '历下区停车位' },
      { label: '章丘区', text: '章丘区停车位' },
    ];
    const result = await bot.messenger.send(parcel({ chatId: GROUP.id, thread: '42', key: 'k-1', choices }));
    const messageId = Number(result.sent && result.messageId);
    server.press(messageId, 1);
    await until(
      () => heard.length === 1 && server.calls.some((call) => call.method === 'answerCallbackQuery'),
    );
    expect(heard[0]).toMatchObject({
      id: expect.stringMatching(/^cb:\d+$/),
      chatId: String(GROUP.id),
      thread: '42',
      personId: '7001',
      text: '',
      addressed: true,
      choice: { parcelKey: 'k-1', index: 1 },
    });
    const { id, replyContext = {} } = heard[0]!;
    await bot.messenger.send(parcel({ chatId: GROUP.id, quotes: id, replyContext }));
    expect(server.sent.at(-1)?.fields.reply_parameters).toMatchObject({ message_id: messageId });
  });

  it('answers a press of a foreign button without handing it on', async () => {
    const message = { message_id: 3, chat: GROUP };
    server.push({ callback_query: { id: '77', from: PERSON, data: 'vote:1', message } });
    server.push({ callback_query: { id: '78', from: PERSON, data: 'b:k:0' } });
    await until(() => server.calls.filter((call) => call.method === 'answerCallbackQuery').length === 2);
    expect(heard).toEqual([]);
  });
});

describe('rubbish', () => {
  it('is skipped without losing what stands around it', async () => {
    server.push({ message: { message_id: 'x', chat: null } });
    server.push({ message: [] });
    server.push({ callback_query: { id: 5 } });
    server.push({ my_chat_member: { chat: GROUP } });
    server.say({ text: '停车位' });
    await until(() => heard.length === 1 && server.pending().length === 0);
    expect(bot.log.lines.join('\n')).toContain('an update could not be read');
    expect(bot.messenger.state().status).toBe('ready');
  });

  it('never throws, and only whole characters come out', () => {
    const entity = fc.record({
      type: fc.constantFrom('mention', 'text_mention', 'bot_command'),
      offset: fc.nat(40),
      length: fc.nat(40),
      user: fc.constant(BOT_USER),
    });
    const text = fc.string({
      unit: fc.constantFrom('\ud83d', '停', '@', '/', 'a', ' ', '😀', '@minsheng_bot'),
    });
    fc.assert(
      fc.property(
        text,
        fc.array(entity, { maxLength: 4 }),
        fc.constantFrom(GROUP.type, 'private'),
        (words, entities, type) => {
          const message = { message_id: 1, chat: { id: 5, type }, from: PERSON, text: words, entities };
          const read = readUpdate(UPDATE.parse({ update_id: 1, message }), SELF);
          expect(read?.text.isWellFormed() ?? true).toBe(true);
        },
      ),
    );
  });
});
