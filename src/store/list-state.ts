/** Tells whether a list is still as it was when something was shown of it. */
import { createHash } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { ImportedDocument } from '../domain/project.ts';
import type { Schema } from './schema.ts';

/** One state for each document: that of the list which it belongs to. */
export async function listStates(
  trx: Transaction<Schema>,
  documents: readonly ImportedDocument[],
): Promise<string[]> {
  const states: string[] = [];
  for (const { region, year } of documents) states.push(await listState(trx, region.fullName, year));
  return states;
}

/** A digest of everything that was filed for the list and to whom it is open. */
async function listState(trx: Transaction<Schema>, regionName: string, year: number): Promise<string> {
  const rows = await trx
    .selectFrom('document')
    .innerJoin('region', 'region.id', 'document.region_id')
    .select(['document.id', 'document.content_hash', 'document.audience', 'document.imported_at'])
    .where('region.full_name', '=', regionName)
    .where('document.year', '=', year)
    .orderBy('document.id')
    .execute();
  return createHash('sha256').update(JSON.stringify(rows)).digest('hex').slice(0, 16);
}
