import { describe } from 'vitest';
import { splitText } from '../../src/adapters/split.ts';
import type { Handle, Messenger } from '../../src/domain/channel.ts';
import { openBot, type TestBot } from '../support/telegram-bot.ts';
import { startTelegramServer } from '../support/telegram-server.ts';
import { answerThrough, type Harness, runAdapterContract } from './contract.ts';

/** Counts what is being done, so that a test knows when everything was shown. */
function counted(bot: TestBot, handle: Handle) {
  let busy = 0;
  const during = async <T>(work: Promise<T>): Promise<T> => {
    busy += 1;
    return work.finally(() => {
      busy -= 1;
    });
  };
  const { maxLength } = bot.messenger.capabilities;
  const split: Handle = async (message) =>
    (await handle(message)).flatMap((reply) =>
      splitText(reply.text, maxLength).map((text) => ({ ...reply, text })),
    );
  const messenger: Messenger = { ...bot.messenger, send: (parcel) => during(bot.messenger.send(parcel)) };
  const quiet = async () => {
    for (let calm = 0; calm < 5; calm = busy > 0 ? 0 : calm + 1) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { messenger, handle: (message: Parameters<Handle>[0]) => during(split(message)), quiet };
}

async function openHarness(mode: 'polling' | 'webhook', handle: Handle): Promise<Harness> {
  const server = await startTelegramServer();
  const bot = await openBot(server.url, { mode });
  const { messenger, handle: counting, quiet } = counted(bot, handle);
  const running = await answerThrough(messenger, counting);
  const ids = new Map<string, number>();
  const shownFor = async (update: number, before: number) => {
    while (server.pending().includes(update)) await new Promise((resolve) => setTimeout(resolve, 1));
    await quiet();
    return server.sent.slice(before).map(shown).join('\n');
  };
  const stop = async () => {
    await running.stop();
    await bot.close();
    await server.stop();
  };
  return {
    adapter: { stop },
    say(text, id) {
      const before = server.sent.length;
      const known = ids.get(id);
      const { update_id, message_id } = server.say({ text, ...(known && { message_id: known }) });
      ids.set(id, message_id);
      return shownFor(update_id, before);
    },
    choose(index) {
      const before = server.sent.length;
      return shownFor(server.press(server.sent.at(-1)!.messageId, index), before);
    },
  };
}

function shown({ text, fields }: { text: string; fields: Record<string, unknown> }): string {
  const markup = fields.reply_markup as { inline_keyboard: { text: string }[][] } | undefined;
  return [text, ...(markup?.inline_keyboard.flat().map((button) => button.text) ?? [])].join('\n');
}

describe.each(['polling', 'webhook'] as const)('by %s', (mode) => {
  runAdapterContract({
    platform: 'telegram',
    open: (handle) => openHarness(mode, handle),
    neverRedelivers: null,
  });
});
