import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Receive } from '../../src/domain/channel.ts';
import type { IncomingMessage } from '../../src/domain/message.ts';
import { openBot, parcel, QUICK_PACE, SECRET, type TestBot } from '../support/telegram-bot.ts';
import { BOT, GROUP, startTelegramServer, type TelegramServer } from '../support/telegram-server.ts';
import { until } from '../support/until.ts';

const SLOW_POLL = { ...QUICK_PACE, pollSeconds: 30 };
const OTHER = { token: '220201543:BBHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw', username: 'other_bot' };

let server: TelegramServer;
let bots: TestBot[];
let heard: IncomingMessage[];

beforeEach(async () => {
  server = await startTelegramServer({ bots: [BOT, OTHER] });
  bots = [];
  heard = [];
});
afterEach(async () => {
  await Promise.all(bots.map(({ messenger }) => messenger.stop()));
  await Promise.all(bots.map(({ close }) => close()));
  await server.stop();
});

const keep: Receive = async (message) => void heard.push(message);

async function started(
  options: Parameters<typeof openBot>[1] = {},
  receive: Receive = keep,
): Promise<TestBot> {
  const bot = await openBot(server.url, options);
  bots.push(bot);
  await bot.messenger.start(receive);
  return bot;
}

const texts = () => heard.map((message) => message.text);
const callsOf = (method: string) => server.calls.filter((call) => call.method === method);
const isReady = ({ messenger }: TestBot) => messenger.state().status === 'ready';

