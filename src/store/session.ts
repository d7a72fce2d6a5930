/** One running import: a transaction, what it may use, and the ids it gives out. */
import type { Kysely, Transaction } from 'kysely';
import type { BulkWriter } from './bulk.ts';
import type { HandedIn } from './documents.ts';
import type { Tokenise } from './indexing.ts';
import type { Schema } from './schema.ts';
import { createTermChanges, type TermChanges } from './terms.ts';
import type { PairUp } from './views.ts';

/** What an import needs besides the documents. */
export interface ImportTools {
  db: Kysely<Schema>;
  bulk: BulkWriter;
  tokenise: Tokenise;
  pairUp?: PairUp | undefined;
}

/** The state of one running import. */
export interface Session extends ImportTools {
  trx: Transaction<Schema>;
  handedIn: HandedIn;
  terms: TermChanges;
  nextProject: number;
  nextReport: number;
  nextView: number;
}

/** Takes the write lock and finds the first free ids. */
export async function openSession(
  tools: ImportTools,
  trx: Transaction<Schema>,
  handedIn: HandedIn,
): Promise<Session> {
  await takeWriteLock(trx);
  return {
    ...tools,
    trx,
    handedIn,
    terms: createTermChanges(),
    nextProject: await nextId(trx, 'project'),
    nextReport: await nextId(trx, 'report'),
    nextView: await nextId(trx, 'project_view'),
  };
}

/** Brings counts of words and the version up to what was written. */
export async function closeSession({ bulk, terms, trx }: Session): Promise<void> {
  await bulk.addTerms(terms.changes);
  await bulk.tidyIndex();
  await trx
    .updateTable('counter')
    .set((eb) => ({ value: eb('value', '+', 1) }))
    .where('name', '=', 'version')
    .execute();
}

/** A write before the first read: another process that imports meanwhile makes this one wait, not fail. */
async function takeWriteLock(trx: Transaction<Schema>): Promise<void> {
  await trx
    .updateTable('counter')
    .set((eb) => ({ value: eb.ref('value') }))
    .where('name', '=', 'version')
    .execute();
}

async function nextId(
  trx: Transaction<Schema>,
  table: 'project' | 'report' | 'project_view',
): Promise<number> {
  const row = await trx
    .selectFrom(table)
    .select((eb) => eb.fn.max<number | null>('id').as('last'))
    .executeTakeFirst();
  return (row?.last ?? 0) + 1;
}
