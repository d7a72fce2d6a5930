import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTelegramServer as startIndependentServer } from '@openclaw/crabline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMessengers, diagnose } from '../../src/adapters/telegram/module.ts';
import type { Diagnosis } from '../../src/domain/channel.ts';
import { InputError } from '../../src/domain/errors.ts';
import type { IncomingMessage } from '../../src/domain/message.ts';
import { keptLog, openBot, parcel, QUICK_PACE, SECRET } from '../support/telegram-bot.ts';
import { BOT, startTelegramServer, type TelegramServer } from '../support/telegram-server.ts';
import { until } from '../support/until.ts';

const OTHER_TOKEN = '220201543:BBHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw';
const NOW = () => new Date();

function tools(publicUrl: string | null = null) {
  return { log: keptLog(), now: NOW, publicUrl };
}

function problemsOf(settings: Record<string, string>, publicUrl: string | null = null): string[] {
  try {
    createMessengers(settings, tools(publicUrl));
    return [];
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.problems.map(({ where, message }) => `${where}：${message}`);
  }
}

describe('the settings', () => {
  it('give one messenger for each token', () => {
    const settings = { MINSHENG_TELEGRAM_TOKEN: `${BOT.token}, ${OTHER_TOKEN}\n` };
    const messengers = createMessengers(settings, tools());
    expect(messengers.map(({ account }) => account)).toEqual(['110201543', '220201543']);
    expect(messengers[0]).toMatchObject({
      platform: 'telegram',
      capabilities: { highestRole: 'operator', buttons: true, markdown: false, push: 'always' },
    });
    expect(messengers[0]?.hooks).toBeUndefined();
  });

  it('give a hook for each token in webhook mode, and a lower highest role', () => {
    const settings = {
      MINSHENG_TELEGRAM_TOKEN: `${BOT.token},${OTHER_TOKEN}`,
      MINSHENG_TELEGRAM_MODE: 'webhook',
      MINSHENG_TELEGRAM_WEBHOOK_SECRET: SECRET,
      MINSHENG_TELEGRAM_HIGHEST_ROLE: 'staff',
    };
    const messengers = createMessengers(settings, tools('https://example.org'));
    expect(messengers.map(({ hooks }) => Object.keys(hooks ?? {}))).toEqual([['110201543'], ['220201543']]);
    expect(messengers[0]?.capabilities.highestRole).toBe('staff');
  });

  it('are refused with every problem at once, without repeating a secret', () => {
    const problems = problemsOf({
      MINSHENG_TELEGRAM_TOKEN: `${BOT.token} ${BOT.token} 12345:short`,
      MINSHENG_TELEGRAM_API_ROOT: 'ftp://u:p@example.org',
      MINSHENG_TELEGRAM_MODE: 'webhook',
      MINSHENG_TELEGRAM_WEBHOOK_SECRET: 'not allowed!',
      MINSHENG_TELEGRAM_HIGHEST_ROLE: 'king',
    });
    for (const variable of ['TOKEN', 'API_ROOT', 'WEBHOOK_SECRET', 'HIGHEST_ROLE']) {
      expect(problems.join('\n')).toContain(`MINSHENG_TELEGRAM_${variable}`);
    }
    expect(problems.join('\n')).toMatch(/110201543 填了两次.*第 3 个令牌.*MINSHENG_PUBLIC_URL/s);
    expect(problems.join('\n')).not.toMatch(/AAHdq|short|not allowed|u:p/);
  });

  it.each<[string, Record<string, string>, string | null, RegExp]>([
    ['no token', {}, null, /没有填写/],
    ['an unknown mode', { MINSHENG_TELEGRAM_MODE: 'push' }, null, /现为“push”.*polling/],
    ['no secret', { MINSHENG_TELEGRAM_MODE: 'webhook' }, 'https://example.org', /必须填写/],
    [
      'a plain address for the official server',
      { MINSHENG_TELEGRAM_MODE: 'webhook', MINSHENG_TELEGRAM_WEBHOOK_SECRET: SECRET },
      'http://example.org',
      /https/,
    ],
  ])('are refused with %s', (_, settings, publicUrl, problem) => {
    const token = Object.keys(settings).length > 0 ? { MINSHENG_TELEGRAM_TOKEN: BOT.token } : {};
    expect(problemsOf({ ...token, ...settings }, publicUrl)).toEqual([expect.stringMatching(problem)]);
  });
});

