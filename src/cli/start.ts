/** `start`: serves the pages and every configured channel until told to stop. */
import { readConfig } from '../config.ts';
import { createLog } from '../log.ts';
import { watchLogins } from '../logins.ts';
import { serve } from '../serve.ts';
import type { Invocation } from './command.ts';

/** Stops on SIGINT and SIGTERM, after what is in flight is answered. */
export async function start({ environment, terminal }: Invocation): Promise<number> {
  const config = readConfig(environment);
  const log = createLog(config.logLevel, { secrets: config.secrets });
  const program = await serve(config, log);
  const stopWatching = watchLogins(program.mailroom, terminal.out);
  try {
    terminal.out(`民生实事问答已启动：${program.url}（Ctrl-C 停止）\n`);
    const signal = await stopSignal();
    log.info({ signal }, 'stopping');
    return 0;
  } finally {
    stopWatching();
    await program.stop();
  }
}

function stopSignal(): Promise<NodeJS.Signals> {
  const { promise, resolve } = Promise.withResolvers<NodeJS.Signals>();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve);
  return promise;
}
