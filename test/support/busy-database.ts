/** A process of its own that works on a database: serves it, or writes to it until it is stopped. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { endWithTest } from './child.ts';

const PROCESS = fileURLToPath(new URL('./busy-process.ts', import.meta.url));

/** `hold` only claims the file as a serving program does; `write` adds rows without pause; `open` has it open. */
export type Work = 'hold' | 'write' | 'open';

/** Starts the process; ready when this resolves. */
export async function startBusyProcess(path: string, work: Work) {
  const child = endWithTest(fork(PROCESS, [path, work]));
  await once(child, 'message');
  return {
    /** @param signal SIGKILL ends it without any farewell */
    async stop(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
      const gone = once(child, 'exit');
      child.kill(signal);
      await gone;
    },
  };
}