describe('the diagnosis', () => {
  let server: TelegramServer;
  beforeEach(async () => {
    server = await startTelegramServer({ bots: [{ ...BOT, readsAll: true }] });
  });
  afterEach(() => server.stop());

  const ask = (settings: Record<string, string> = {}, now = NOW): Promise<Diagnosis[]> =>
    diagnose(
      { MINSHENG_TELEGRAM_TOKEN: BOT.token, MINSHENG_TELEGRAM_API_ROOT: server.url, ...settings },
      { log: keptLog(), now, publicUrl: 'http://127.0.0.1:1' },
    );
  const told = (found: Diagnosis[]) => found.map(({ level, what }) => `${level} ${what}`).join('\n');
  const webhook = { MINSHENG_TELEGRAM_MODE: 'webhook', MINSHENG_TELEGRAM_WEBHOOK_SECRET: SECRET };
  const setWebhook = (url: string) =>
    fetch(`${server.url}/bot${BOT.token}/setWebhook?url=${encodeURIComponent(url)}`);

  it('tells who the bot is, what it reads in groups and what waits for it', async () => {
    server.say({ text: '停车位' });
    const found = told(await ask());
    expect(found).toMatch(/ok Telegram @minsheng_bot：令牌有效/);
    expect(found).toMatch(/warn .*隐私模式已关闭/);
    expect(found).toMatch(/ok .*有 1 条消息等着收取/);
    expect(found).not.toContain('时钟');
  });

  it('tells when the webhook does not fit the mode, and why it failed', async () => {
    await setWebhook('http://127.0.0.1:1/elsewhere');
    server.say({ text: '停车位' });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(told(await ask())).toMatch(/warn .*这里用长轮询/);
    expect(told(await ask(webhook))).toMatch(/回调网址不是这里的.*回调失败于.*Connection refused/s);
    await setWebhook('http://127.0.0.1:1/hooks/telegram/110201543');
    expect(told(await ask(webhook))).toMatch(/ok .*回调网址已设好/);
  });

  it('tells a wrong token, an unreachable server, a wrong clock and wrong settings', async () => {
    expect(told(await ask({ MINSHENG_TELEGRAM_TOKEN: OTHER_TOKEN }))).toMatch(/fail .*220201543：令牌无效/);
    const late = () => new Date(Date.now() + 300_000);
    expect(told(await ask({}, late))).toMatch(/warn .*时钟相差 (299|30[01]) 秒/);
    expect(told(await ask({ MINSHENG_TELEGRAM_MODE: 'x' }))).toMatch(/fail .*MINSHENG_TELEGRAM_MODE/);
    await server.down();
    const found = told(await ask());
    expect(found).toMatch(/fail .*110201543：连不上服务器（unreachable: ECONN\w+）/);
    expect(found).not.toContain(BOT.token);
  });
});

describe('a Bot API server written by others', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'telegram-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is polled, answered with buttons and edits, and refuses what it should', async () => {
    const server = await startIndependentServer({
      botToken: BOT.token,
      recorderPath: join(folder, 'calls.jsonl'),
    });
    const { adminToken, endpoints } = server.manifest;
    const heard: IncomingMessage[] = [];
    const { messenger, log } = await openBot(endpoints.apiRoot, { pace: { ...QUICK_PACE, pollSeconds: 1 } });
    await messenger.start(async (message) => void heard.push(message));
    const said = await fetch(endpoints.adminInboundUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-crabline-admin-token': adminToken },
      body: JSON.stringify({ chatId: 7001, text: '停车位建了多少' }),
    });
    expect(said.status, await said.text()).toBe(200);
    await until(() => heard.length === 1);
    expect(heard[0]).toMatchObject({ text: '停车位建了多少', chatId: '7001', addressed: true });

    const choices = [{ label: '历下区', text: '历下区停车位' }];
    const sent = await messenger.send(parcel({ choices, quotes: heard[0]!.id }));
    expect(sent).toMatchObject({ sent: true, messageId: expect.stringMatching(/^\d+$/) });
    const edits = sent.sent ? sent.messageId : null;
    expect(await messenger.send(parcel({ edits, text: '已处理' }))).toEqual({ sent: true, messageId: edits });
    const file = { name: '进度.png', kind: 'image', bytes: Buffer.from('89504e470d0a1a0a', 'hex') } as const;
    expect(await messenger.send(parcel({ file }))).toMatchObject({ sent: true });
    expect(await messenger.send(parcel({ text: '长'.repeat(4097) }))).toMatchObject({ again: false });
    expect(log.lines.filter((line) => line.includes('down'))).toEqual([]);
    await messenger.stop();
    await server.close();
  });
});
