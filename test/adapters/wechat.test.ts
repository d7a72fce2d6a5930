import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createWechatMessenger } from '../../src/adapters/wechat/messenger.ts';
import { readSettings } from '../../src/adapters/wechat/settings.ts';
import { TIMINGS, type Timings } from '../../src/adapters/wechat/timings.ts';
import type { Handle, Messenger, Parcel } from '../../src/domain/channel.ts';
import type { Choice, IncomingMessage } from '../../src/domain/message.ts';
import { until } from '../support/until.ts';
import { startWechatServer, type WechatServer } from '../support/wechat-server.ts';
import { answerThrough, type Harness, runAdapterContract } from './contract.ts';

const QUICK: Timings = {
  ...TIMINGS,
  jitterMs: 0,
  restartMs: 200,
  probeMs: 500,
  pingMs: 300,
  silenceMs: 1_000,
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'wechat-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Logged {
  level: string;
  facts: object;
  message: string;
}

function openMessenger(server: WechatServer, given: { timings?: Timings; settings?: object } = {}) {
  const logged: Logged[] = [];
  const write = (level: string) => (facts: object, message: string) =>
    void logged.push({ level, facts, message });
  const settings = readSettings({
    MINSHENG_WECHAT_TOKEN: server.token,
    MINSHENG_WECHAT_ENDPOINT: server.endpoint,
    MINSHENG_WECHAT_NAME: join(folder, 'login'),
    ...given.settings,
  });
  const messenger = createWechatMessenger(
    { settings, timings: given.timings ?? QUICK, random: () => 0.5 },
    {
      log: { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') },
      now: () => new Date(),
      publicUrl: null,
    },
  );
  return { messenger, logged };
}

const stands = (messenger: Messenger, status: string) => until(() => messenger.state().status === status);

/** The worker processes of this test's messenger. */
function workerPids(): number[] {
  const lines = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)], { encoding: 'utf8' });
  return lines
    .split('\n')
    .filter((line) => line.includes('wechat/worker.ts'))
    .map((line) => Number.parseInt(line, 10));
}

function parcel(over: Partial<Parcel> & { chatId?: string; chatKind?: 'private' | 'group' }): Parcel {
  const { chatId = 'zhang', chatKind = 'private', ...rest } = over;
  return {
    key: 'key-1',
    target: { platform: 'wechat', account: 'login', chatId, chatKind, thread: null },
    text: '完成 4,600 个',
    choices: [],
    file: null,
    quotes: null,
    edits: null,
    addressee: null,
    replyContext: {},
    kind: 'reply',
    ...rest,
  };
}

