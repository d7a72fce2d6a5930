import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compose } from '../../src/adapters/wechat/compose.ts';
import { diagnoseWechat } from '../../src/adapters/wechat/diagnose.ts';
import { FAULTS, faultOf } from '../../src/adapters/wechat/faults.ts';
import { createWechatMessenger } from '../../src/adapters/wechat/messenger.ts';
import type { Heard } from '../../src/adapters/wechat/protocol.ts';
import { readSettings } from '../../src/adapters/wechat/settings.ts';
import { TIMINGS } from '../../src/adapters/wechat/timings.ts';
import { translate } from '../../src/adapters/wechat/translate.ts';
import type { Parcel } from '../../src/domain/channel.ts';
import { InputError } from '../../src/domain/errors.ts';

const AT = Date.parse('2025-11-22T08:00:00Z');

/** A message in a group where the bot is called 小民, unless told otherwise. */
function heard(over: Partial<Heard>): Heard {
  return {
    id: 'm-1',
    kind: 'text',
    text: '两癌检查',
    atMs: AT,
    own: false,
    talker: { id: 'li', name: '李四', person: true },
    room: { id: 'room', mentioned: false },
    botNames: ['小民'],
    ...over,
  };
}

/** Text and whether the bot was addressed; null when the message is left aside. */
function read(over: Partial<Heard>): [string, boolean] | null {
  const translation = translate(heard(over), 'login', AT - 1);
  return 'message' in translation ? [translation.message.text, translation.message.addressed] : null;
}

const quote = (name: string, text: string) => `「${name}：${text}」\n- - - - - - - - - - - - - - -\n`;

