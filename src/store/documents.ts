/** Documents as imported: the same bytes once. */
import { sql, type Transaction } from 'kysely';
import type { Audience } from '../domain/access.ts';
import type { ImportedDocument } from '../domain/project.ts';
import type { Schema } from './schema.ts';

/** When and by whom a document is handed in. */
export interface HandedIn {
  /** ISO instant. */
  now: string;
  /** `command line`, `telegram:staff`: a place or a role, never a person. */
  importedBy: string;
}

/** Layout of a document that is one report told in a chat. */
export const CHAT_LAYOUT = 'chat-report';

/** A stored document as an import finds it again. */
export interface KnownDocument {
  id: number;
  audience: Audience;
  regionId: number;
  year: number;
  importedAt: string;
  importedBy: string | null;
}

/** The document stored from these very bytes, null when none. */
export async function findDocument(
  trx: Transaction<Schema>,
  contentHash: string,
): Promise<KnownDocument | null> {
  const row = await trx
    .selectFrom('document')
    .select([
      'id',
      'audience',
      'year',
      'region_id as regionId',
      'imported_at as importedAt',
      'imported_by as importedBy',
    ])
    .where('content_hash', '=', contentHash)
    .executeTakeFirst();
  return row ? { ...row, audience: row.audience as Audience } : null;
}

/** The next id: one that names no document and never named one, not even one that is undone. */
export async function nextDocumentId(trx: Transaction<Schema>): Promise<number> {
  const { last } = await trx
    .selectNoFrom((eb) => [
      sql<number>`max(${eb.selectFrom('document').select(sql`coalesce(max(id), 0)`.as('id'))},
        ${eb.selectFrom('import_log').select(sql`coalesce(max(document_id), 0)`.as('id'))})`.as('last'),
    ])
    .executeTakeFirstOrThrow();
  return last + 1;
}

/** Adds the document's own row; its projects and findings are written with the reports. */
export async function addDocument(
  trx: Transaction<Schema>,
  imported: ImportedDocument,
  regionId: number,
  { now, importedBy }: HandedIn,
): Promise<number> {
  const added = await trx
    .insertInto('document')
    .values({
      id: await nextDocumentId(trx),
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
      audience: imported.audience ?? 'public',
      imported_by: importedBy,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return added.id;
}
