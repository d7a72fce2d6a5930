/** The number that counts the imports: what was read under another one is stale. */
import type { Database } from 'better-sqlite3';

/** The version of what is stored now. */
export type Version = () => number;

/** Asks the handle each time: another process may import as well. */
export function createVersion(database: Database): Version {
  const get = database.prepare<[], { value: number }>(`select value from counter where name = 'version'`);
  return () => get.get()?.value ?? 0;
}

/** Does something whenever the version is another one than at the last call. */
export function sinceChange(version: Version, changed: () => void): () => void {
  let last = version();
  return () => {
    const now = version();
    if (now !== last) changed();
    last = now;
  };
}