describe('over one gateway', () => {
  let server: WechatServer;
  beforeAll(async () => {
    server = await startWechatServer();
  });
  afterAll(() => server.stop());

  let people = 0;

  /** A person who talks to the bot; choices are numbered lines that are answered by what they stand for. */
  async function openHarness(handle: Handle): Promise<Harness> {
    const person = `person-${++people}`;
    const { messenger } = openMessenger(server);
    let offered: readonly Choice[] = [];
    let answers = 0;
    let parts = 0;
    const channel = await answerThrough(messenger, async (message) => {
      const replies = await handle(message)
        .catch((error: unknown) => {
          parts += 1;
          throw error;
        })
        .finally(() => answers++);
      parts += replies.length;
      offered = replies.at(-1)?.choices ?? [];
      const numbered = offered.map(({ label }, index) => `${index + 1}. ${label}`);
      return replies.map((reply) => ({ ...reply, text: [reply.text, ...numbered].join('\n'), choices: [] }));
    });
    await stands(messenger, 'ready');
    const say = async (text: string, id: string) => {
      const [before, answered, told] = [server.shown.length, answers, parts];
      await server.perform({ do: 'say', saying: { id: `${person}-${id}`, from: person, text } });
      if (text.trim() === '') return '';
      await until(() => answers > answered);
      await until(() => server.shown.length - before === parts - told);
      const shown = server.shown.slice(before);
      return shown.map((each) => each.text).join('\n');
    };
    let chosen = 0;
    return { adapter: channel, say, choose: (index) => say(offered[index]!.text, `choice-${++chosen}`) };
  }

  runAdapterContract({ platform: 'wechat', open: openHarness, neverRedelivers: null });

  describe('the WeChat messenger', () => {
    let messenger: Messenger;
    let logged: Logged[];
    let heard: IncomingMessage[];
    beforeAll(async () => {
      ({ messenger, logged } = openMessenger(server));
      await messenger.start(async (message) => void heard.push(message));
    });
    beforeEach(async () => {
      await stands(messenger, 'ready');
      heard = [];
      server.shown.length = 0;
    });
    afterEach(() => server.perform({ do: 'sending', now: 'works' }));
    afterAll(() => messenger.stop());

    it('lets nothing but public answers out, whatever is set', () => {
      expect(messenger.capabilities).toMatchObject({
        highestRole: 'resident',
        identifies: false,
        push: 'always',
        lengthUnit: 'bytes',
        maxLength: 1_900,
      });
    });

    it('knows in a group when it is called by its name, its name there, or the mention itself', async () => {
      const room = 'room-1@chatroom';
      await server.perform({ do: 'alias', room, contact: 'bot', alias: '实事助手' });
      await server.perform({ do: 'alias', room, contact: 'li', alias: '三号楼李姐' });
      const say = (id: string, text: string, mentions?: string[]) =>
        server.perform({
          do: 'say',
          saying: { id, from: 'li', text, room, ...(mentions ? { mentions } : {}) },
        });
      await say('r-1', '今天停水吗');
      await say('r-2', '@小民\u2005两癌检查完成了多少');
      await say('r-3', '请问@实事助手 停车位', []);
      await say('r-4', '@旧名字\u2005老旧小区', ['bot']);
      await until(() => heard.length === 4);
      heard.sort((a, b) => a.id.localeCompare(b.id));
      expect(heard.map(({ text, addressed }) => [text, addressed])).toEqual([
        ['今天停水吗', false],
        ['两癌检查完成了多少', true],
        ['请问 停车位', true],
        ['老旧小区', true],
      ]);
      expect(heard[1]).toMatchObject({
        chatId: room,
        chatKind: 'group',
        personId: 'li',
        personName: '三号楼李姐',
      });
    });

    it('answers in a group with the name of the person, and privately without', async () => {
      await server.perform({
        do: 'say',
        saying: { id: 'g-1', from: 'li', text: '在吗', room: 'room-2@chatroom' },
      });
      const addressee = { id: 'li', name: '李四' };
      const group = parcel({ chatId: 'room-2@chatroom', chatKind: 'group', addressee });
      expect(await messenger.send(group)).toEqual({ sent: true, messageId: expect.stringMatching(/\S/) });
      await server.perform({ do: 'say', saying: { id: 'g-2', from: 'zhang', text: '在吗' } });
      expect(await messenger.send(parcel({ addressee }))).toMatchObject({ sent: true });
      expect(server.shown).toMatchObject([
        { chatId: 'room-2@chatroom', text: '@李四\u2005完成 4,600 个', mentions: ['li'] },
        { chatId: 'zhang', text: '完成 4,600 个', mentions: [] },
      ]);
    });

    it('sends a picture after its text', async () => {
      await server.perform({ do: 'say', saying: { id: 'p-1', from: 'zhang', text: '图' } });
      const file = { name: '登录码.png', kind: 'image' as const, bytes: new Uint8Array(200_000).fill(7) };
      expect(await messenger.send(parcel({ file }))).toMatchObject({ sent: true });
      expect(server.shown).toMatchObject([
        { text: '完成 4,600 个', file: null },
        { text: '', file: { name: '登录码.png', bytes: 200_000 } },
      ]);
    });

    it('does not repeat the text when only the picture failed', async () => {
      await server.perform({ do: 'say', saying: { id: 'h-1', from: 'zhang', text: '图' } });
      await server.perform({ do: 'sending', now: 'fails for files' });
      const file = { name: 'a.png', kind: 'image' as const, bytes: new Uint8Array([1, 2, 3]) };
      const half = parcel({ key: 'half', file });
      expect(await messenger.send(half)).toMatchObject({ sent: false, again: true });
      await server.perform({ do: 'sending', now: 'works' });
      expect(await messenger.send(half)).toMatchObject({ sent: true });
      expect(server.shown.map(({ text, file: sent }) => text || sent?.name)).toEqual([
        '完成 4,600 个',
        'a.png',
      ]);
    });

    it('gives a chat up that the account does not know, and tries again when the gateway refuses', async () => {
      expect(await messenger.send(parcel({ chatId: 'nobody' }))).toMatchObject({ sent: false, again: false });
      expect(await messenger.send(parcel({ chatId: 'none@chatroom', chatKind: 'group' }))).toMatchObject({
        sent: false,
        again: false,
      });
      await server.perform({ do: 'say', saying: { id: 'f-1', from: 'zhang', text: '在吗' } });
      await server.perform({ do: 'sending', now: 'fails' });
      expect(await messenger.send(parcel({}))).toMatchObject({ sent: false, again: true });
    });

    it('leaves history, its own words, pictures, official accounts and the system aside', async () => {
      const say = (id: string, over: object) =>
        server.perform({ do: 'say', saying: { id, from: 'zhang', text: '两癌检查', ...over } });
      await say('x-1', { atMs: Date.now() - 10 * 60_000 });
      await say('x-2', { from: 'bot' });
      await say('x-3', { kind: 'image' });
      await say('x-4', { from: 'gh_1234', name: '某公众号', official: true });
      await say('x-5', { from: 'weixin', name: '微信团队' });
      await say('x-6', {});
      await until(() => heard.length > 0);
      expect(heard.map(({ id }) => id)).toEqual(['x-6']);
    });

    it('leaves friendships to the operator', async () => {
      await server.perform({ do: 'befriend' });
      await until(() => logged.some(({ message }) => message.includes('left to the operator')));
    });

    it('begins anew after an event that cannot be read, as nothing is heard behind it', async () => {
      await server.perform({ do: 'rubbish' });
      await stands(messenger, 'down');
      await stands(messenger, 'ready');
      await server.perform({ do: 'say', saying: { id: 'after', from: 'zhang', text: '还在吗' } });
      await until(() => heard.some(({ id }) => id === 'after'));
    });

    it('is back with a new process when the old one is killed', async () => {
      for (const pid of workerPids()) process.kill(pid, 'SIGKILL');
      await stands(messenger, 'down');
      await stands(messenger, 'ready');
      await server.perform({ do: 'say', saying: { id: 'again', from: 'zhang', text: '还在吗' } });
      await until(() => heard.some(({ id }) => id === 'again'));
    });

    it('keeps tokens, texts and names out of its log', async () => {
      await server.perform({
        do: 'say',
        saying: { id: 'secret', from: 'zhang', name: '张三丰', text: '我的低保' },
      });
      await until(() => heard.length > 0);
      await messenger.send(parcel({ chatId: 'nobody', text: '您的低保' }));
      expect(JSON.stringify(logged)).not.toMatch(/低保|张三丰|insecure_/);
    });
  });

  it('keeps a message until it is stored', async () => {
    const { messenger } = openMessenger(server);
    let attempts = 0;
    const stored: string[] = [];
    await messenger.start(async ({ id }) => {
      if (++attempts < 3) throw new Error('the disk is full');
      stored.push(id);
    });
    await stands(messenger, 'ready');
    await server.perform({ do: 'say', saying: { id: 'first', from: 'zhang', text: '一' } });
    await until(() => attempts > 0);
    await server.perform({ do: 'say', saying: { id: 'second', from: 'zhang', text: '二' } });
    await until(() => stored.length === 2);
    expect(stored).toEqual(['first', 'second']);
    await messenger.stop();
  });

  it('kills a process that hangs and starts a new one', async () => {
    const timings = { ...QUICK, beatMs: 100, beatLostMs: 1_500 };
    const { messenger, logged } = openMessenger(server, { timings });
    await messenger.start(async () => {});
    await stands(messenger, 'ready');
    for (const pid of workerPids()) process.kill(pid, 'SIGSTOP');
    await stands(messenger, 'down');
    expect(logged.map(({ facts }) => facts)).toContainEqual(expect.objectContaining({ fault: 'hanging' }));
    await stands(messenger, 'ready');
    await messenger.stop();
    expect(workerPids()).toEqual([]);
  });

  it('notices a gateway that takes connections but does not answer any more', async () => {
    const { messenger, logged } = openMessenger(server);
    await messenger.start(async () => {});
    await stands(messenger, 'ready');
    await new Promise((resolve) => setTimeout(resolve, 700));
    await server.perform({ do: 'pings', answered: false });
    await stands(messenger, 'down');
    expect(logged.map(({ facts }) => facts)).toContainEqual(expect.objectContaining({ fault: 'silent' }));
    await server.perform({ do: 'pings', answered: true });
    await messenger.stop();
  });

  it('says that a send took too long, and that it may be tried again', async () => {
    const { messenger } = openMessenger(server, { timings: { ...QUICK, sendMs: 300 } });
    await messenger.start(async () => {});
    await stands(messenger, 'ready');
    await server.perform({ do: 'sending', now: 'hangs' });
    expect(await messenger.send(parcel({}))).toEqual({
      sent: false,
      again: true,
      reason: 'no answer in time',
      retryAfterMs: null,
    });
    await server.perform({ do: 'sending', now: 'works' });
    await messenger.stop();
  });

  it('is down, with the reason, while the token is wrong', async () => {
    const settings = { MINSHENG_WECHAT_TOKEN: 'insecure_99999999-2222-4333-8444-555555555555' };
    const { messenger } = openMessenger(server, { settings });
    await messenger.start(async () => {});
    await stands(messenger, 'down');
    expect(messenger.state().detail).toBe('the gateway refuses the token');
    expect(await messenger.send(parcel({}))).toMatchObject({
      sent: false,
      again: true,
      reason: 'not logged in',
    });
    await messenger.stop();
    expect(messenger.state().status).toBe('stopped');
  });

  it('is down, with the reason, while the puppet is not installed', async () => {
    const { messenger } = openMessenger(server, {
      settings: { MINSHENG_WECHAT_PUPPET: 'wechaty-puppet-none' },
    });
    await messenger.start(async () => {});
    await stands(messenger, 'down');
    expect(messenger.state().detail).toBe('wechaty or the puppet is not installed');
    await messenger.stop();
  });

  it('runs a puppet without a gateway, and begins again when nobody logs in', async () => {
    const timings = { ...QUICK, startMs: 6_000 };
    const settings = { MINSHENG_WECHAT_PUPPET: 'wechaty-puppet-mock', MINSHENG_WECHAT_TOKEN: 'none_1' };
    const { messenger } = openMessenger(server, { timings, settings });
    await messenger.start(async () => {});
    expect(messenger.state().status).toBe('starting');
    await stands(messenger, 'down');
    expect(messenger.state().detail).toContain('neither a login nor a code to scan came in time');
    await messenger.stop();
  });
});

