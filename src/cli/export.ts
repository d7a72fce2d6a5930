/** `export`: every stored project as JSON. */
import { readConfig } from '../config.ts';
import { openDatabase } from '../database.ts';
import type { Invocation } from './command.ts';
import { requireDatabase } from './existing-database.ts';

/** Prints one JSON array. */
export async function exportProjects({ environment, terminal }: Invocation): Promise<number> {
  const config = readConfig(environment);
  requireDatabase(config.dbPath);
  const { store } = await openDatabase(config.dbPath);
  try {
    terminal.out(`${JSON.stringify(await store.exportProjects(), null, 1)}\n`);
    return 0;
  } finally {
    await store.close();
  }
}
