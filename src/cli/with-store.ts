/** A command's work on an existing database, closed afterwards. */
import { readConfig } from '../config.ts';
import { openDatabase, type ProgramDatabase } from '../database.ts';
import type { Invocation } from './command.ts';
import { requireDatabase } from './existing-database.ts';

export type Store = ProgramDatabase['store'];

/** @throws InputError when there is no such database */
export async function withStore<Result>(
  environment: Invocation['environment'],
  work: (store: Store) => Promise<Result>,
): Promise<Result> {
  const { dbPath } = readConfig(environment);
  requireDatabase(dbPath);
  const { store } = await openDatabase(dbPath);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** Who acts at the command line, as the audit trail names it. */
export const COMMAND_LINE = 'command line';
