import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SHEET } from '../cli/terminal.ts';
import { BOT, type Fault, type TelegramServer } from '../support/telegram-server.ts';
import { until } from '../support/until.ts';
import { openTown, read, type Town } from './support.ts';

const PROGRAM = fileURLToPath(new URL('../../src/minsheng.js', import.meta.url));
const QUESTION = '武侯区停车位新增多少个？';
let town: Town;
const children: ChildProcess[] = [];

beforeAll(async () => {
  town = await openTown([await read('武侯区.csv', SHEET)]);
});

afterAll(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await town.stop();
});

let people = 30_000;

/** So many people ask at once, each in their own chat; gives how often each was answered when all were. */
async function answersTo(telegram: TelegramServer, count: number): Promise<number[]> {
  const asked = Array.from({ length: count }, () => {
    const from = { id: people++, is_bot: false, first_name: '居民' };
    return telegram.say({ text: QUESTION, from }).message_id;
  });
  const counts = () => asked.map((id) => answersOf(telegram, id));
  await until(() => counts().every((count) => count > 0));
  await new Promise((resolve) => setTimeout(resolve, 500));
  return counts();
}

function answersOf({ sent }: TelegramServer, id: number): number {
  return sent.filter(
    ({ fields }) => (fields.reply_parameters as { message_id?: number } | undefined)?.message_id === id,
  ).length;
}

const ONE_EACH = (count: number) => Array.from({ length: count }, () => 1);

describe('one answer each', () => {
  test('when the platform brings an update again and again', async () => {
    const message = town.telegram.say({ text: QUESTION });
    for (let again = 0; again < 5; again++)
      town.telegram.push({ message: { ...message, update_id: undefined } });
    await until(() => answersOf(town.telegram, message.message_id) > 0);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(answersOf(town.telegram, message.message_id)).toBe(1);
  });

  test.each<[string, Fault]>([
    ['in a storm of 429', { method: 'sendMessage', times: 12, how: flooded() }],
    ['when sockets break', { method: 'sendMessage', times: 6, how: { kind: 'close', when: 'before' } }],
    [
      'when the platform fails',
      { method: 'sendMessage', times: 6, how: { kind: 'raw', status: 502, body: '<html>' } },
    ],
    ['when polls break', { method: 'getUpdates', times: 3, how: { kind: 'close', when: 'before' } }],
  ])('%s', async (_, fault) => {
    town.telegram.fail(fault);
    expect(await answersTo(town.telegram, 8)).toEqual(ONE_EACH(8));
  });

  test('when the platform goes away in the middle and comes back', async () => {
    const counts = answersTo(town.telegram, 8);
    await town.telegram.down();
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await town.telegram.up();
    expect(Math.max(...(await counts))).toBeLessThanOrEqual(2); // one in flight may be repeated
  });

  test('when two programs run on one account: one answers, the other takes over when it is killed', async () => {
    const second = await spawnBeside(town);
    expect(await answersTo(town.telegram, 6)).toEqual(ONE_EACH(6));
    await town.program.stop();
    expect(await answersTo(town.telegram, 6)).toEqual(ONE_EACH(6));
    second.kill('SIGTERM');
    expect((await once(second, 'exit'))[0]).toBe(0);
  });
});

function flooded(): Fault['how'] {
  return {
    kind: 'error',
    code: 429,
    description: 'Too Many Requests: retry after 1',
    parameters: { retry_after: 1 },
  };
}

/** Another process on the same database and account; resolves when it serves. */
async function spawnBeside({ dbPath, telegram }: Town): Promise<ChildProcess> {
  const child = spawn(process.execPath, [PROGRAM, 'start'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      MINSHENG_DB: dbPath,
      MINSHENG_PORT: '0',
      MINSHENG_LOG_LEVEL: 'error',
      MINSHENG_TELEGRAM_TOKEN: BOT.token,
      MINSHENG_TELEGRAM_API_ROOT: telegram.url,
    },
  });
  children.push(child);
  await once(child.stdout!, 'data');
  return child;
}
