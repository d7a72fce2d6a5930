/** Looks at a database file without changing it: whether it is whole, ours, and what it holds. */
import Database from 'better-sqlite3';
import { MIGRATIONS } from '../migrations/index.ts';

/** What a database file holds. */
export interface DatabaseFacts {
  /** First complaint of the integrity check; null when there is none. */
  damage: string | null;
  /** Whether it was made by this program. */
  ours: boolean;
  migrations: {
    /** Steps that the next start will take. */
    pending: string[];
    /** Steps that only a newer version knows. */
    unknown: string[];
  };
  /** Rows by what they are; tables that an older version lacks are left out. */
  counts: Partial<Record<Counted, number>>;
}

export type Counted = 'documents' | 'projects' | 'reports' | 'bindings' | 'waiting' | 'dead';

/** Tables that only this program has together. */
const OUR_TABLES = ['kysely_migration', 'document', 'project', 'report'];

/** Table and condition of what is counted. */
const COUNTED = {
  documents: ['document', 'true'],
  projects: ['project', 'true'],
  reports: ['report', 'true'],
  bindings: ['binding', 'revoked_at is null'],
  waiting: ['outbox', "state = 'waiting'"],
  dead: ['outbox', "state = 'dead'"],
} as const satisfies Record<Counted, readonly [string, string]>;

/** @throws when the file is not there or is no database */
export function readFacts(path: string): DatabaseFacts {
  const database = new Database(path, { fileMustExist: true });
  try {
    database.pragma('query_only = on');
    return factsOf(database);
  } finally {
    database.close();
  }
}

/** Facts of an open database. */
export function factsOf(database: Database.Database): DatabaseFacts {
  const tables = new Set(
    database.prepare("select name from sqlite_master where type = 'table'").pluck().all() as string[],
  );
  const ours = OUR_TABLES.every((table) => tables.has(table));
  const verdict = String(database.pragma('integrity_check(1)', { simple: true }));
  return {
    damage: verdict === 'ok' ? null : verdict,
    ours,
    migrations: ours ? migrationsOf(database) : { pending: [], unknown: [] },
    counts: ours ? countsOf(database, tables) : {},
  };
}

function migrationsOf(database: Database.Database): DatabaseFacts['migrations'] {
  const applied = database.prepare('select name from kysely_migration').pluck().all() as string[];
  return {
    pending: Object.keys(MIGRATIONS).filter((name) => !applied.includes(name)),
    unknown: applied.filter((name) => !Object.hasOwn(MIGRATIONS, name)),
  };
}

/** A table of an older version may lack what a condition asks for; then it is not counted. */
function countsOf(database: Database.Database, tables: ReadonlySet<string>): DatabaseFacts['counts'] {
  const counts: DatabaseFacts['counts'] = {};
  for (const [name, [table, condition]] of Object.entries(COUNTED)) {
    if (!tables.has(table)) continue;
    const count = database.prepare(`select count(*) from ${table} where ${condition}`).pluck().get();
    counts[name as Counted] = Number(count);
  }
  return counts;
}
