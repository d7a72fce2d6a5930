/** Saving the database in one file, and putting such a file back. */
import { existsSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { chinaTime } from './domain/china-time.ts';
import { InputError } from './domain/errors.ts';
import { copyChecked, moveTo } from './store/sqlite/copy.ts';
import type { DatabaseFacts } from './store/sqlite/facts.ts';
import { giveTo } from './store/sqlite/own-file.ts';
import { type Replaced, replaceDatabase } from './store/sqlite/replace.ts';

export { sizeWord } from './operations/bytes.ts';
export type { Counted, DatabaseFacts } from './store/sqlite/facts.ts';
export { type Hold, holdDatabase } from './store/sqlite/hold.ts';
export type { Replaced } from './store/sqlite/replace.ts';

export interface BackedUp {
  facts: DatabaseFacts;
  /** Size of the file in bytes. */
  bytes: number;
}

/**
 * Saves the database at `path` in `file`, while it is in use.
 * @throws InputError when the file is there already (unless `force`), or the database cannot be saved
 */
export async function backUp(
  path: string,
  file: string,
  { force, now }: { force: boolean; now: Date },
): Promise<BackedUp> {
  refuseSame(path, file);
  if (existsSync(file) && !force)
    throw new InputError([{ where: file, message: '已有这个文件；要覆盖它请加 --force' }]);
  const facts = await copyChecked(path, file, moveTo(file));
  const { size } = statSync(file);
  noteBackup(path, { at: now.toISOString(), file: resolve(file), bytes: size });
  return { facts, bytes: size };
}

/**
 * Puts the database saved in `file` in the place of the one at `path`, which is kept beside it.
 * @throws InputError when the file cannot be used or a program is running; then nothing is changed
 */
export async function restore(path: string, file: string, now: Date): Promise<Replaced> {
  if (!existsSync(file)) throw new InputError([{ where: file, message: '没有这个文件' }]);
  refuseSame(path, file);
  const instant = now.toISOString();
  const time = `${chinaTime(instant)}${instant.slice(17, 19)}`.replaceAll(/[-:]/g, '').replace(' ', '-');
  return replaceDatabase(path, file, `.before-restore-${time}`);
}

function refuseSame(path: string, file: string): void {
  if (path === ':memory:')
    throw new InputError([{ where: '--db', message: '内存数据库不能备份，请写数据库文件的路径' }]);
  if (existsSync(path) && existsSync(file) && realpathSync(path) === realpathSync(file))
    throw new InputError([{ where: file, message: '就是正在用的数据库，请换一个文件' }]);
}

/** The last backup of a database, as noted beside it. */
export interface BackupNote {
  /** ISO instant. */
  at: string;
  file: string;
  bytes: number;
}

const noteFile = (path: string): string => `${path}.last-backup`;

/** Null when none is known. */
export function lastBackup(path: string): BackupNote | null {
  try {
    const note = JSON.parse(readFileSync(noteFile(path), 'utf8')) as Partial<BackupNote>;
    const { at, file, bytes } = note;
    if (typeof at !== 'string' || Number.isNaN(Date.parse(at))) return null;
    return { at, file: String(file), bytes: Number(bytes) };
  } catch {
    return null;
  }
}

/** A folder that cannot be written to does not spoil the backup. */
function noteBackup(path: string, note: BackupNote): void {
  try {
    writeFileSync(noteFile(path), `${JSON.stringify(note)}\n`, { mode: 0o600 });
    giveTo(noteFile(path), path);
  } catch {
    // doctor then says that no backup is known
  }
}
