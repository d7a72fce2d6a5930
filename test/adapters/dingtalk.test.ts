import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readMessage } from '../../src/adapters/dingtalk/incoming.ts';
import { createDingtalk, createMessengers, diagnose } from '../../src/adapters/dingtalk/messenger.ts';
import { render } from '../../src/adapters/render.ts';
import type { Handle, Messenger, Parcel } from '../../src/domain/channel.ts';
import type { IncomingMessage } from '../../src/domain/message.ts';
import { collectLog, quietTools, tally, until } from '../support/channel-tools.ts';
import { type DingtalkServer, startDingtalkServer } from '../support/dingtalk-server.ts';
import { answerThrough, type Harness, runAdapterContract } from './contract.ts';

const WAITS = { firstMs: 20, longestMs: 50 };

function accountOf({
  clientId,
  clientSecret,
  url,
}: Pick<DingtalkServer, 'clientId' | 'clientSecret' | 'url'>) {
  const gateway = `${url}/v1.0/gateway/connections/open`;
  const addresses = { apiRoot: url, oldApiRoot: url, gateway };
  return { clientId, clientSecret, robotCode: clientId, highestRole: 'operator' as const, ...addresses };
}

const connected = (messenger: Messenger, server: DingtalkServer) =>
  until(() => messenger.state().status === 'ready' && server.connections() === 1);

async function openHarness(handle: Handle): Promise<Harness> {
  const server = await startDingtalkServer();
  const messenger = createDingtalk(accountOf(server), quietTools(), { waits: WAITS });
  const counted = tally(async (message) => {
    const replies = await handle(message);
    return replies.flatMap(({ answer }) => render(answer, messenger.capabilities));
  });
  const answering = await answerThrough(messenger, counted.handle);
  await connected(messenger, server);
  let acts = 0;
  let shown = '';
  const say = async (text: string, id: string) => {
    const count = server.said.length;
    acts += 1;
    await server.say({ id, text });
    await until(() => counted.answered() === acts && server.said.length === counted.owed());
    shown = server.said
      .slice(count)
      .map((each) => each.text)
      .join('\n');
    return shown;
  };
  return {
    adapter: {
      async stop() {
        await answering.stop();
        await server.stop();
      },
    },
    say,
    /** There are no buttons: who chooses says what stands beside the number. */
    choose: (index) =>
      say(`我问的是${new RegExp(`^${index + 1}\\. (.+)$`, 'm').exec(shown)![1]}`, `choice-${acts}`),
  };
}

runAdapterContract({ platform: 'dingtalk', open: openHarness, neverRedelivers: null });

describe('whatever comes', () => {
  it('is a whole message or none', () => {
    const odd = fc.constantFrom<unknown>(null, 7, true, '', 'x', {}, [], [null], { text: {} }, [[7]]);
    const like = fc.record({
      msgId: fc.oneof({ weight: 5, arbitrary: fc.string({ minLength: 1 }) }, odd),
      msgtype: fc.constantFrom('text', 'richText', 'file', 'audio', 'picture', 'x'),
      conversationId: fc.string({ minLength: 1 }),
      conversationType: fc.constantFrom('1', '2'),
      senderId: fc.string({ minLength: 1 }),
      senderStaffId: fc.oneof(fc.string(), fc.constant(undefined)),
      text: fc.oneof(
        fc.record({ content: fc.constantFrom('停车', '\ud83d位', '\u0000', '<b>', '') }),
        fc.constant(undefined),
        odd,
      ),
      content: fc.oneof(
        fc.constant(undefined),
        fc.record({ richText: fc.array(fc.record({ text: odd })) }),
        odd,
      ),
    });
    fc.assert(
      fc.property(fc.oneof(like, odd), (raw) => {
        const message = readMessage(JSON.stringify(raw) ?? 'rubbish', 'robot');
        if (message === null) return;
        expect(message.text.isWellFormed()).toBe(true);
        for (const key of ['id', 'chatId', 'personId'] as const) expect(message[key]).not.toBe('');
      }),
      { numRuns: 200 },
    );
  });
});

