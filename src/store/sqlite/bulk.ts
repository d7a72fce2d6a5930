/** Bulk writes by prepared statements on the handle below Kysely: about ten times faster than built queries. */
import type { Database, Statement } from 'better-sqlite3';
import type { BulkWriter, SearchRow } from '../bulk.ts';
import { soundOf } from '../terms.ts';

type Row = Readonly<Record<string, unknown>>;

/** Pages of the index that one import may rewrite: all of a small database, a part of a large one. */
const TIDY_PAGES = 2000;

/** Statements are prepared at the first use and kept. */
export function createSqliteBulkWriter(database: Database): BulkWriter {
  const tidy = database.prepare(`insert into project_search (project_search, rank) values ('merge', ?)`);
  const inserts = new Map<string, Statement>();
  const insertInto = (table: string, row: Row): Statement => {
    const columns = Object.keys(row);
    const key = `${table} ${columns.join()}`;
    const known = inserts.get(key);
    if (known) return known;
    const names = columns.map((name) => `"${name}"`).join();
    const made = database.prepare(
      `insert into "${table}" (${names}) values (${columns.map((name) => `@${name}`).join()})`,
    );
    inserts.set(key, made);
    return made;
  };
  return {
    async insertMany(table, rows) {
      for (const row of rows as readonly Row[]) insertInto(table, row).run(row);
    },
    index: indexer(database),
    async tidyIndex() {
      tidy.run(-TIDY_PAGES);
    },
    addTerms: termCounter(database),
  };
}

function indexer(database: Database): BulkWriter['index'] {
  const remove = database.prepare('delete from project_search where rowid = ?');
  const insert = database.prepare(
    'insert into project_search (rowid, scope, name, goal, note) values (?, ?, ?, ?, ?)',
  );
  return async (rows: readonly SearchRow[]) => {
    for (const { projectId, scope, name, goal, note } of rows) {
      remove.run(projectId);
      insert.run(projectId, scope.join(' '), name.join(' '), goal.join(' '), note.join(' '));
    }
  };
}

function termCounter(database: Database): BulkWriter['addTerms'] {
  const update = database.prepare('update term set projects = projects + ? where token = ?');
  const insert = database.prepare('insert into term (token, projects, pinyin) values (?, ?, ?)');
  const forget = database.prepare('delete from term where token = ? and projects <= 0');
  return async (changes) => {
    for (const [token, change] of changes) {
      if (change === 0) continue;
      if (update.run(change, token).changes === 0) insert.run(token, change, soundOf(token));
      if (change < 0) forget.run(token);
    }
  };
}