describe('what a message means', () => {
  it.each<[string, string, [string, boolean]]>([
    ['is not addressed without a mention', '停车位建了多少', ['停车位建了多少', false]],
    ['takes the mention out that WeChat ends by a thin space', '@小民\u2005停车位', ['停车位', true]],
    ['takes a typed mention out', '@小民 停车位', ['停车位', true]],
    ['takes a mention at the end', '停车位建了多少 @小民', ['停车位建了多少', true]],
    ['takes a full-width mention', '＠小民 停车位', ['停车位', true]],
    ['keeps the mention of somebody else', '@张三\u2005@小民\u2005停车位', ['@张三\u2005 停车位', true]],
    ['is not called by a longer name', '@小民警 停车位', ['@小民警 停车位', false]],
    ['is called with nothing to answer', '@小民\u2005', ['', true]],
    [
      'takes the question behind a quotation',
      `${quote('张三', '@小民 开工了吗')}哪天完工`,
      ['哪天完工', false],
    ],
    ['is addressed when it is quoted itself', `${quote('小民', '完成 3 个')}详情`, ['详情', true]],
    ['takes the last of nested quotations', `${quote('李四', `${quote('张三', '一')}二`)}三`, ['三', false]],
    ['keeps a quotation mark that is none', '「停车位」\n建了多少', ['「停车位」\n建了多少', false]],
    ['takes the faces of WeChat out', '[微笑]停车位[旺柴]多少', ['停车位多少', false]],
    ['keeps brackets that are no faces', '[槐荫区]停车位[2025]', ['[槐荫区]停车位[2025]', false]],
  ])('%s', (_, text, meant) => expect(read({ text })).toEqual(meant));

  it.each([
    ['of somebody', `${quote('张三', '@小民 开工了吗')}哪天完工`, { text: '@小民 开工了吗', mine: false }],
    [
      'of the bot',
      `${quote('小民', '完成 3 个\n截至 9 月')}详情`,
      { text: '完成 3 个\n截至 9 月', mine: true },
    ],
    ['that quotes in turn', `${quote('李四', `${quote('张三', '一')}二`)}三`, { text: '二', mine: false }],
    ['of a picture', `${quote('张三', '')}这是哪`, undefined],
    ['that is none', '「停车位」\n建了多少', undefined],
  ])('quotes a message %s', (_, text, quoted) => {
    const translation = translate(heard({ text }), 'login', AT - 1);
    expect('message' in translation && translation.message.quoted).toEqual(quoted);
  });

  it('is not addressed when the whole group is called, even if the puppet says so', () => {
    const room = { id: 'room', mentioned: true };
    expect(read({ text: '@所有人\u2005明天停水', room })).toEqual(['@所有人\u2005明天停水', false]);
    expect(read({ text: '@all 明天停水', room })).toEqual(['@all 明天停水', false]);
    expect(read({ text: '@所有人\u2005@小民\u2005停车位', room })?.[1]).toBe(true);
  });

  it('is always addressed in private, and hears a person whose puppet knows no name', () => {
    const translation = translate(
      heard({ room: null, talker: { id: 'li', name: '', person: true } }),
      'login',
      AT,
    );
    expect(translation).toEqual({
      message: {
        platform: 'wechat',
        account: 'login',
        id: 'm-1',
        chatId: 'li',
        chatKind: 'private',
        personId: 'li',
        text: '两癌检查',
        addressed: true,
      },
    });
  });

  it.each<[string, Partial<Heard>, string]>([
    ['its own', { own: true }, 'own message'],
    ['a picture', { kind: 'other' }, 'not a text'],
    ['an official account', { talker: { id: 'x', name: '某局', person: false } }, 'official account'],
    ['微信团队 by id', { talker: { id: 'weixin', name: '', person: true } }, 'system account'],
    ['微信团队 by name', { talker: { id: '7881', name: '微信团队', person: true } }, 'system account'],
    ['history', { atMs: AT - 1 }, 'history'],
    ['only a face', { text: '[微笑]', room: null }, 'nothing said'],
  ])('leaves %s aside', (_, over, reason) => {
    expect(translate(heard(over), 'login', AT)).toEqual({ ignored: reason });
  });

  it('never breaks on a text or a name, and hands on well-formed text', () => {
    const odd = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({
        unit: fc.constantFrom('「', '」', '@', '\n', '- ', '[', ']', '小民', '\u2005', '：', '(', '\ud83d'),
      }),
    );
    fc.assert(
      fc.property(odd, odd, fc.boolean(), (text, name, mentioned) => {
        const given = heard({ text, botNames: [name, '小民'], room: { id: 'room', mentioned } });
        const translation = translate(given, 'login', AT);
        const said = 'message' in translation ? translation.message.text : '';
        expect(said.isWellFormed()).toBe(true);
        expect(said.length).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it('does not take long over a text made to be slow', () => {
    const begun = performance.now();
    read({ text: `「${'」\n- - - - '.repeat(20_000)}` });
    read({ text: `「\n${'- '.repeat(50_000)}x` });
    read({ text: '@'.repeat(50_000) });
    expect(performance.now() - begun).toBeLessThan(20_000);
  });
});

describe('what is sent', () => {
  const parcel = (over: Partial<Parcel>, chatKind: 'private' | 'group' = 'group'): Parcel => ({
    key: 'key-1',
    target: { platform: 'wechat', account: 'login', chatId: 'room', chatKind, thread: null },
    text: '完成 3 个',
    choices: [],
    file: null,
    quotes: null,
    edits: null,
    addressee: { id: 'li', name: '李四' },
    replyContext: {},
    kind: 'reply',
    ...over,
  });
  const textOf = (over: Partial<Parcel>) => compose(parcel(over), true).text;

  it('begins with the name of the person in a group', () => {
    expect(compose(parcel({}), true)).toMatchObject({ text: '@李四\u2005完成 3 个', mentions: ['li'] });
    expect(compose(parcel({}, 'private'), true)).toMatchObject({ text: '完成 3 个', mentions: [] });
    expect(compose(parcel({ kind: 'push' }), true)).toMatchObject({ text: '完成 3 个', mentions: [] });
    expect(compose(parcel({ addressee: { id: 'li', name: null } }), true).mentions).toEqual([]);
  });

  it('calls nobody else by a name or a document', () => {
    const called = /[@＠]\s*(?:所有人|all|全体成员)/i;
    expect(textOf({ text: '通知@所有人 和＠ALL' })).not.toMatch(called);
    expect(textOf({ addressee: { id: 'li', name: '所有人' } })).not.toMatch(called);
    expect(textOf({ addressee: { id: 'li', name: 'a\u2005@王五\n@所有人' } })).toMatch(
      /^@a 王五 所有人\u2005/,
    );
  });

  it('keeps a mention short enough for the limit of WeChat', () => {
    const name = '👨‍👩‍👧‍👦'.repeat(50);
    const { text } = compose(parcel({ text: '文'.repeat(633), addressee: { id: 'li', name } }), true);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(2_048);
    expect(text.isWellFormed()).toBe(true);
  });

  it('leaves a text out that is delivered already', () => {
    const file = { name: 'a.png', kind: 'image' as const, bytes: new Uint8Array([1, 2, 3]) };
    expect(compose(parcel({ file }), false)).toEqual({
      chatId: 'room',
      chatKind: 'group',
      text: '',
      mentions: [],
      file: { name: 'a.png', base64: 'AQID' },
    });
  });
});

describe('the settings', () => {
  const problemsOf = (settings: Record<string, string>): readonly string[] => {
    try {
      readSettings(settings);
      return [];
    } catch (error) {
      return (error as InputError).problems.map(({ where }) =>
        where.replace('环境变量 MINSHENG_WECHAT_', ''),
      );
    }
  };
  const token = { MINSHENG_WECHAT_TOKEN: 'insecure_11111111' };

  it('need a token, or a puppet that needs none', () => {
    expect(problemsOf({ MINSHENG_WECHAT_NAME: 'x' })).toEqual(['TOKEN']);
    expect(problemsOf({ MINSHENG_WECHAT_PUPPET: 'wechaty-puppet-service' })).toEqual(['TOKEN']);
    expect(problemsOf({ MINSHENG_WECHAT_PUPPET: 'wechaty-puppet-mock' })).toEqual([]);
    expect(problemsOf(token)).toEqual([]);
  });

  it('tell every problem at once, and no token', () => {
    const wrong = {
      MINSHENG_WECHAT_TOKEN: 'geheim nis',
      MINSHENG_WECHAT_ENDPOINT: 'http://gateway',
      MINSHENG_WECHAT_TLS: 'yes',
      MINSHENG_WECHAT_NAME: 'a\u0000b',
      MINSHENG_WECHAT_MESSAGES_PER_SECOND: '60',
    };
    expect(problemsOf(wrong)).toEqual(['TOKEN', 'ENDPOINT', 'TLS', 'NAME', 'MESSAGES_PER_SECOND']);
    expect(problemsOf({ ...token, MINSHENG_WECHAT_PUPPET: '../../evil.js' })).toEqual(['PUPPET']);
    expect(() => readSettings(wrong)).toThrow(InputError);
    expect(() => readSettings(wrong)).not.toThrow('geheim');
  });

  it('keep the login below the data folder and set the pace', () => {
    expect(readSettings(token)).toMatchObject({
      folder: expect.stringMatching(/\/data\/wechat$/),
      account: 'wechat',
    });
    const settings = readSettings({ ...token, MINSHENG_WECHAT_MESSAGES_PER_SECOND: '0.4' });
    const log = { debug() {}, info() {}, warn() {}, error() {} };
    const messenger = createWechatMessenger(
      { settings, timings: TIMINGS, random: () => 0 },
      { log, now: () => new Date(), publicUrl: null },
    );
    expect(messenger.capabilities.budgets).toEqual([
      { scope: 'account', count: 1, windowMs: 2_500 },
      { scope: 'account', count: 500, windowMs: 86_400_000 },
    ]);
  });
});

describe('the diagnosis', () => {
  const levels = async (settings: Record<string, string>) =>
    (await diagnoseWechat(settings)).map(({ level }) => level);
  const token = { MINSHENG_WECHAT_TOKEN: 'insecure_11111111' };

  it('tells what is wrong with the settings', async () => {
    expect(await levels({ MINSHENG_WECHAT_TLS: 'x' })).toEqual(['fail', 'fail']);
  });

  it('tells a package that is missing and how to get it', async () => {
    const [first] = await diagnoseWechat({ ...token, MINSHENG_WECHAT_PUPPET: 'wechaty-puppet-none' });
    expect(first).toMatchObject({ level: 'fail', fix: expect.stringContaining('npm install') });
    expect(first?.what).toContain('wechaty-puppet-none');
  });

  it('tells a gateway that is away, and a connection that anybody can read', async () => {
    expect(await levels({ ...token, MINSHENG_WECHAT_ENDPOINT: '127.0.0.1:1' })).toEqual([
      'ok',
      'fail',
      'warn',
    ]);
    expect(await levels(token)).toEqual(['ok', 'warn', 'warn']);
    const plain = { ...token, MINSHENG_WECHAT_ENDPOINT: '192.0.2.1:80', MINSHENG_WECHAT_TLS: 'off' };
    expect(await levels(plain)).toEqual(['ok', 'fail', 'warn', 'warn']);
  });
});

describe('a fault', () => {
  it.each([
    ['14 UNAVAILABLE: No connection established', 'unreachable'],
    ['16 UNAUTHENTICATED: Invalid Wechaty TOKEN "insecure_1"', 'wrong_token'],
    ['6 ALREADY_EXISTS: GrpcServerImpl.event() can not call twice.', 'in_use'],
    ['not logged in', 'logged_out'],
    ['timed out', 'timed_out'],
    ['王五 said: secret', 'refused'],
  ])('of %s is %s', (message, fault) => {
    expect(faultOf(new Error(message), 'refused')).toBe(fault);
  });

  it('is told in a fixed sentence, whatever the error said', () => {
    fc.assert(
      fc.property(fc.anything(), (error) => {
        expect(Object.keys(FAULTS)).toContain(faultOf(error, 'crashed'));
      }),
    );
  });
});
