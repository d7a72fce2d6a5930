/** What an import did besides filing reports: written down while it runs, read when it is undone. */
import type { Kysely, Transaction } from 'kysely';
import type { Arrival } from './arrivals.ts';
import type { KnownDocument } from './documents.ts';
import type { Schema } from './schema.ts';
import type { Session } from './session.ts';

/** Ids that an import gave out in one table: those above `after` up to `last`. */
interface IdRange {
  after: number;
  last: number;
}

/** All that the remaining rows do not tell. */
export interface UndoNotes {
  /** What the document's row said before, when it was only opened to other readers; null when the document was new. */
  reopened: Pick<KnownDocument, 'audience' | 'importedAt' | 'importedBy'> | null;
  /** Where the projects stood that had to move. */
  moved: { projectId: number; position: number; code: string }[];
  revisions: IdRange;
  units: IdRange;
  officials: IdRange;
  regionAdded: boolean;
}

type Counted = 'revision' | 'unit' | 'official';

/** The highest ids before an import writes. */
export type HighestIds = Readonly<Record<Counted | 'region', number>>;

/** Taken before anything of a document is written. */
export async function highestIds(trx: Transaction<Schema>): Promise<HighestIds> {
  return {
    revision: await highest(trx, 'revision'),
    unit: await highest(trx, 'unit'),
    official: await highest(trx, 'official'),
    region: await highest(trx, 'region'),
  };
}

async function highest(db: Kysely<Schema>, table: keyof HighestIds): Promise<number> {
  const row = await db
    .selectFrom(table)
    .select((eb) => eb.fn.max<number | null>('id').as('last'))
    .executeTakeFirst();
  return row?.last ?? 0;
}

/** The document that an import is about. */
export interface LoggedDocument {
  id: number;
  regionId: number;
  year: number;
  reopened: UndoNotes['reopened'];
}

/** Writes down what a document did, after all else was written. */
export async function logImport(
  { trx, handedIn }: Session,
  document: LoggedDocument,
  { before, arrivals }: { before: HighestIds; arrivals: readonly Arrival[] },
): Promise<void> {
  const given = async (table: Counted): Promise<IdRange> => ({
    after: before[table],
    last: await highest(trx, table),
  });
  const notes: UndoNotes = {
    reopened: document.reopened,
    moved: movesOf(arrivals),
    revisions: await given('revision'),
    units: await given('unit'),
    officials: await given('official'),
    regionAdded: document.regionId > before.region,
  };
  await trx
    .insertInto('import_log')
    .values({
      ...{ document_id: document.id, region_id: document.regionId, year: document.year },
      ...{
        at: handedIn.now,
        imported_by: handedIn.importedBy,
        notes: JSON.stringify(notes),
        undone_at: null,
      },
    })
    .execute();
}

function movesOf(arrivals: readonly Arrival[]): UndoNotes['moved'] {
  return arrivals.flatMap(({ projectId, place, before: [view] }) =>
    view === undefined || view.dossier.id === place.code
      ? []
      : [{ projectId, position: view.dossier.position, code: view.dossier.id }],
  );
}