describe('polling', () => {
  it('asks for the next update only after the last one was received', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await started({}, async (message) => {
      heard.push(message);
      if (message.text === '二') await held;
    });
    for (const text of ['一', '二', '三']) server.say({ text });
    await until(() => heard.length >= 2);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(texts()).toEqual(['一', '二']);
    expect(server.pending()).not.toEqual([]);
    release();
    await until(() => server.pending().length === 0);
    expect(texts()).toEqual(['一', '二', '三']);
  });

  it('gets an update again that could not be received, and those after it in their order', async () => {
    let failures = 3;
    const bot = await started({}, async (message) => {
      heard.push(message);
      if (message.text === '二' && failures-- > 0) throw new Error('disk full');
    });
    for (const text of ['一', '二', '三']) server.say({ text });
    await until(() => server.pending().length === 0);
    expect(texts()).toEqual(['一', '二', '二', '二', '二', '三']);
    expect(new Set(heard.map((message) => message.id)).size).toBe(3);
    expect(bot.log.lines.join('\n')).toContain('messages cannot be stored');
    await until(() => isReady(bot));
  });

  it('gives a redelivered message the same id', async () => {
    await started();
    server.say({ text: '停车位', message_id: 7 });
    server.say({ text: '停车位', message_id: 7 });
    await until(() => heard.length === 2);
    expect(heard[0]).toEqual(heard[1]);
  });

  it('says that it is ready as soon as Telegram answers, and who it is', async () => {
    const bot = await openBot(server.url, { pace: SLOW_POLL });
    bots.push(bot);
    expect(bot.messenger.state()).toMatchObject({ status: 'starting', detail: null, loginQr: null });
    await bot.messenger.start(keep);
    await until(() => isReady(bot));
    expect(bot.messenger.state().detail).toBe('@minsheng_bot');
    expect(bot.messenger).toMatchObject({ platform: 'telegram', account: '110201543' });
  });

  it('survives a server that dies and comes back, and loses nothing', async () => {
    const bot = await started({ pace: SLOW_POLL });
    await until(() => server.isPolled());
    await server.down();
    await until(() => bot.messenger.state().status === 'down');
    expect(bot.messenger.state().detail).toMatch(/^unreachable/);
    server.say({ text: '停车位' });
    await server.up();
    await until(() => heard.length === 1 && isReady(bot));
  });

  it('starts although the server cannot be reached', async () => {
    await server.down();
    const bot = await started();
    await until(() => bot.messenger.state().status === 'down');
    await server.up();
    server.say({ text: '停车位' });
    await until(() => heard.length === 1);
  });

  it.each([
    ['rubbish', { kind: 'raw', status: 200, body: '{"ok":true,"result":"x"}' }, 'makes no sense'],
    [
      'updates without an id',
      { kind: 'raw', status: 200, body: '{"ok":true,"result":[{},7]}' },
      'makes no sense',
    ],
    ['a page', { kind: 'raw', status: 502, body: '<html>' }, 'no JSON'],
    ['an error', { kind: 'error', code: 500, description: 'Internal Server Error' }, '500 Internal'],
    ['a refusal of the token', { kind: 'error', code: 401, description: 'Unauthorized' }, 'token is refused'],
    ['a broken connection', { kind: 'close', when: 'before' }, 'ECONNRESET'],
    ['nothing', { kind: 'hang' }, 'no answer in time'],
  ] as const)('goes on after %s', async (_, how, reason) => {
    server.fail({ method: 'getUpdates', how });
    server.say({ text: '停车位' });
    const bot = await started({ pace: { ...QUICK_PACE, pollSeconds: 0, requestSeconds: 0.2 } });
    await until(() => heard.length === 1 && isReady(bot));
    expect(bot.log.lines.join('\n')).toContain(reason);
    expect(bot.log.lines.join('\n')).not.toContain(BOT.token);
  });

  it('waits as long as Telegram wants', async () => {
    const parameters = { retry_after: 1 };
    const how = {
      kind: 'error',
      code: 429,
      description: 'Too Many Requests: retry after 1',
      parameters,
    } as const;
    server.fail({ method: 'getUpdates', how });
    const bot = await started();
    await until(() => isReady(bot));
    const [first, second] = callsOf('getUpdates');
    expect(second!.at - first!.at).toBeGreaterThanOrEqual(990);
  });

  it('does not hammer a server that answers at once without updates', async () => {
    const how = { kind: 'raw', status: 200, body: '{"ok":true,"result":[]}' } as const;
    server.fail({ method: 'getUpdates', times: 1000, how });
    const bot = await started({ pace: { ...QUICK_PACE, firstDelayMs: 50 } });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(callsOf('getUpdates').length).toBeLessThan(12);
    expect(isReady(bot)).toBe(true);
  });

  it('says that another program polls with its token, and takes over when that one is gone', async () => {
    const first = await started({ pace: SLOW_POLL });
    await until(() => server.isPolled());
    const second = await started({ pace: SLOW_POLL });
    await until(() => first.log.lines.join('\n').includes('another program polls with this token'));
    await first.messenger.stop();
    server.say({ text: '停车位' });
    await until(() => heard.length === 1 && isReady(second));
  });

  it('says that the token is refused, without repeating it', async () => {
    const token = '330201543:CCHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw';
    const bot = await started({ token });
    await until(() => bot.messenger.state().status === 'down');
    expect(bot.messenger.state().detail).toBe('the token is refused (401 Unauthorized)');
    expect(bot.log.lines.join('\n')).not.toContain(token);
  });

  it('takes a webhook away only when one is set', async () => {
    const bot = await started();
    await until(() => isReady(bot));
    expect(callsOf('deleteWebhook')).toEqual([]);
    await bot.messenger.stop();
    const hooked = await started({ mode: 'webhook' });
    await until(() => isReady(hooked));
    await hooked.messenger.stop();
    const again = await started();
    server.say({ text: '停车位' });
    await until(() => isReady(again) && heard.length === 1);
    expect(callsOf('deleteWebhook')).toHaveLength(1);
  });

  it('serves several accounts side by side', async () => {
    const [one, two] = [await started(), await started({ token: OTHER.token })];
    server.say({ text: '一' });
    server.say({ text: '@other_bot 二', chat: GROUP }, OTHER.token);
    await until(() => heard.length === 2);
    expect(new Set(heard.map(({ account, text }) => `${account} ${text}`))).toEqual(
      new Set([`${one.messenger.account} 一`, `${two.messenger.account} 二`]),
    );
  });

  it('stops at once in the middle of a long poll, and only once', async () => {
    const { messenger } = await started({ pace: SLOW_POLL });
    await until(() => server.isPolled());
    const before = performance.now();
    await Promise.all([messenger.stop(), messenger.stop()]);
    expect(performance.now() - before).toBeLessThan(5_000);
    expect(messenger.state().status).toBe('stopped');
    await until(() => !server.isPolled());
    server.say({ text: '停车位' });
    expect(server.pending()).toHaveLength(1);
  });

  it('stops at once while it waits for a dead server, and before it ever started', async () => {
    await server.down();
    const slow = { ...QUICK_PACE, firstDelayMs: 60_000, highestDelayMs: 60_000 };
    const { messenger } = await started({ pace: slow });
    await until(() => messenger.state().status === 'down');
    const before = performance.now();
    await messenger.stop();
    expect(performance.now() - before).toBeLessThan(5_000);
    const unstarted = await openBot(server.url);
    await unstarted.messenger.stop();
    await server.up();
  });

  it('finishes what it receives and sends before it is stopped', async () => {
    let received = false;
    const { messenger } = await started({}, async (message) => {
      heard.push(message);
      await new Promise((resolve) => setTimeout(resolve, 50));
      received = true;
    });
    server.say({ text: '停车位' });
    await until(() => heard.length === 1);
    const sending = messenger.send(parcel());
    await messenger.stop();
    expect(received).toBe(true);
    expect(server.sent).toHaveLength(1);
    expect(await sending).toMatchObject({ sent: true });
  });
});

