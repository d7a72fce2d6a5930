/** Run as a process of its own: works on the database of its first argument as the second says, until it is ended. */
import Database from 'better-sqlite3';
import { holdDatabase } from '../../src/backups.ts';
import type { Work } from './busy-database.ts';

/** Works, and gives what must stay referenced: a handle that is collected lets its database go. */
function work(path: string, kind: Work): object {
  if (kind === 'hold') return holdDatabase(path);
  const database = new Database(path);
  database.pragma('journal_mode = wal');
  const write = database.prepare(
    "insert into audit (at, actor, action, detail, outcome) values ('2026', 'test', 'write', ?, 'done')",
  );
  database.prepare('select count(*) from audit').get();
  if (kind === 'write') setInterval(() => write.run('x'.repeat(2000)), 0);
  return database;
}

const [, , path, kind] = process.argv;
const held = work(path!, kind as Work);
process.on('disconnect', () => process.exit());
process.on('message', () => held);
process.send!('ready');
