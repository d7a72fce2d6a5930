/**
 * Kills the serving program at random instants under load and counts what became of every message: against local servers
 * that speak the platforms' protocols. `npm run chaos -- --kills 200`
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import Database from 'better-sqlite3';
import { openDatabase } from '../../src/database.ts';
import { BOT, startTelegramServer } from '../support/telegram-server.ts';
import { countOutcomes, type Ledger } from './outcomes.ts';
import { createVisitors } from './visitors.ts';

const PROGRAM = fileURLToPath(new URL('../../src/minsheng.js', import.meta.url));
const QUESTIONS = [
  '停车位增加了多少个？',
  '青岛新增就业多少人',
  '章丘区哪些项目滞后',
  '两癌检查完成了多少？',
  '槐荫区第3项进展怎么样',
  '你好',
];
const GROUP = { id: -1001234, type: 'supergroup', title: '群' };

/** Between two messages of the load. */
const LOAD_EVERY_MS = 300;
/** A push every so many messages. */
const PUSH_EVERY = 5;
/** Of the kills this share hits a program that is still starting. */
const EARLY_SHARE = 0.2;
const LONGEST_LIFE_MS = 2500;
const SETTLE_MS = 90_000;

const { values } = parseArgs({ options: { kills: { type: 'string', default: '20' } } });
const kills = Number(values.kills);

const db = join(mkdtempSync(join(tmpdir(), 'chaos-')), 'lists.db');
const telegram = await startTelegramServer({ floodLimits: true });
const visitors = createVisitors();
const ledger: Ledger = { asked: new Map(), pushed: new Set(), web: visitors.outcomes };
let port = 0;

const store = (await openDatabase(db)).store;
let asked = 0;
const load = setInterval(() => void burden(), LOAD_EVERY_MS);

async function burden(): Promise<void> {
  const number = ++asked;
  const id = 100_000 + (number % 400);
  const from = { id, is_bot: false, first_name: '居民' };
  const inGroup = number % 4 === 0;
  const question = QUESTIONS[number % QUESTIONS.length]!;
  const text = inGroup ? `@${BOT.username} ${question}` : question;
  const message = telegram.say({
    text,
    from,
    ...(inGroup ? { chat: { ...GROUP, id: GROUP.id - (number % 40) } } : {}),
  });
  ledger.asked.set(message.message_id, message.update_id);
  // A platform that did not hear back in time brings the same update again.
  if (number % 7 === 0) telegram.push({ message: { ...message, update_id: undefined } });
  if (number % 3 === 0 && port > 0) void visitors.ask(port, `web-${number}`, question);
  if (number % PUSH_EVERY === 0) await push(`推送${number}`, 200_000 + (number % 50));
}

async function push(text: string, chat: number): Promise<void> {
  const now = new Date();
  const target = { platform: 'telegram', account: BOT.token.split(':')[0]!, chatId: String(chat) };
  const parcel = {
    key: text,
    target: { ...target, chatKind: 'private' as const, thread: null },
    text,
    choices: [],
    file: null,
    quotes: null,
    edits: null,
    addressee: null,
    replyContext: {},
    kind: 'push' as const,
  };
  const expiresAt = new Date(now.getTime() + 3_600_000).toISOString();
  const added = await store.outbox
    .add([{ parcel, dueAt: now.toISOString(), expiresAt }], now.toISOString())
    .catch(() => 0); // the database was busy: this push was never written
  if (added > 0) ledger.pushed.add(text);
}

function startProgram(): ChildProcess {
  return spawn(process.execPath, [PROGRAM, 'start'], {
    stdio: ['ignore', 'pipe', process.env.CHAOS_LOG ? 'inherit' : 'ignore'],
    env: {
      ...process.env,
      MINSHENG_DB: db,
      MINSHENG_PORT: '0',
      MINSHENG_LOG_LEVEL: 'error',
      MINSHENG_TELEGRAM_TOKEN: BOT.token,
      MINSHENG_TELEGRAM_API_ROOT: telegram.url,
    },
  });
}

/** Resolves with the port once the program serves; with 0 when it ends before. */
function serving(program: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    let out = '';
    program.stdout!.on('data', (chunk) => {
      out += chunk;
      const found = /127\.0\.0\.1:(\d+)/.exec(out)?.[1];
      if (found) resolve(Number(found));
    });
    program.once('exit', () => resolve(0));
  });
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

for (let killed = 0; killed < kills; killed++) {
  const program = startProgram();
  const gone = once(program, 'exit');
  const ready = serving(program);
  if (Math.random() < EARLY_SHARE) await pause(Math.random() * 3000);
  else {
    port = await ready;
    await pause(Math.random() * LONGEST_LIFE_MS);
  }
  program.kill('SIGKILL');
  await gone;
  port = 0;
  if ((killed + 1) % 10 === 0) process.stderr.write(`${killed + 1} kills, ${asked} messages\n`);
}
clearInterval(load);

const last = startProgram();
port = await serving(last);
await visitors.retryAll(port);
const started = Date.now();
while (Date.now() - started < SETTLE_MS && countOutcomes(telegram, ledger).missing > 0) await pause(500);
await pause(2000);
last.kill('SIGTERM');
const [code] = await once(last, 'exit');
const outcomes = countOutcomes(telegram, ledger);
const figures = await store.outbox.figures(new Date().toISOString());
await store.close();
const cutOff = attemptsCutOff();
await telegram.stop();
process.stdout.write(
  `${JSON.stringify({ kills, ...outcomes, cutOff, outbox: figures, stoppedWith: code }, null, 1)}\n`,
);
const repeated = outcomes.repeatedAnswers + outcomes.repeatedPushes;
process.exitCode = outcomes.missing === 0 && repeated <= cutOff && code === 0 ? 0 : 1;

/** Attempts that were under way at a kill: the ledger knows that they began, and nobody knows how they ended. */
function attemptsCutOff(): number {
  const ledger = new Database(db, { readonly: true });
  const row = ledger.prepare("select count(*) as count from delivery where outcome = 'sending'").get();
  ledger.close();
  return (row as { count: number }).count;
}