describe('a gateway that comes and goes', () => {
  it('shows the code to scan, the login, the logout, and says so in the log', async () => {
    const server = await startWechatServer({ loggedIn: false, tls: false });
    const { messenger, logged } = openMessenger(server, { settings: { MINSHENG_WECHAT_TLS: 'off' } });
    await messenger.start(async () => {});
    await until(() => workerPids().length > 0);
    await server.perform({ do: 'scan', qr: 'https://login.weixin.qq.com/l/abc' });
    await stands(messenger, 'waiting_for_login');
    expect(messenger.state().loginQr).toBe('https://login.weixin.qq.com/l/abc');
    await server.perform({ do: 'scan', qr: '', scanned: true });
    await until(() => messenger.state().loginQr === null);
    expect(messenger.state().status).toBe('waiting_for_login');
    await server.perform({ do: 'login' });
    await stands(messenger, 'ready');
    await server.perform({ do: 'logout' });
    await stands(messenger, 'waiting_for_login');
    expect(await messenger.send(parcel({}))).toMatchObject({ again: true, reason: 'not logged in' });
    const warnings = logged.filter(({ level }) => level === 'warn').map(({ message }) => message);
    expect(warnings).toEqual([
      'WeChat waits for somebody to scan the login code',
      'WeChat is logged in',
      'WeChat was logged out',
    ]);
    expect(JSON.stringify(logged)).not.toContain('login.weixin');
    await messenger.stop();
    await server.stop();
  });

  it('says when only one side uses TLS', async () => {
    const server = await startWechatServer({ tls: false });
    const { messenger } = openMessenger(server);
    await messenger.start(async () => {});
    await stands(messenger, 'down');
    expect(messenger.state().detail).toContain('certificate');
    await messenger.stop();
    await server.stop();
  });

  it('hears messages again within ten seconds after a killed gateway is back', async () => {
    const server = await startWechatServer();
    const { messenger } = openMessenger(server, { timings: { ...TIMINGS, jitterMs: 0 } });
    const heard: IncomingMessage[] = [];
    await messenger.start(async (message) => void heard.push(message));
    await stands(messenger, 'ready');
    await server.kill();
    await until(() => messenger.state().status === 'down');
    expect(messenger.state().detail).toBe('the gateway cannot be reached');
    await server.restart();
    const backAt = Date.now();
    await stands(messenger, 'ready');
    await server.perform({ do: 'say', saying: { id: 'back', from: 'zhang', text: '还在吗' } });
    await until(() => heard.length > 0);
    expect(Date.now() - backAt).toBeLessThan(10_000);
    await messenger.stop();
    await server.stop();
  });

  it('can be stopped at any moment and leaves no process behind', async () => {
    const server = await startWechatServer();
    for (const waitMs of [0, 100, 1_500]) {
      const { messenger } = openMessenger(server);
      await messenger.start(async () => {});
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      await Promise.all([messenger.stop(), messenger.stop()]);
      expect(messenger.state().status).toBe('stopped');
      expect(workerPids()).toEqual([]);
    }
    await server.stop();
  });
});
