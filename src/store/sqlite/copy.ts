/** One checked copy of a database in one file, also while a program writes to it. */
import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { InputError } from '../../domain/errors.ts';
import { type DatabaseFacts, factsOf } from './facts.ts';

/** All pages in one step: readers and writers of a WAL database do not wait for it, and it never has to begin anew. */
const ALL_PAGES = 0x7fffffff;
const OWNER_ONLY = 0o600;

/**
 * Copies a database to a file beside `target`, checks the copy, and gives it the target's name with `install`.
 * @throws InputError when the source is no whole database of this program or of a newer version; then nothing remains
 */
export async function copyChecked(
  source: string,
  target: string,
  install: (copy: string) => void,
): Promise<DatabaseFacts> {
  const copy = `${resolve(target)}.partial-${process.pid}`;
  removeWithLogs(copy);
  try {
    await copyPages(source, copy);
    const facts = check(source, copy);
    syncFile(copy);
    install(copy);
    syncFile(dirname(target));
    return facts;
  } catch (error) {
    removeWithLogs(copy);
    if (error instanceof InputError) throw error;
    const reason = (error as Error).message;
    throw new InputError([{ where: source, message: `复制失败（${reason}），请检查文件、权限和磁盘空间` }]);
  }
}

async function copyPages(source: string, copy: string): Promise<void> {
  closeSync(openSync(copy, 'wx', OWNER_ONLY));
  const database = new Database(source, { fileMustExist: true });
  try {
    await database.backup(copy, { progress: () => ALL_PAGES });
  } finally {
    database.close();
  }
}

/** Without a write-ahead log the copy is one file and nothing else belongs to it. */
function check(source: string, copy: string): DatabaseFacts {
  const database = new Database(copy);
  try {
    database.pragma('journal_mode = delete');
    const facts = factsOf(database);
    const message = problemOf(facts);
    if (message !== null) throw new InputError([{ where: source, message }]);
    return facts;
  } finally {
    database.close();
  }
}

function problemOf({ damage, ours, migrations }: DatabaseFacts): string | null {
  if (damage !== null) return `数据库已损坏（${damage}），不能用`;
  if (!ours) return '不是本程序的数据库';
  if (migrations.unknown.length > 0)
    return `是更新版本的程序建的（${migrations.unknown.join('、')}），请先升级程序`;
  return null;
}

/** Puts a file in a place where nothing is, or in the place of what is there, at one stroke. */
export function moveTo(target: string): (copy: string) => void {
  return (copy) => renameSync(copy, target);
}

/** Makes sure that a file, or the names in a folder, are on the disk. */
function syncFile(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function removeWithLogs(path: string): void {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(path + end, { force: true });
}
