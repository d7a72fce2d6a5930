import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startFeishuServer as startIndependentServer } from '@openclaw/crabline';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createFeishu, createMessengers, diagnose } from '../../src/adapters/feishu/messenger.ts';
import type { Messenger } from '../../src/domain/channel.ts';
import type { IncomingMessage } from '../../src/domain/message.ts';
import { quietTools } from '../support/channel-tools.ts';
import { messageEvent } from '../support/feishu-messages.ts';
import { type FeishuServer, startFeishuServer } from '../support/feishu-server.ts';
import { until } from '../support/until.ts';
import { answerThrough, plainMessage } from './contract.ts';

const APP = {
  MINSHENG_FEISHU_APP_ID: 'cli_0123456789abcdef',
  MINSHENG_FEISHU_APP_SECRET: 'feishu-test-secret',
};
const HOOKED = { MINSHENG_FEISHU_VERIFICATION_TOKEN: 'v', MINSHENG_FEISHU_ENCRYPT_KEY: 'encrypt-key' };

describe('the settings of Feishu', () => {
  it('make one messenger named by its application, as far as the role allows', () => {
    const [messenger] = createMessengers({ ...APP, MINSHENG_FEISHU_HIGHEST_ROLE: 'staff' }, quietTools());
    expect(messenger).toMatchObject({ platform: 'feishu', account: APP.MINSHENG_FEISHU_APP_ID });
    expect(messenger!.capabilities).toMatchObject({ highestRole: 'staff', identifies: true });
    expect(messenger!.hooks).toBeUndefined();
  });

  it('are refused with every problem at once and without the secret', () => {
    const settings = {
      MINSHENG_FEISHU_APP_ID: 'cli_1',
      MINSHENG_FEISHU_DOMAIN: 'http://example.org',
      MINSHENG_FEISHU_ENCRYPT_KEY: 'encrypt-key',
      MINSHENG_FEISHU_HIGHEST_ROLE: 'boss',
    };
    const refused = () => createMessengers(settings, quietTools());
    for (const name of ['APP_ID', 'APP_SECRET', 'DOMAIN', 'ENCRYPT_KEY', 'HIGHEST_ROLE']) {
      expect(refused).toThrow(`环境变量 MINSHENG_FEISHU_${name}：`);
    }
    expect(refused).not.toThrow('encrypt-key');
  });
});

describe('the diagnosis of Feishu', () => {
  let server: FeishuServer;
  beforeEach(async () => {
    server = await startFeishuServer();
  });
  afterEach(() => server.stop());

  it('names the bot when all is well', async () => {
    expect(await diagnose({ ...APP, MINSHENG_FEISHU_DOMAIN: server.url }, quietTools())).toEqual([
      { level: 'ok', what: '飞书：应用凭证有效，机器人“民生助手”', fix: null },
    ]);
  });

  it('says that the credentials are refused, what to do, and nothing secret', async () => {
    const settings = {
      ...APP,
      MINSHENG_FEISHU_APP_SECRET: 'wrong-secret',
      MINSHENG_FEISHU_DOMAIN: server.url,
    };
    const found = await diagnose(settings, quietTools());
    expect(found).toMatchObject([{ level: 'fail', what: expect.stringContaining('没有接受应用凭证') }]);
    expect(JSON.stringify(found)).not.toContain('wrong-secret');
  });

  it('says that the platform cannot be reached, that a public address is missing, and what settings are wrong', async () => {
    await server.stop();
    const settings = { ...APP, ...HOOKED, MINSHENG_FEISHU_DOMAIN: server.url };
    expect((await diagnose(settings, quietTools())).map(({ what }) => what)).toEqual([
      expect.stringMatching(/^飞书：连不上平台（not reachable: [A-Z_]+）$/),
      '飞书：选择了回调地址接收事件，但没有配置程序的公网地址',
    ]);
    expect(await diagnose({}, quietTools())).toMatchObject([{ level: 'fail' }, { level: 'fail' }]);
  });
});