const PARCEL: Parcel = {
  key: 'key-1',
  target: {
    platform: 'dingtalk',
    account: 'ding-test-client',
    chatId: 'user:staff-1',
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

describe('what comes from DingTalk', () => {
  let server: DingtalkServer;
  let messenger: Messenger;
  let heard: IncomingMessage[];
  const log = collectLog();

  beforeEach(async () => {
    heard = [];
    server = await startDingtalkServer();
    messenger = createDingtalk(accountOf(server), quietTools({ log }), { waits: WAITS, heartbeatMs: 40 });
    await messenger.start(async (message) => {
      if (message.text === '存不下') throw new Error('disk full');
      heard.push(message);
    });
    await connected(messenger, server);
  });
  afterEach(async () => {
    await messenger.stop();
    await server.stop();
  });

  it('names a chat with one person by the person, a group by its conversation, and who speaks', async () => {
    await server.say({ id: 'm-1', text: '两癌检查' });
    await server.say({ id: 'm-2', text: '两癌检查', group: true });
    const person = { personId: 'staff-1', personName: '李四', text: '两癌检查', addressed: true };
    expect(heard).toMatchObject([
      { ...person, id: 'm-1', account: 'ding-test-client', chatId: 'user:staff-1', chatKind: 'private' },
      { ...person, id: 'm-2', chatId: 'cidGroup==', chatKind: 'group' },
    ]);
  });

  it('takes a conversation of an unknown kind for a group: who listens there is not known', async () => {
    await server.say({ id: 'm-1', more: { conversationType: '3', text: { content: '甲' } } });
    expect(heard[0]).toMatchObject({ chatKind: 'group', chatId: 'cidPrivate==' });
  });

  it('knows people of other organisations by their encrypted id', async () => {
    await server.say({ id: 'm-1', more: { senderStaffId: undefined, text: { content: '甲' } } });
    expect(heard[0]).toMatchObject({ personId: '$:LWCP_v1:$person', chatId: 'cidPrivate==' });
  });

  it('is not addressed where the robot was not mentioned, and does not hear itself', async () => {
    await server.say({ id: 'm-1', group: true, more: { isInAtList: false, text: { content: '甲' } } });
    await server.say({ id: 'm-2', more: { senderId: '$:LWCP_v1:$robot', text: { content: '乙' } } });
    expect(heard.map(({ id, addressed }) => [id, addressed])).toEqual([['m-1', false]]);
  });

  it('reads rich texts, voice, pictures and files, and fetches their bytes', async () => {
    server.files.set('code-1', Buffer.from('第一季度'));
    const richText = [{ text: '停车位' }, { type: 'picture', downloadCode: 'code-2' }, { text: '多少' }];
    await server.say({ id: 'm-1', more: { msgtype: 'richText', content: { richText } } });
    await server.say({
      id: 'm-2',
      more: { msgtype: 'audio', content: { recognition: '停车位多少', downloadCode: 'x' } },
    });
    await server.say({ id: 'm-3', more: { msgtype: 'picture', content: { downloadCode: 'code-3' } } });
    await server.say({
      id: 'm-4',
      more: { msgtype: 'file', content: { downloadCode: 'code-1', fileName: '../进度.xlsx' } },
    });
    await server.say({ id: 'm-5', more: { msgtype: 'video', content: { downloadCode: 'code-4' } } });
    expect(
      heard.map(({ text, attachments }) => [
        text,
        attachments?.map(({ kind, name, ref }) => [kind, name, ref]),
      ]),
    ).toEqual([
      ['停车位多少', [['image', '', 'code-2']]],
      ['停车位多少', undefined],
      ['', [['image', '', 'code-3']]],
      ['', [['document', '../进度.xlsx', 'code-1']]],
      ['', undefined],
    ]);
    expect(Buffer.from(await messenger.fetchFile!('code-1', 100)).toString()).toBe('第一季度');
    await expect(messenger.fetchFile!('code-1', 3)).rejects.toThrow('文件太大');
    await expect(messenger.fetchFile!('code-9', 100)).rejects.toThrow('文件取不到了');
  });

  it('is acknowledged when it was taken in, and not when it could not be stored', async () => {
    expect(await server.say({ id: 'm-1', text: '停车位' })).toBe(200);
    expect(await server.say({ id: 'm-2', text: '存不下' }, 100)).toBeNull();
    expect(await server.deliver('SYSTEM', 'ping', '{"opaque":"1"}')).toBe(200);
  });

  it('survives rubbish: bytes, frames without heads, callbacks without messages, unknown kinds', async () => {
    for (const rubbish of ['rubbish', 'null', '{}', '{"type":"CALLBACK","headers":7}'])
      server.sendRaw(rubbish);
    server.sendRaw(Buffer.from([0, 255]));
    expect(await server.deliver('CALLBACK', '/v1.0/im/bot/messages/get', 'rubbish')).toBe(200);
    expect(await server.deliver('CALLBACK', '/v1.0/im/bot/messages/get', '{"msgId":7}')).toBe(200);
    expect(await server.deliver('EVENT', 'x', '{}')).toBe(200);
    await server.say({ id: 'm-1', text: '还在吗' });
    expect(heard.map(({ text }) => text)).toEqual(['还在吗']);
  });

  it('goes on when the connection is lost, taken down or silently gone, and when the platform comes back', async () => {
    const lose = [
      () => server.dropConnections(),
      () => void server.deliver('SYSTEM', 'disconnect', '{}', 0),
      () => server.freezeConnections(),
    ];
    for (const act of lose) {
      act();
      await until(() => messenger.state().status === 'down');
      server.dropConnections();
      await connected(messenger, server);
    }
    const { port } = server;
    await server.stop();
    await until(() => messenger.state().status === 'down');
    server = await startDingtalkServer({ port });
    await connected(messenger, server);
    await server.say({ id: 'm-1', text: '还在吗' });
    expect(heard).toHaveLength(1);
  });

  it('leaves no text, name, ticket or secret in the log', () => {
    expect(log.lines.join('\n')).not.toMatch(/停车|李四|进度|dingtalk-test-secret|ticket|rubbish|session=/);
  });

  it('is answered at the one-off address while it lasts, with a mention in a group, and by the robot afterwards', async () => {
    await server.say({ id: 'm-1', text: '甲', group: true });
    const { chatId, replyContext = {} } = heard[0]!;
    const target = { ...PARCEL.target, chatId, chatKind: 'group' as const };
    const addressee = { id: 'staff-1', name: '李四' };
    expect(await messenger.send({ ...PARCEL, target, replyContext, addressee })).toEqual({
      sent: true,
      messageId: null,
    });
    server.forgetSessions();
    expect(await messenger.send({ ...PARCEL, target, replyContext })).toEqual({
      sent: true,
      messageId: 'query-2',
    });
    server.letSessionsLast(5_000);
    await server.say({ id: 'm-2', text: '乙' });
    await messenger.send({ ...PARCEL, replyContext: heard[1]!.replyContext! });
    expect(server.said).toMatchObject([
      { way: 'session', to: 'cidGroup==', text: '已完成3216人', mentions: ['staff-1'] },
      { way: 'group', to: 'cidGroup==', kind: 'sampleText', text: '已完成3216人' },
      { way: 'person', to: 'staff-1', kind: 'sampleText' },
    ]);
  });
});

describe('what goes to DingTalk', () => {
  let server: DingtalkServer;
  let messenger: Messenger;

  beforeEach(async () => {
    server = await startDingtalkServer();
    messenger = createDingtalk(accountOf(server), quietTools(), { waits: WAITS });
  });
  afterEach(() => server.stop());

  it('never goes to an address that is not the platform’s', async () => {
    const other = await startDingtalkServer();
    await other.say({ id: 'm-1' }, 0);
    for (const webhook of [
      `${other.url}/robot/sendBySession?session=m-1`,
      `${server.url.replace('http://', 'http://oapi.dingtalk.com@')}/robot/sendBySession`,
      'file:///etc/passwd',
      'nonsense',
    ]) {
      const replyContext = { webhook, webhookUntil: `${Date.now() + 60_000}` };
      expect(await messenger.send({ ...PARCEL, replyContext })).toMatchObject({ sent: true });
    }
    expect(other.said).toEqual([]);
    expect(server.said.map(({ way }) => way)).toEqual(['person', 'person', 'person', 'person']);
    await other.stop();
  });

  it('mentions nobody, whatever a document says', async () => {
    const text = '@所有人 @all @13800138000 请看，联系 a@b.cn';
    await messenger.send({ ...PARCEL, text });
    expect(server.said[0]!.text).not.toMatch(/@(所有人|all|\d)/);
    expect(server.said[0]!.text.replaceAll('\u200b', '')).toBe(text);
  });

  it('sends a picture or a document first and then the text', async () => {
    const bytes = new Uint8Array([1, 2, 3]);
    await messenger.send({ ...PARCEL, file: { name: '进度.xlsx', kind: 'document', bytes } });
    await messenger.send({ ...PARCEL, text: '', file: { name: 'a.png', kind: 'image', bytes } });
    expect(server.said.map(({ kind, content }) => [kind, content])).toEqual([
      ['sampleFile', { mediaId: '@media-1', fileName: '进度.xlsx', fileType: 'xlsx' }],
      ['sampleText', { content: '已完成3216人' }],
      ['sampleImageMsg', { photoURL: '@media-2' }],
    ]);
    expect(server.uploads).toMatchObject([{ type: 'file', bytes: Buffer.from(bytes) }, { type: 'image' }]);
  });

  it('says so when a file is refused', async () => {
    const file = { name: 'a.png', kind: 'image', bytes: new Uint8Array(1) } as const;
    server.refuse(/upload/, { status: 200, body: { errcode: 40006, errmsg: 'too large' } });
    expect(await messenger.send({ ...PARCEL, text: '', file })).toMatchObject({ sent: true });
    expect(server.said.map(({ text }) => text)).toEqual(['（另有一张图片，此处无法显示。）']);
  });

  it('renews a token that was taken back', async () => {
    await messenger.send(PARCEL);
    server.revokeTokens();
    expect(await messenger.send(PARCEL)).toMatchObject({ sent: true });
    server.revokeTokens();
    const file = { name: 'a.png', kind: 'image', bytes: new Uint8Array(1) } as const;
    expect(await messenger.send({ ...PARCEL, file })).toMatchObject({ sent: true });
  });

  it.each([
    [
      'too many messages',
      { status: 400, body: { code: 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi' } },
      { again: true, retryAfterMs: 60_000 },
    ],
    [
      'a person who gets too much',
      { status: 200, body: { flowControlledStaffIdList: ['staff-1'] } },
      { again: true },
    ],
    ['a broken platform', { status: 503, body: '<html>' }, { again: true }],
    [
      'a lacking permission',
      { status: 403, body: { code: 'Forbidden.AccessDenied.AccessTokenPermissionDenied' } },
      { again: true, retryAfterMs: 600_000 },
    ],
    ['an unknown person', { status: 200, body: { invalidStaffIdList: ['staff-1'] } }, { again: false }],
    ['a robot thrown out', { status: 400, body: { code: 'resource.not.found' } }, { again: false }],
    ['a refusal with a strange code', { status: 400, body: { code: '已完成3216人' } }, { again: false }],
  ])('tells what %s means', async (_, refusal, expected) => {
    server.refuse(/batchSend/, refusal);
    const result = await messenger.send(PARCEL);
    expect(result).toMatchObject({ sent: false, ...expected });
    expect(JSON.stringify(result)).not.toMatch(/3216|token-/);
  });

  it('tells what the one-off address answers', async () => {
    await server.say({ id: 'm-1' }, 0);
    const webhook = `${server.url}/robot/sendBySession?session=m-1`;
    const parcel = { ...PARCEL, replyContext: { webhook, webhookUntil: `${Date.now() + 60_000}` } };
    server.refuse(/sendBySession/, { status: 200, body: { errcode: 130101, errmsg: 'send too fast' } });
    expect(await messenger.send(parcel)).toMatchObject({ sent: false, again: true, retryAfterMs: 60_000 });
    server.refuse(/sendBySession/, { status: 200, body: { errcode: 430102, errmsg: '' } });
    expect(await messenger.send(parcel)).toMatchObject({ sent: false, again: false });
    await server.stop();
    expect(await messenger.send(parcel)).toMatchObject({
      again: true,
      reason: expect.stringMatching(/^not reachable: [A-Z_]+$/),
    });
  });

  it('cannot speak first to people of other organisations', async () => {
    const target = { ...PARCEL.target, chatId: 'cidPrivate==' };
    expect(await messenger.send({ ...PARCEL, target })).toMatchObject({ sent: false, again: false });
  });
});

describe('the setup of DingTalk', () => {
  it('is refused with every problem at once and without the secret', () => {
    const settings = {
      MINSHENG_DINGTALK_CLIENT_SECRET: 'the-secret',
      MINSHENG_DINGTALK_API_ROOT: 'http://example.org',
      MINSHENG_DINGTALK_GATEWAY: 'nonsense',
      MINSHENG_DINGTALK_HIGHEST_ROLE: 'boss',
    };
    const refused = () => createMessengers(settings, quietTools());
    for (const name of ['CLIENT_ID', 'API_ROOT', 'GATEWAY', 'HIGHEST_ROLE']) {
      expect(refused).toThrow(`环境变量 MINSHENG_DINGTALK_${name}：`);
    }
    expect(refused).not.toThrow('the-secret');
  });

  it('works with two settings, and is diagnosed', async () => {
    const server = await startDingtalkServer();
    const app = {
      MINSHENG_DINGTALK_CLIENT_ID: server.clientId,
      MINSHENG_DINGTALK_CLIENT_SECRET: server.clientSecret,
    };
    const [messenger] = createMessengers({ ...app, MINSHENG_DINGTALK_HIGHEST_ROLE: 'leader' }, quietTools());
    expect(messenger).toMatchObject({
      account: server.clientId,
      capabilities: { highestRole: 'leader', identifies: true },
    });
    const settings = { ...app, MINSHENG_DINGTALK_API_ROOT: server.url };
    expect(await diagnose(settings, quietTools())).toEqual([
      { level: 'ok', what: '钉钉：应用凭证有效', fix: null },
    ]);
    const wrong = { ...settings, MINSHENG_DINGTALK_CLIENT_SECRET: 'wrong-secret' };
    expect(await diagnose(wrong, quietTools())).toMatchObject([
      { level: 'fail', what: expect.stringContaining('没有接受') },
    ]);
    await server.stop();
    expect(await diagnose(settings, quietTools())).toMatchObject([
      { what: expect.stringMatching(/^钉钉：连不上平台（not reachable: [A-Z_]+）$/) },
    ]);
    expect(await diagnose({}, quietTools())).toMatchObject([{ level: 'fail' }, { level: 'fail' }]);
  });

  it('becomes ready when the platform comes up later', async () => {
    const gone = await startDingtalkServer();
    await gone.stop();
    const messenger = createDingtalk(accountOf(gone), quietTools(), { waits: WAITS });
    await messenger.start(async () => {});
    await until(() => messenger.state().status === 'down');
    const server = await startDingtalkServer({ port: gone.port });
    await connected(messenger, server);
    await messenger.stop();
    await server.stop();
  });

  it('is down with the reason while the credentials are wrong, or a package is missing', async () => {
    const server = await startDingtalkServer();
    const wrong = createDingtalk({ ...accountOf(server), clientSecret: 'wrong' }, quietTools(), {
      waits: WAITS,
    });
    await wrong.start(async () => {});
    await until(() => wrong.state().status === 'down');
    expect(wrong.state().detail).toContain('authFailed');
    await wrong.stop();
    expect(wrong.state().status).toBe('stopped');
    const loadLibrary = () => Promise.reject(new Error('Cannot find package'));
    const lacking = createDingtalk(accountOf(server), quietTools(), { loadLibrary });
    await lacking.start(async () => {});
    await until(() => lacking.state().status === 'down');
    expect(lacking.state().detail).toBe('the package ws is not installed');
    await server.stop();
  });
});
