/** Opens one SQLite file: a writer behind Kysely and, for files, a second handle that can only read. */
import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { InputError } from '../../domain/errors.ts';
import { MIGRATIONS } from '../migrations/index.ts';
import type { Schema } from '../schema.ts';
import { createForOwner } from './own-file.ts';
import { withStatementCache } from './statement-cache.ts';

/** An open database. Readers never see half an import: they have their own handle on the file. */
export interface SqliteHandles {
  db: Kysely<Schema>;
  /** The handle below `db`, for prepared bulk writes inside its transactions. */
  writer: Database.Database;
  reader: Database.Database;
  close(): Promise<void>;
}

/**
 * Full text of the views: of those that residents see, and of those that they do not, so that nothing of the second
 * weighs in the first.
 */
export const SEARCH_TABLES = ['project_search', 'project_search_inner'] as const;

/** Rows are view ids. Contentless: texts live in the views. */
const createSearchTable = (table: string): string => `
  create virtual table if not exists ${table} using fts5(
    scope, name, goal, note, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0'
  )`;

/**
 * @param path a file, created with its folder when absent, or `:memory:`
 * @throws InputError when there can be no database at that path
 */
export async function openSqlite(path: string): Promise<SqliteHandles> {
  try {
    return await open(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new InputError([
      { where: `数据库 ${path}`, message: `打不开（${reason}），请检查路径、权限和文件是否完好` },
    ]);
  }
}

async function open(path: string): Promise<SqliteHandles> {
  const inMemory = path === ':memory:';
  if (!inMemory) createForOwner(path);
  const writer = configure(new Database(path));
  const db = new Kysely<Schema>({ dialect: new SqliteDialect({ database: withStatementCache(writer) }) });
  await migrate(db);
  for (const table of SEARCH_TABLES) writer.exec(createSearchTable(table));
  const reader = inMemory ? writer : configure(new Database(path, { readonly: true }));
  return {
    db,
    writer,
    reader,
    async close() {
      if (!inMemory) reader.close();
      await db.destroy();
    },
  };
}

function configure(database: Database.Database): Database.Database {
  database.pragma('busy_timeout = 5000');
  database.pragma('foreign_keys = on');
  database.pragma('cache_size = -16000');
  if (database.readonly) return database;
  database.pragma('journal_mode = wal');
  database.pragma('synchronous = normal');
  return database;
}

async function migrate(db: Kysely<Schema>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
}
