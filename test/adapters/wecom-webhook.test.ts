/** The contract of channels does not apply: a group's robot hears nothing, so there is nobody to answer. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMessengers, diagnose } from '../../src/adapters/wecom/webhook.ts';
import type { Messenger } from '../../src/domain/channel.ts';
import { startWecomApiServer, type WecomApiServer } from '../support/wecom-api-server.ts';
import { parcelOf, testTools } from '../support/wecom-harness.ts';

const ACCOUNT = { corpId: 'ww1', agentId: '1', secret: 's', token: 't', aesKey: 'a'.repeat(43) };
const KEYS = { 专班: '693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa', 通报群: 'bbbbbbbb-1111-2222-3333-cccccccccccc' };
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

const make = (keys: string, more: object = {}) =>
  createMessengers({ MINSHENG_WECOM_WEBHOOK_KEYS: keys, ...more }, testTools());

describe('robots of groups', () => {
  let server: WecomApiServer;
  let robots: Messenger;
  const send = (parts: Parameters<typeof parcelOf>[1]) =>
    robots.send(parcelOf('wecom-webhook', { chatId: '通报群', ...parts }));

  beforeEach(async () => {
    server = await startWecomApiServer({ ...ACCOUNT, webhookKeys: Object.values(KEYS) });
    const keys = `专班=${KEYS.专班}，通报群=https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${KEYS.通报群}`;
    robots = make(keys, { MINSHENG_WECOM_WEBHOOK_API_ROOT: server.url })[0]!;
    await robots.start(async () => {});
  });
  afterEach(async () => {
    await robots.stop();
    await server.stop();
  });

  it('push to the group of a name, in parts that fit, and mention nobody', async () => {
    expect(await send({ text: '本周新完工 3 项 <@all>' })).toEqual({ sent: true, messageId: null });
    await send({ key: 'long', text: '一句话。'.repeat(500) });
    expect(server.shown[0]).toMatchObject({ to: KEYS.通报群, text: '本周新完工 3 项 ＜@all>' });
    expect(
      server.shown
        .slice(1)
        .map(({ text }) => text)
        .join('')
        .match(/一句话。/g),
    ).toHaveLength(500);
  });

  it('show pictures, and send what is no picture as a file', async () => {
    await send({ key: 'a', file: { name: '图.png', kind: 'image', bytes: PNG } });
    await send({ key: 'b', file: { name: '图.webp', kind: 'image', bytes: Buffer.from('RIFF....WEBP') } });
    expect(server.shown.map(({ kind, bytes }) => [kind, bytes])).toEqual([
      ['image', PNG.byteLength],
      ['file', 12],
    ]);
  });

  it('come again after a minute when there were more than twenty', async () => {
    for (let count = 0; count < 20; count += 1) await send({ key: `n${count}`, text: '通报' });
    expect(await send({ text: '通报' })).toMatchObject({ sent: false, again: true, retryAfterMs: 60_000 });
    expect(robots.capabilities.budgets).toEqual([{ scope: 'chat', count: 18, windowMs: 60_000 }]);
  });

  it('give up on groups without a robot, and tell no key when something fails', async () => {
    expect(await send({ chatId: '别的群', text: '通报' })).toMatchObject({ sent: false, again: false });
    server.trouble('webhook/send', 93000, 'hang-up', 'rubbish');
    const results = [];
    for (const key of ['x', 'y', 'z']) results.push(await send({ key, text: '通报' }));
    expect(results.map((result) => !result.sent && result.again)).toEqual([false, true, true]);
    expect(JSON.stringify(results)).not.toContain('bbbbbbbb');
  });

  it('tell residents only what everybody may know, unless the operator says otherwise', () => {
    expect(robots.capabilities).toMatchObject({ highestRole: 'resident', identifies: false, push: 'always' });
    const [other] = make(`群=${KEYS.专班}`, { MINSHENG_WECOM_WEBHOOK_HIGHEST_ROLE: 'staff' });
    expect(other?.capabilities.highestRole).toBe('staff');
  });

  it('are ready once started and stopped twice without harm', async () => {
    expect(robots.state().status).toBe('ready');
    await robots.stop();
    await robots.stop();
    expect(robots.state().status).toBe('stopped');
  });
});

describe('keys of robots', () => {
  it('are refused with their place, never with their value', async () => {
    const keys = `好=${KEYS.专班},坏的,好=${KEYS.通报群},=abcdefgh`;
    expect(() => make(keys)).toThrow(/第 2 项[\s\S]*“好”出现了两次[\s\S]*第 4 项/);
    expect(() => make(keys)).not.toThrow(/693a91f6|bbbbbbbb/);
    const found = await diagnose({ MINSHENG_WECOM_WEBHOOK_KEYS: keys });
    expect(found.map(({ level }) => level)).toEqual(['fail', 'fail', 'fail']);
  });

  it('are only looked at, since a test message would disturb the group', async () => {
    const [found] = await diagnose({ MINSHENG_WECOM_WEBHOOK_KEYS: `专班=${KEYS.专班}` });
    expect(found).toMatchObject({ level: 'ok', what: expect.stringContaining('专班'), fix: null });
  });
});
