/** `chat`: questions and answers in the terminal. */
import { createConsoleChannel, openApp } from '../app.ts';
import { readConfig } from '../config.ts';
import { createLog } from '../log.ts';
import type { Invocation } from './command.ts';

/** Ends with the input or Ctrl-C, after the last answer. */
export async function chat({ environment, terminal }: Invocation): Promise<number> {
  const config = readConfig(environment);
  const app = await openApp(config, createLog(config.logLevel), { seeds: true });
  const channel = createConsoleChannel(terminal.stdin, terminal.stdout);
  await channel.start(app.handle(channel.capabilities));
  await channel.closed;
  await app.close();
  return 0;
}
