/** Documents as imported: the same bytes once. */
import type { Transaction } from 'kysely';
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
}

/** The document stored from these very bytes, null when none. */
export async function findDocument(
  trx: Transaction<Schema>,
  contentHash: string,
): Promise<KnownDocument | null> {
  const row = await trx
    .selectFrom('document')
    .select(['id', 'audience', 'region_id'])
    .where('content_hash', '=', contentHash)
    .executeTakeFirst();
  return row ? { id: row.id, audience: row.audience as Audience, regionId: row.region_id } : null;
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
