/** Prepared statements kept by their text: preparing one takes as long as running it. */
import type Database from 'better-sqlite3';
import type { SqliteDatabase, SqliteStatement } from 'kysely';
import { createLru } from '../lru.ts';

/** Lists of values make texts of many lengths; the common ones stay. */
const KEPT = 256;

/** The database as the query builder uses it. One statement is never run while it is still being read: all rows come at once. */
export function withStatementCache(database: Database.Database): SqliteDatabase {
  const kept = createLru<string, SqliteStatement>(KEPT);
  return {
    close: () => database.close(),
    prepare(sql) {
      const known = kept.get(sql);
      if (known) return known;
      const statement = database.prepare(sql) as SqliteStatement;
      kept.set(sql, statement);
      return statement;
    },
  };
}
