import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createApp, createMessengers, diagnose } from '../../src/adapters/wecom/app.ts';
import type { Hook, Messenger } from '../../src/domain/channel.ts';
import type { IncomingMessage } from '../../src/domain/message.ts';
import { until } from '../support/until.ts';
import { startWecomApiServer, type WecomApiServer } from '../support/wecom-api-server.ts';
import { parcelOf, startAnswering, testTools } from '../support/wecom-harness.ts';
import { startHookHost } from '../support/wecom-hook-host.ts';
import { runAdapterContract } from './contract.ts';

const ACCOUNT = {
  corpId: 'wwtestcorp0001',
  agentId: '1000002',
  secret: 'a-secret-of-the-app',
  token: 'CallbackToken1',
  aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
};
const PROBE_MS = 30;

function makeApp(server: WecomApiServer, tools = testTools(), changes: object = {}): Messenger {
  const settings = { ...ACCOUNT, apiRoot: server.url, highestRole: 'operator' as const, ...changes };
  return createApp(settings, tools, PROBE_MS);
}

runAdapterContract({
  platform: 'wecom-app',
  neverRedelivers: null,
  async open(handle) {
    const server = await startWecomApiServer(ACCOUNT);
    const app = makeApp(server);
    const host = await startHookHost(app);
    server.setCallback(`${host.url}/callback`);
    const answering = await startAnswering(app, handle);
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
          await host.stop();
          await server.stop();
        },
      },
      say: (text, id) => show(() => server.say({ id, from: 'zhangsan', text })),
      choose: (index) => show(() => server.press('zhangsan', index)),
    };
  },
});

