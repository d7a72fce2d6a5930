/** A process of its own that works on a database: serves it, or writes to it until it is stopped. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { holdDatabase } from '../../src/backups.ts';

/** `hold` only claims the file as a serving program does; `write` adds rows without pause; `open` has it open. */
export type Work = 'hold' | 'write' | 'open';

/** Starts the process; ready when this resolves. */
export async function startBusyProcess(path: string, work: Work) {
  const child = fork(fileURLToPath(import.meta.url), [path, work]);
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

function work(path: string, kind: Work): void {
  if (kind === 'hold') {
    holdDatabase(path);
    setInterval(() => undefined, 1000);
  } else {
    const database = new Database(path);
    database.pragma('journal_mode = wal');
    const write = database.prepare(
      "insert into audit (at, actor, action, detail, outcome) values ('2026', 'test', 'write', ?, 'done')",
    );
    database.prepare('select count(*) from audit').get();
    if (kind === 'write') setInterval(() => write.run('x'.repeat(2000)), 0);
    else setInterval(() => undefined, 1000);
  }
  process.send?.('ready');
}

const [, script, path, kind] = process.argv;
if (script === fileURLToPath(import.meta.url) && path && kind) work(path, kind as Work);
