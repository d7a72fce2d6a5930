/**
 * Says to other processes that a program works on a database file. The kernel keeps the claim, in an empty file beside
 * the database, and lets it go when the process ends, however it ends.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { InputError } from '../../domain/errors.ts';
import { createFolder, giveTo } from './own-file.ts';

/** A claim on a database file. */
export interface Hold {
  /** May be called twice. */
  release(): void;
}

const IN_MEMORY = ':memory:';

/**
 * Claims a database together with all other programs that serve it.
 * @throws InputError while somebody has it alone
 */
export function holdDatabase(path: string): Hold {
  return hold(path, 'shared', '正在恢复备份，请等它结束再启动');
}

/**
 * Claims a database alone, to replace it.
 * @throws InputError while a program serves it
 */
export function holdDatabaseAlone(path: string): Hold {
  return hold(path, 'alone', '有程序正在使用这个数据库，请先停止它');
}

function hold(path: string, kind: 'shared' | 'alone', busy: string): Hold {
  if (path === IN_MEMORY) return { release: () => undefined };
  const claims = new Database(lockFile(path), { readonly: kind === 'shared', timeout: 0 });
  try {
    claims.exec(kind === 'alone' ? 'begin exclusive' : 'begin');
    claims.prepare('select count(*) from sqlite_master').get();
  } catch (error) {
    claims.close();
    const message = isBusy(error) ? busy : `锁不住 ${path}.lock（${(error as Error).message}）`;
    throw new InputError([{ where: `数据库 ${path}`, message }]);
  }
  return { release: () => void claims.close() };
}

/** The file beside the database, made when absent. It stays empty; whoever owns the folder may use it. */
function lockFile(path: string): string {
  const file = `${path}.lock`;
  if (existsSync(file)) return file;
  createFolder(path);
  writeFileSync(file, '', { flag: 'a', mode: 0o644 });
  giveTo(file, dirname(path));
  return file;
}

/** Whether an error of the database says that somebody else has it. */
export function isBusy(error: unknown): boolean {
  return String((error as { code?: unknown }).code).startsWith('SQLITE_BUSY');
}
