/** `export`: every stored project as JSON. */
import { readConfig } from '../config.ts';
import { openDatabase } from '../database.ts';
import type { Command } from './command.ts';
import { SUMMARIES } from './commands.ts';

/** Prints one JSON array. */
export const exportProjects: Command = {
  name: 'export',
  summary: SUMMARIES.export,
  operands: '',
  options: {},
  async run({ environment, terminal }) {
    const config = readConfig(environment);
    const { store } = await openDatabase(config.dbPath);
    try {
      terminal.out(`${JSON.stringify(await store.exportProjects(), null, 1)}\n`);
      return 0;
    } finally {
      await store.close();
    }
  },
};
