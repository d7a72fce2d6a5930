import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDingtalk, createMessengers, diagnose } from '../../src/adapters/dingtalk/messenger.ts';
import type { Messenger } from '../../src/domain/channel.ts';
import { quietTools } from '../support/channel-tools.ts';
import { accountOf, connected, PARCEL, WAITS } from '../support/dingtalk-client.ts';
import { type DingtalkServer, startDingtalkServer } from '../support/dingtalk-server.ts';
import { until } from '../support/until.ts';

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
