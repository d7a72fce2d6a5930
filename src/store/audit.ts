/** Who did what: imports and staff actions, never the text of conversations. */
import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';

export interface AuditEntry {
  /** ISO instant. */
  at: string;
  actor: string;
  action: string;
  detail: Readonly<Record<string, unknown>>;
}

export interface Audit {
  record(entry: AuditEntry): Promise<void>;
  /** Newest first. */
  recent(limit: number): Promise<AuditEntry[]>;
}

/** The audit trail in the database. */
export function createAudit(db: Kysely<Schema>): Audit {
  return {
    async record({ detail, ...entry }) {
      await db
        .insertInto('audit')
        .values({ ...entry, detail: JSON.stringify(detail) })
        .execute();
    },
    async recent(limit) {
      const rows = await db
        .selectFrom('audit')
        .select(['at', 'actor', 'action', 'detail'])
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
      return rows.map((row) => ({ ...row, detail: JSON.parse(row.detail) as AuditEntry['detail'] }));
    },
  };
}
