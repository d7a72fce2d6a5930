/** Documents as imported: the same bytes once. */
import type { Transaction } from 'kysely';
import type { ImportedDocument } from '../domain/project.ts';
import type { Schema } from './schema.ts';

/** Id of the document stored from these very bytes, null when none. */
export async function findDocument(trx: Transaction<Schema>, contentHash: string): Promise<number | null> {
  const row = await trx
    .selectFrom('document')
    .select('id')
    .where('content_hash', '=', contentHash)
    .executeTakeFirst();
  return row?.id ?? null;
}

/** Adds the document's own row; its projects and findings are written with the reports. */
export async function addDocument(
  trx: Transaction<Schema>,
  imported: ImportedDocument,
  regionId: number,
  now: string,
): Promise<number> {
  const added = await trx
    .insertInto('document')
    .values({
      content_hash: imported.contentHash,
      file_name: imported.fileName,
      title: imported.title,
      region_id: regionId,
      year: imported.year,
      period_label: imported.period?.label ?? null,
      period_start: imported.period?.start ?? null,
      period_end: imported.period?.end ?? null,
      declared_count: imported.declaredCount,
      found_count: imported.projects.length,
      layout: imported.layout,
      imported_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return added.id;
}