describe('the menu', () => {
  it('is set for private chats and groups, in Chinese, with the short description', async () => {
    await started();
    await until(() => callsOf('setMyShortDescription').length === 1);
    expect(callsOf('setMyCommands').map((call) => call.fields.scope)).toEqual([
      { type: 'all_private_chats' },
      { type: 'all_group_chats' },
    ]);
    const commands = callsOf('setMyCommands').flatMap(
      (call) => call.fields.commands as { description: string }[],
    );
    expect(commands.every(({ description }) => /\p{Script=Han}/u.test(description))).toBe(true);
    expect(String(callsOf('setMyShortDescription')[0]?.fields.short_description).length).toBeLessThanOrEqual(
      120,
    );
  });

  it('is no reason not to work', async () => {
    server.fail({ method: 'setMyCommands', times: 2, how: { kind: 'close', when: 'before' } });
    const bot = await started();
    server.say({ text: '停车位' });
    await until(() => heard.length === 1);
    await until(() => bot.log.lines.join('\n').includes('menu or profile not set'));
    expect(isReady(bot)).toBe(true);
  });
});

describe('a webhook', () => {
  const hookOf = ({ messenger }: TestBot) => messenger.hooks![messenger.account]!;
  const request = (body: unknown, secret: string | null = SECRET) => ({
    method: 'POST' as const,
    headers: secret === null ? {} : { 'x-telegram-bot-api-secret-token': secret },
    query: {},
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

  it('is set with address and secret, and brings what waited', async () => {
    server.say({ text: '停车位' });
    const bot = await started({ mode: 'webhook' });
    await until(() => heard.length === 1 && isReady(bot));
    expect(server.webhookUrl()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/hooks\/telegram\/110201543$/);
    expect(callsOf('setWebhook')[0]?.fields).toMatchObject({
      secret_token: SECRET,
      allowed_updates: ['message', 'edited_message', 'callback_query'],
    });
    expect(callsOf('getUpdates')).toEqual([]);
  });

  it('refuses who does not know the secret', async () => {
    const bot = await started({ mode: 'webhook' });
    await until(() => isReady(bot));
    for (const secret of [null, '', 'wrong', `${SECRET}x`, SECRET.toUpperCase()]) {
      expect(await hookOf(bot)(request({ update_id: 1 }, secret))).toMatchObject({ status: 401 });
    }
    expect(await hookOf(bot)({ ...request(''), method: 'GET' })).toMatchObject({ status: 405 });
    expect(heard).toEqual([]);
  });

  it('answers rubbish calmly', async () => {
    const bot = await started({ mode: 'webhook' });
    await until(() => isReady(bot));
    expect(await hookOf(bot)(request('{"update'))).toMatchObject({ status: 400 });
    for (const body of ['null', '[]', '7', '"x"', { update_id: 'x' }, { update_id: 1, message: {} }]) {
      expect(await hookOf(bot)(request(body))).toMatchObject({ status: 200 });
    }
  });

  it('gets an update again until it could be received', async () => {
    let failures = 2;
    await started({ mode: 'webhook' }, async (message) => {
      heard.push(message);
      if (failures-- > 0) throw new Error('disk full');
    });
    server.say({ text: '一' });
    server.say({ text: '二' });
    await until(() => server.pending().length === 0);
    expect(texts()).toEqual(['一', '一', '一', '二']);
  });

  it('takes nothing before it knows who it is, nor after it was stopped', async () => {
    await server.down();
    const bot = await started({ mode: 'webhook' });
    expect(await hookOf(bot)(request({ update_id: 1 }))).toMatchObject({ status: 503 });
    await until(() => bot.messenger.state().status === 'down');
    await server.up();
    await until(() => isReady(bot));
    await bot.messenger.stop();
    expect(await hookOf(bot)(request({ update_id: 1 }))).toMatchObject({ status: 503 });
    expect(server.webhookUrl()).not.toBe('');
  });

  it('is set again when somebody takes it away', async () => {
    const bot = await started({ mode: 'webhook' });
    await until(() => isReady(bot));
    await fetch(`${server.url}/bot${BOT.token}/deleteWebhook`, { method: 'POST' });
    await until(() => server.webhookUrl() !== '');
    server.say({ text: '停车位' });
    await until(() => heard.length === 1);
  });
});
