import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLog } from '../../src/log.ts';
import { secretValues } from '../../src/settings.ts';

/** A log whose lines are kept. */
function kept(secrets: readonly string[] = []) {
  const lines: string[] = [];
  return { lines, log: createLog('debug', { secrets, write: (line) => lines.push(line) }) };
}

/** A port where nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

const TELEGRAM_TOKEN = '123456789:AAEhBP0av28frXhlqaIdiBXx1Y2jbWlRUo0';

test('leaves no token of a failed request in the line, wherever the error carries it', async () => {
  const { lines, log } = kept();
  const refused = await fetch(
    `http://127.0.0.1:${await closedPort()}/bot${TELEGRAM_TOKEN}/sendMessage`,
  ).catch((error) => error);
  const unreadable = await fetch(`http://127.0.0.1:x/bot${TELEGRAM_TOKEN}/getMe`).catch((error) => error);
  expect(String(unreadable.cause ?? unreadable)).toBeTruthy();
  log.warn({ err: refused }, 'sending failed');
  log.warn({ err: unreadable }, 'sending failed');
  log.warn({ err: new Error('outer', { cause: unreadable }) }, String(unreadable));
  log.warn({ url: `https://api.telegram.org/file/bot${TELEGRAM_TOKEN}/a.docx` }, 'fetch');
  expect(lines).toHaveLength(4);
  expect(lines.join('')).not.toContain('AAEhBP0av28frXhlqaIdiBXx1Y2jbWlRUo0');
  expect(lines.join('')).toContain('ECONNREFUSED');
});

test.each([
  'https://qyapi.weixin.qq.com/cgi-bin/message/send?access_token=S3cretValue1&debug=1',
  'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=S3cretValue1',
  'https://qyapi.weixin.qq.com/cgi-bin/gettoken?corpid=ww1&corpsecret=S3cretValue1',
  'https://oapi.dingtalk.com/robot/send?access_token=S3cretValue1&sign=S3cretValue1&timestamp=1',
  'https://user:S3cretValue1@example.org/v1',
  'Authorization: Bearer S3cretValue1',
  '{"app_access_token":"S3cretValue1","expire":7200}',
])('masks the secret in: %s', (words) => {
  const { lines, log } = kept();
  log.error({ err: new Error(words), detail: words }, words);
  expect(lines[0]).not.toContain('S3cretValue1');
  expect(() => JSON.parse(lines[0]!)).not.toThrow();
});

test('masks every configured secret, also inside other words and in the form of a URL', () => {
  const secrets = secretValues({
    MINSHENG_FEISHU_APP_SECRET: 'fei/shu=secret',
    MINSHENG_WECOM_APP_SECRET: 'we"com\\secret',
    MINSHENG_TELEGRAM_TOKEN: 'first-token-1, second-token-2',
    MINSHENG_DB: 'data/minsheng.db',
    MINSHENG_PUBLIC_URL: 'https://bot.example.org',
    MINSHENG_WECOM_WEBHOOK_HIGHEST_ROLE: 'resident',
    MINSHENG_WECOM_WEBHOOK_KEYS: '调度群=693a91f6-7xxx, 通报群=abcdefgh-1',
  });
  const { lines, log } = kept(secrets);
  log.info(
    { a: 'xfei/shu=secretx', q: 'we"com\\secret', b: encodeURIComponent('fei/shu=secret') },
    'second-token-2 first-token-1',
  );
  expect(lines[0]).not.toMatch(/fei|first|second|we|com/);
  log.info({ db: 'data/minsheng.db', role: 'resident', url: 'x/693a91f6-7xxx' }, 'https://bot.example.org');
  expect(lines[1]).toContain('data/minsheng.db');
  expect(lines[1]).toContain('https://bot.example.org');
  expect(lines[1]).toContain('resident');
  expect(lines[1]).not.toContain('693a91f6');
});

test('keeps what people wrote and who they are out of the line', () => {
  const { lines, log } = kept();
  const message = {
    platform: 'wechat',
    text: '我家停车位',
    personId: 'wxid_1',
    personName: '张三',
    chatId: 'c1',
  };
  const round: Record<string, unknown> = { message };
  round.again = [round, new Map([['text', '我家停车位']])];
  log.error({ ...message, message, outer: { message }, round }, 'failed');
  let parsing: unknown;
  try {
    JSON.parse('{"text":"我家停车位');
  } catch (error) {
    parsing = error;
  }
  try {
    JSON.parse('我家停车位没人管');
  } catch (error) {
    log.error({ err: error }, 'a frame could not be read');
  }
  const carrying = Object.assign(new Error('Call failed'), {
    payload: { text: '我家停车位' },
    input: '张三',
  });
  log.error({ err: parsing }, 'a frame could not be read');
  log.error({ err: carrying, fault: carrying, all: [carrying] }, 'sending failed');
  log.error(carrying, 'sending failed');
  expect(lines.join('')).not.toMatch(/停车|张三|wxid_1|c1"/);
  expect(lines[0]).toContain('wechat');
});

test('says what went wrong and where', () => {
  const { lines, log } = kept();
  log.error(
    { err: Object.assign(new TypeError('outer', { cause: new Error('inner') }), { code: 'E1' }) },
    'x',
  );
  const { err } = JSON.parse(lines[0]!);
  expect(err).toMatchObject({ type: 'TypeError', message: 'outer', code: 'E1', cause: { message: 'inner' } });
  expect(err.stack).toContain('log.test.ts');
});

test('every line stays JSON and free of the secret, whatever stands around it', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (before, after) => {
      const { lines, log } = kept(['S3cretValue1']);
      log.info({ fact: `${before}S3cretValue1${after}` }, `${before}?access_token=S3cretValue2&${after}`);
      expect(lines[0]).not.toMatch(/S3cretValue/);
      JSON.parse(lines[0]!);
    }),
  );
});