describe('the self-built app', () => {
  let server: WecomApiServer;
  let tools: ReturnType<typeof testTools>;
  let app: Messenger;
  let host: Awaited<ReturnType<typeof startHookHost>>;
  let heard: IncomingMessage[];
  let storing: () => Promise<void>;
  const begin = async (changes: object = {}) => {
    app = makeApp(server, tools, changes);
    host = await startHookHost(app);
    server.setCallback(`${host.url}/callback`);
    await app.start(async (message) => {
      await storing();
      heard.push(message);
    });
  };
  const ready = () => until(() => app.state().status === 'ready');
  const send = (parts: Parameters<typeof parcelOf>[1]) => app.send(parcelOf('wecom-app', parts));

  beforeEach(async () => {
    heard = [];
    storing = async () => {};
    tools = testTools();
    server = await startWecomApiServer({ ...ACCOUNT, people: ['zhangsan', 'lisi'] });
  });
  afterEach(async () => {
    await app.stop();
    await host.stop();
    await server.stop();
  });

  describe('its callback', () => {
    let hook: Hook;
    beforeEach(async () => {
      await begin();
      hook = app.hooks!.callback!;
    });
    const post = (encrypted: string, query: Record<string, string>) =>
      hook({ method: 'POST', headers: {}, query, body: `<xml><Encrypt>${encrypted}</Encrypt></xml>` });
    const text = (content: string, id = '7') =>
      `<xml><FromUserName>lisi</FromUserName><MsgType>text</MsgType><Content><![CDATA[${content}]]></Content><MsgId>${id}</MsgId></xml>`;

    it('proves to the platform that it holds the key', async () => {
      const { encrypted, query } = server.envelope('proof-12345');
      const request = { method: 'GET' as const, headers: {}, body: '' };
      const proven = await hook({ ...request, query: { ...query, echostr: encrypted } });
      expect(proven).toMatchObject({ status: 200, body: 'proof-12345' });
      expect(await hook({ ...request, query: {} })).toMatchObject({ status: 403, body: '' });
    });

    it('hears people in private, with files, and acknowledges with nothing', async () => {
      expect(await server.say({ id: '71', from: 'lisi', text: '两癌 <b>&amp;' })).toBe(200);
      server.media.set('media-1', { name: 'a.png', bytes: Buffer.from('a picture') });
      await server.callBack({ FromUserName: 'lisi', MsgType: 'image', MediaId: 'media-1', MsgId: 72 });
      await server.callBack({ FromUserName: 'lisi', MsgType: 'voice', MediaId: 'media-2', MsgId: 73 });
      await server.callBack({ FromUserName: 'lisi', MsgType: 'event', Event: 'enter_agent', CreateTime: 5 });
      expect(heard).toMatchObject([
        { platform: 'wecom-app', id: '71', chatId: 'lisi', chatKind: 'private', text: '两癌 <b>&amp;' },
        { id: '72', text: '', attachments: [{ kind: 'image', ref: 'media-1' }] },
        { id: '73', text: '' },
      ]);
      expect(Buffer.from(await app.fetchFile!('media-1', 100)).toString()).toBe('a picture');
    });

    it('is not acknowledged until the message is stored, and then comes again with the same id', async () => {
      let failures = 2;
      storing = async () => {
        if (failures-- > 0) throw new Error('disk full: secret path');
      };
      expect(await server.say({ id: '74', from: 'lisi', text: '问' })).toBe(200);
      expect(heard.map(({ id }) => id)).toEqual(['74']);
      expect(tools.lines.filter((line) => line.includes('could not be stored'))).toHaveLength(2);
      expect(tools.lines.join('\n')).not.toMatch(/secret path|问/);
    });

    it('refuses what is forged, old, from the future, for others, or cannot be read', async () => {
      const { encrypted, query } = server.envelope(text('问'));
      const forged = {
        ...query,
        msg_signature: query.msg_signature.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
      };
      expect((await post(encrypted, forged)).status).toBe(403);
      expect((await post(encrypted, { ...query, nonce: 'other' })).status).toBe(403);
      expect((await post(`${encrypted.slice(0, -8)}AAAAAAA=`, query)).status).toBe(403);
      expect((await post(encrypted, {})).status).toBe(403);
      for (const atMs of [Date.now() - 400_000, Date.now() + 400_000]) {
        const moved = server.envelope(text('问'), atMs);
        expect((await post(moved.encrypted, moved.query)).status).toBe(403);
      }
      const strangers = await startWecomApiServer({ ...ACCOUNT, corpId: 'wwothercorp' });
      const strange = strangers.envelope(text('问'));
      await strangers.stop();
      expect((await post(strange.encrypted, strange.query)).status).toBe(403);
      expect(heard).toEqual([]);
    });

    it('accepts a repetition with the same id, which is told apart behind', async () => {
      const { encrypted, query } = server.envelope(text('问'));
      await post(encrypted, query);
      expect((await post(encrypted, query)).status).toBe(200);
      expect(heard.map(({ id }) => id)).toEqual(['7', '7']);
    });

    it('expands no entities, reads no document types, and no bodies without end', async () => {
      const bomb = '<!DOCTYPE xml [<!ENTITY a "lol">]><xml><Encrypt>&a;</Encrypt></xml>';
      const request = { method: 'POST' as const, headers: {}, query: server.envelope('x').query };
      expect((await hook({ ...request, body: bomb })).status).toBe(403);
      expect((await hook({ ...request, body: 'x'.repeat(200_000) })).status).toBe(413);
      for (const body of [
        '',
        '<xml',
        '<xml><Encrypt></Encrypt></xml>',
        '<a><__proto__>1</__proto__></a>',
        '{}',
      ]) {
        expect((await hook({ ...request, body })).status).toBe(403);
      }
      const inside = server.envelope(text('<!DOCTYPE x [<!ENTITY a "lol">]>&a;'));
      expect((await post(inside.encrypted, inside.query)).status).toBe(200);
      expect(heard[0]?.text).toBe('<!DOCTYPE x [<!ENTITY a "lol">]>&a;');
    });

    it('takes nothing for another app, and nothing after it was stopped', async () => {
      await server.callBack({
        FromUserName: 'lisi',
        MsgType: 'text',
        Content: '问',
        MsgId: 1,
        AgentID: '999',
      });
      await app.stop();
      const { encrypted, query } = server.envelope(text('问'));
      expect((await post(encrypted, query)).status).toBe(503);
      expect(heard).toEqual([]);
    });
  });

  describe('sends', () => {
    beforeEach(() => begin());

    it('with one token for everything, and renews it once when the platform has dropped it', async () => {
      await Promise.all(['a', 'b', 'c'].map((key) => send({ key, text: key })));
      expect(server.calls.filter((path) => path === 'gettoken')).toHaveLength(1);
      server.expireToken();
      expect(await send({ key: 'd', text: 'd' })).toMatchObject({
        sent: true,
        messageId: expect.stringMatching(/./),
      });
      server.trouble('message/send', 42001, 42001);
      expect(await send({ key: 'e', text: 'e' })).toMatchObject({ sent: false, again: true });
    });

    it('long texts in parts that the platform does not cut off', async () => {
      await send({ text: '一句话。'.repeat(1000) });
      expect(
        server.shown
          .map(({ text }) => text)
          .join('')
          .match(/一句话。/g),
      ).toHaveLength(1000);
      expect(Math.max(...server.shown.map(({ bytes }) => bytes))).toBeLessThanOrEqual(2048);
    });

    it('nothing that becomes a link', async () => {
      await send({ text: '低于<4.3% <a href="http://evil.cn">点这里</a>' });
      expect(server.shown[0]?.text).toBe('低于＜4.3% ＜a href="http://evil.cn">点这里＜/a>');
    });

    it('files, and goes on where a message broke off', async () => {
      const file = { name: '通报.docx', kind: 'document' as const, bytes: Buffer.from('a document') };
      server.trouble('media/upload', 'http-502');
      expect(await send({ text: '附件', file })).toMatchObject({ sent: false, again: true });
      expect(await send({ text: '附件', file })).toMatchObject({ sent: true });
      expect(server.shown.map(({ kind, text }) => [kind, text])).toEqual([
        ['text', '附件'],
        ['file', '通报.docx'],
      ]);
      const empty = { ...file, bytes: new Uint8Array() };
      expect(await send({ key: 'empty', file: empty })).toMatchObject({ sent: false, again: false });
    });

    it('to nobody but the one person it is for', async () => {
      for (const chatId of ['@all', 'zhangsan|lisi', '']) {
        expect(await send({ chatId, text: '通报' })).toMatchObject({ sent: false, again: false });
      }
      expect(await send({ chatId: 'wangwu', text: '通报' })).toMatchObject({ sent: false, again: false });
      expect(server.shown).toEqual([]);
    });

    it.each([
      [45009, 60_000],
      [45033, 5_000],
      [-1, 5_000],
      [60020, 300_000],
    ])('later after error %i, with a pause', async (errcode, retryAfterMs) => {
      server.trouble('message/send', errcode);
      expect(await send({ text: '通报' })).toMatchObject({ sent: false, again: true, retryAfterMs });
    });

    it.each(['http-502', 'rubbish', 'hang-up'] as const)(
      'later when the platform answers with %s',
      async (trouble) => {
        server.trouble('message/send', trouble);
        const result = await send({ text: '通报' });
        expect(result).toMatchObject({
          sent: false,
          again: true,
          reason: expect.stringMatching(/./),
        });
        expect(JSON.stringify(result)).not.toMatch(/access_token|http:\/\/127/);
      },
    );
  });

  it('says how it stands: down while it is refused, ready as soon as it is not, and never the secret', async () => {
    server.trouble('gettoken', 60020, 'hang-up', 'rubbish');
    await begin();
    await until(() => app.state().detail === 'errcode 60020: refused');
    expect(app.state().status).toBe('down');
    await until(() => app.state().detail?.startsWith('not reachable') ?? false);
    await ready();
    expect(app.state().detail).toBeNull();
    expect(tools.lines.join('\n')).not.toContain(ACCOUNT.secret);
  });

  it('tells a file that is gone and one that is too big', async () => {
    await begin();
    server.media.set('big', { name: 'a', bytes: Buffer.alloc(5000) });
    await expect(app.fetchFile!('big', 1000)).rejects.toThrow('附件：文件太大');
    await expect(app.fetchFile!('unknown', 1000)).rejects.toThrow('附件：文件取不到了');
    server.expireToken();
    expect((await app.fetchFile!('big', 5000)).byteLength).toBe(5000);
  });
});

