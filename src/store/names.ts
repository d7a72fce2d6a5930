/** Units and officials: one row a name, and who has which part in a project now. */
import type { Transaction } from 'kysely';
import type { Schema } from './schema.ts';

/** Ids of names, new ones added. */
export type NameIds = ReadonlyMap<string, number>;

/** Rows that a query's bound values may hold at once. */
const BATCH = 500;

/** Finds or adds each name; empty names are left out. */
export async function ensureNames(
  trx: Transaction<Schema>,
  table: 'unit' | 'official',
  names: Iterable<string>,
): Promise<NameIds> {
  const wanted = [...new Set(names)].filter((name) => name !== '');
  const ids = new Map<string, number>();
  for (let start = 0; start < wanted.length; start += BATCH) {
    const batch = wanted.slice(start, start + BATCH);
    await trx
      .insertInto(table)
      .values(batch.map((name) => ({ name })))
      .onConflict((conflict) => conflict.column('name').doNothing())
      .execute();
    const found = await trx.selectFrom(table).select(['id', 'name']).where('name', 'in', batch).execute();
    for (const { id, name } of found) ids.set(name, id);
  }
  return ids;
}
