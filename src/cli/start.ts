/** `start`: serves every configured channel until told to stop. */
import { createWebChannel, keepHouse, openApp } from '../app.ts';
import { readConfig } from '../config.ts';
import { createLog } from '../log.ts';
import type { Invocation } from './command.ts';

/** Stops on SIGINT and SIGTERM, after what is in flight is answered. */
export async function start({ environment, terminal }: Invocation): Promise<number> {
  const config = readConfig(environment);
  const log = createLog(config.logLevel);
  const app = await openApp(config, log, { seeds: true });
  const stopHousekeeping = await keepHouse(app);
  try {
    const web = createWebChannel(app, config, log);
    await web.start(app.handle(web.capabilities));
    terminal.out(`民生实事问答已启动：${web.url}（Ctrl-C 停止）\n`);
    const signal = await stopSignal();
    log.info({ signal }, 'stopping');
    await web.stop();
    return 0;
  } finally {
    stopHousekeeping();
    await app.close();
  }
}

function stopSignal(): Promise<NodeJS.Signals> {
  const { promise, resolve } = Promise.withResolvers<NodeJS.Signals>();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, resolve);
  return promise;
}