describe('settings of the self-built app', () => {
  const settings = (changes: object = {}) => ({
    MINSHENG_WECOM_APP_CORP_ID: ACCOUNT.corpId,
    MINSHENG_WECOM_APP_AGENT_ID: ACCOUNT.agentId,
    MINSHENG_WECOM_APP_SECRET: ACCOUNT.secret,
    MINSHENG_WECOM_APP_CALLBACK_TOKEN: ACCOUNT.token,
    MINSHENG_WECOM_APP_AES_KEY: ACCOUNT.aesKey,
    ...changes,
  });

  it('are refused all at once, without repeating secrets', () => {
    const wrong = {
      MINSHENG_WECOM_APP_AES_KEY: 'tooshortkey',
      MINSHENG_WECOM_APP_API_ROOT: 'http://example.org',
    };
    const make = () => createMessengers({ ...settings(wrong), MINSHENG_WECOM_APP_AGENT_ID: '' }, testTools());
    expect(make).toThrow(/AGENT_ID：没有设置[\s\S]*AES_KEY：现有 11 个字符[\s\S]*43[\s\S]*API_ROOT/);
    expect(make).not.toThrow(/tooshortkey/);
  });

  it('are tried by asking for a token, and the address for the callback is shown', async () => {
    const server = await startWecomApiServer(ACCOUNT);
    const root = { MINSHENG_WECOM_APP_API_ROOT: server.url };
    const good = await diagnose(settings(root), testTools('https://bot.example.org'));
    const bad = await diagnose(
      settings({ ...root, MINSHENG_WECOM_APP_SECRET: 'another-secret' }),
      testTools(),
    );
    await server.stop();
    expect(good.map(({ level }) => level)).toEqual(['ok', 'ok']);
    expect(good[1]?.what).toContain('https://bot.example.org/hooks/wecom-app/callback');
    expect(bad.map(({ level }) => level)).toEqual(['fail', 'warn']);
    expect(bad[0]?.what).toContain('40001');
    expect(JSON.stringify(bad)).not.toContain('another-secret');
    expect((await diagnose(settings(root), testTools()))[0]).toMatchObject({ level: 'fail' });
    expect((await diagnose({}, testTools())).every(({ level }) => level === 'fail')).toBe(true);
  });
});
