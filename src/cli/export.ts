/** `export`: every stored project as JSON. */
import { readConfig } from '../config.ts';
import { openDatabase } from '../database.ts';
import { ROLES } from '../domain/access.ts';
import { choiceOption } from './arguments.ts';
import type { Invocation } from './command.ts';
import { requireDatabase } from './existing-database.ts';

/** Prints one JSON array: what residents may read, unless `--role` says otherwise. */
export async function exportProjects({ options, environment, terminal }: Invocation): Promise<number> {
  const role = choiceOption(options, 'role', ROLES) ?? 'resident';
  const config = readConfig(environment);
  requireDatabase(config.dbPath);
  const { store } = await openDatabase(config.dbPath);
  try {
    terminal.out(`${JSON.stringify(await store.exportProjects(role), null, 1)}\n`);
    return 0;
  } finally {
    await store.close();
  }
}
