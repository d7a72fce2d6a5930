/** A project over time: every report as filed and every change of its description, as far as a role may read. */
import type { Kysely } from 'kysely';
import { mayRead, type Role } from '../domain/access.ts';
import type { ChangedField } from '../domain/records.ts';
import { loadReports } from './report-history.ts';
import type { StoredReport } from './reports.ts';
import { isRevision, type Revision } from './revisions.ts';
import type { Schema } from './schema.ts';
import { tierFor } from './tiers.ts';

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

/** @param code public id: `huaiyin-2025-02`; null when there is no such project for that role */
export async function loadHistory(
  db: Kysely<Schema>,
  code: string,
  role: Role,
): Promise<ProjectHistory | null> {
  const tier = tierFor(role);
  const project = await db
    .selectFrom('project_view')
    .select('project_id as id')
    .where('code', '=', code)
    .where('tier_from', '<=', tier)
    .where('tier_to', '>=', tier)
    .executeTakeFirst();
  if (!project) return null;
  const revisions = await db
    .selectFrom('revision')
    .select(['field', 'before', 'after', 'document_id as documentId', 'at'])
    .where('project_id', '=', project.id)
    .where('tier_from', '<=', tier)
    .where('tier_to', '>=', tier)
    .orderBy('id')
    .execute();
  const reports = await loadReports(db, project.id);
  return {
    reports: reports.filter(({ audience }) => mayRead(role, audience)),
    revisions: revisions.map((row) => ({ ...row, field: row.field as ChangedField })).filter(isRevision),
  };
}
