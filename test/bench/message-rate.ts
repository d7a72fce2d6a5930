/** Messages a second through the whole path and through the channel library alone, over one local server each. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { BOT, startTelegramServer, type TelegramServer } from '../support/telegram-server.ts';

export interface MessageRate {
  messages: number;
  wholePerSecond: number;
  echoPerSecond: number;
}

const MESSAGES = 1000;
const WARM_UP = 50;

/** @param folder with `bench.db` and the questions of it */
export async function measureMessages(folder: string, questions: readonly string[]): Promise<MessageRate> {
  const wholePerSecond = await rateOf('./answer-messages.ts', [folder], questions);
  const echoPerSecond = await rateOf('./echo-messages.ts', [], questions);
  return { messages: MESSAGES, wholePerSecond, echoPerSecond };
}

async function rateOf(script: string, args: string[], questions: readonly string[]): Promise<number> {
  const server = await startTelegramServer();
  const path = fileURLToPath(new URL(script, import.meta.url));
  const child = spawn(process.execPath, [path, ...args, server.url, BOT.token], { stdio: 'inherit' });
  await burst(server, questions, WARM_UP);
  const started = performance.now();
  await burst(server, questions, MESSAGES);
  const seconds = (performance.now() - started) / 1000;
  await end(child);
  await server.stop();
  return MESSAGES / seconds;
}

/** Everybody says something at once, each in a chat of their own; resolves when all have their answer. */
async function burst(server: TelegramServer, questions: readonly string[], count: number): Promise<void> {
  const waiting = new Set<number>();
  for (let index = 0; index < count; index++) {
    const from = { id: 500_000 + index, is_bot: false, first_name: '居民' };
    waiting.add(server.say({ text: questions[index % questions.length]!, from }).message_id);
  }
  for (let seen = 0; waiting.size > 0; await new Promise((resolve) => setTimeout(resolve, 5)))
    for (; seen < server.sent.length; seen++) waiting.delete(quotedBy(server.sent[seen]!.fields));
}

const quotedBy = (fields: Record<string, unknown>): number =>
  (fields.reply_parameters as { message_id?: number } | undefined)?.message_id ?? 0;

async function end(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM');
  await once(child, 'exit');
}