describe('the hook of Feishu', () => {
  let server: FeishuServer;
  let messenger: Messenger;
  let heard: IncomingMessage[];

  beforeAll(async () => {
    server = await startFeishuServer();
    [messenger] = createMessengers(
      { ...APP, ...HOOKED, MINSHENG_FEISHU_DOMAIN: server.url },
      quietTools(),
    ) as [Messenger];
    await messenger.start(async (message) => {
      if (message.text === '存不下') throw new Error('disk full');
      heard.push(message);
    });
    await until(() => messenger.state().status === 'ready');
  });
  beforeEach(() => {
    heard = [];
  });
  afterAll(async () => {
    await messenger.stop();
    await server.stop();
  });

  const seal = (body: object, key = 'encrypt-key') => {
    const iv = randomBytes(16);
    const cipher = createCipheriv('aes-256-cbc', createHash('sha256').update(key).digest(), iv);
    const bytes = Buffer.concat([iv, cipher.update(JSON.stringify(body)), cipher.final()]);
    return JSON.stringify({ encrypt: bytes.toString('base64') });
  };
  const post = (body: string, signature?: string) => {
    const [time, nonce] = ['1750000000', 'n'];
    const right = createHash('sha256').update(`${time}${nonce}encrypt-key${body}`).digest('hex');
    const headers = {
      'x-lark-request-timestamp': time,
      'x-lark-request-nonce': nonce,
      'x-lark-signature': signature ?? right,
    };
    return messenger.hooks!.events!({ method: 'POST', headers, query: {}, body });
  };
  const said = (text: string, token = 'v') => {
    const { type, event } = messageEvent({ id: 'om_1', chatId: 'oc_1', text });
    return { schema: '2.0', header: { event_id: 'ev_1', event_type: type, token }, event };
  };

  it('takes a signed and encrypted event', async () => {
    expect(await post(seal(said('停车位')))).toMatchObject({ status: 200 });
    expect(heard).toMatchObject([{ id: 'om_1', text: '停车位', addressed: true }]);
  });

  it('answers the challenge of the platform, with the right token only', async () => {
    const challenge = { type: 'url_verification', challenge: 'c-1', token: 'v' };
    expect(await post(seal(challenge), '')).toMatchObject({ status: 200, body: '{"challenge":"c-1"}' });
    expect(await post(seal({ ...challenge, token: 'x' }), '')).toMatchObject({ status: 401 });
  });

  it('refuses what is not signed, not encrypted, sealed with another key, of another token, or rubbish', async () => {
    const refused = [
      post(seal(said('停车位')), 'f'.repeat(64)),
      post(JSON.stringify(said('停车位'))),
      post(seal(said('停车位'), 'other')),
      post(seal(said('停车位', 'x'))),
      post('rubbish'),
      post('null'),
    ];
    for (const response of await Promise.all(refused)) expect(response.status).toBe(401);
    expect(heard).toEqual([]);
  });

  it('asks for the event again when it could not be stored', async () => {
    expect(await post(seal(said('存不下')))).toMatchObject({ status: 503 });
  });
});

it('talks with a Feishu that others wrote', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'feishu-'));
  const server = await startIndependentServer({ recorderPath: join(directory, 'log.jsonl') });
  const { appId, appSecret, adminToken, baseUrl, endpoints } = server.manifest;
  const account = { appId, appSecret, root: baseUrl, webhook: null, highestRole: 'staff' as const };
  const messenger = createFeishu(account, quietTools(), { waits: { firstMs: 20, longestMs: 50 } });
  const heard: IncomingMessage[] = [];
  const answering = await answerThrough(messenger, async (message) => {
    heard.push(message);
    return [plainMessage('听到', [{ label: '甲区', text: '甲' }])];
  });
  await until(() => messenger.state().status === 'ready');
  const response = await fetch(endpoints.adminInboundUrl, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${adminToken}` },
    body: JSON.stringify({
      chatId: 'oc_1',
      senderId: 'ou_1',
      text: '停车位',
      messageId: 'om_1',
      fragments: 3,
    }),
  });
  expect(response.status).toBe(200);
  await until(() => heard.length === 1);
  expect(heard).toMatchObject([
    { id: 'om_1', chatId: 'oc_1', personId: 'ou_1', text: '停车位', addressed: true },
  ]);
  await answering.stop();
  await server.close();
  await rm(directory, { recursive: true });
});
