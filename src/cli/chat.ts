/** `chat`: questions and answers in the terminal. */
import { createConsoleChannel, openApp } from '../app.ts';
import { readConfig } from '../config.ts';
import { createLog } from '../log.ts';
import type { Command } from './command.ts';
import { SUMMARIES } from './commands.ts';

/** Ends with the input or Ctrl-C, after the last answer. */
export const chat: Command = {
  name: 'chat',
  summary: SUMMARIES.chat,
  operands: '',
  options: {},
  async run({ environment, terminal }) {
    const config = readConfig(environment);
    const app = await openApp(config, createLog(config.logLevel), { seeds: true });
    const channel = createConsoleChannel(terminal.stdin, terminal.stdout);
    await channel.start(app.handle(channel.capabilities));
    await channel.closed;
    await app.close();
    return 0;
  },
};
