/** `node echo-messages.ts API_ROOT TOKEN`: the channel library alone, sending every message back. */
import { run } from '@grammyjs/runner';
import { Bot } from 'grammy';

const [apiRoot, token] = process.argv.slice(2) as [string, string];
const bot = new Bot(token, { client: { apiRoot } });
bot.on('message:text', (context) =>
  context.reply(context.msg.text, { reply_parameters: { message_id: context.msg.message_id } }),
);
const running = run(bot);
process.once('SIGTERM', () => void running.stop());
