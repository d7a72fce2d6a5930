/** A project over time: every report as filed and every change of its description. */
import type { Kysely } from 'kysely';
import { loadReports } from './report-history.ts';
import type { StoredReport } from './reports.ts';
import type { RevisedField, Revision } from './revisions.ts';
import type { Schema } from './schema.ts';

/** A change with the document that brought it. */
export interface StoredRevision extends Revision {
  documentId: number;
  /** ISO instant of the import. */
  at: string;
}

export interface ProjectHistory {
  /** Newest first. */
  reports: StoredReport[];
  /** In the order they were imported. */
  revisions: StoredRevision[];
}

/** @param code public id: `huaiyin-2025-02`; null when there is no such project */
export async function loadHistory(db: Kysely<Schema>, code: string): Promise<ProjectHistory | null> {
  const project = await db.selectFrom('project').select('id').where('code', '=', code).executeTakeFirst();
  if (!project) return null;
  const revisions = await db
    .selectFrom('revision')
    .select(['field', 'before', 'after', 'document_id as documentId', 'at'])
    .where('project_id', '=', project.id)
    .orderBy('id')
    .execute();
  return {
    reports: await loadReports(db, project.id),
    revisions: revisions.map((row) => ({ ...row, field: row.field as RevisedField })),
  };
}
