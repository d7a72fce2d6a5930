/** Puts a checked database in the place of another, which is kept. */
import { constants, copyFileSync, existsSync, linkSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { InputError } from '../../domain/errors.ts';
import { copyChecked } from './copy.ts';
import type { DatabaseFacts } from './facts.ts';
import { holdDatabaseAlone, isBusy } from './hold.ts';
import { giveTo } from './own-file.ts';

export interface Replaced {
  facts: DatabaseFacts;
  /** Where the database lies that was there before; null when there was none. */
  kept: string | null;
}

/**
 * Replaces the database at `path` with a copy of `source`.
 * @param suffix what the name of the old one gets: `.before-restore-20260302-091500`
 * @throws InputError when the source cannot be used or somebody works on the database; then nothing is changed
 */
export async function replaceDatabase(path: string, source: string, suffix: string): Promise<Replaced> {
  const hold = holdDatabaseAlone(path);
  try {
    let kept: string | null = null;
    const facts = await copyChecked(source, path, (copy) => {
      kept = keepOld(path, suffix);
      giveTo(copy, kept ?? dirname(path));
      renameSync(copy, path);
    });
    return { facts, kept };
  } finally {
    hold.release();
  }
}

/** Gives the old database, with what belongs to it, a second name. */
function keepOld(path: string, suffix: string): string | null {
  if (!existsSync(path)) return null;
  foldLog(path);
  const kept = path + suffix;
  try {
    linkSync(path, kept);
  } catch {
    copyFileSync(path, kept, constants.COPYFILE_EXCL);
  }
  for (const log of ['-wal', '-shm']) if (existsSync(path + log)) renameSync(path + log, kept + log);
  return kept;
}

/**
 * Writes the log of a database into its file and removes it, which works only when nobody else has it open. A damaged
 * database keeps its log beside it.
 */
function foldLog(path: string): void {
  const database = new Database(path, { timeout: 0 });
  try {
    database.pragma('journal_mode = delete');
  } catch (error) {
    if (isBusy(error))
      throw new InputError([{ where: `数据库 ${path}`, message: '有命令正在使用它，请等它结束' }]);
  } finally {
    database.close();
  }
}
