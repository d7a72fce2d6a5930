/** `chat`: questions and answers in the terminal. */
import { createConsoleChannel } from '../app.ts';
import { openForTalk } from './asking.ts';
import type { Invocation } from './command.ts';

/** Ends with the input or Ctrl-C, after the last answer. */
export async function chat({ options, environment, terminal }: Invocation): Promise<number> {
  const app = await openForTalk(options, environment);
  const channel = createConsoleChannel(terminal.stdin, terminal.stdout);
  await channel.start(app.direct(channel.capabilities));
  await channel.closed;
  await app.close();
  return 0;
}
