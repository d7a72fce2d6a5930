/** Who did what, where and how it ended: never the text of conversations. */
import type { Kysely, Selectable } from 'kysely';
import type { AuditRecord, Outcome } from '../domain/access-records.ts';
import type { AuditTable, Schema } from './schema.ts';

/** An entry as it is handed in: no place where there is none, done unless told otherwise. */
export type AuditEntry = Omit<AuditRecord, 'place' | 'outcome'> & {
  place?: string | null;
  outcome?: Outcome;
};

/** Which entries; absent = any. */
export interface AuditFilter {
  /** ISO instant; entries from then on. */
  since?: string;
  action?: string;
  limit: number;
}

export interface Audit {
  record(entry: AuditEntry): Promise<void>;
  /** Newest first. */
  recent(limit: number): Promise<AuditRecord[]>;
  /** Newest first. */
  list(filter: AuditFilter): Promise<AuditRecord[]>;
}

/** The audit trail in the database. */
export function createAudit(db: Kysely<Schema>): Audit {
  const list: Audit['list'] = async ({ since, action, limit }) => {
    let query = db.selectFrom('audit').selectAll().orderBy('id', 'desc').limit(limit);
    if (since !== undefined) query = query.where('at', '>=', since);
    if (action !== undefined) query = query.where('action', '=', action);
    return (await query.execute()).map(recordOf);
  };
  return {
    async record({ detail, place = null, outcome = 'done', ...entry }) {
      await db
        .insertInto('audit')
        .values({ ...entry, place, outcome, detail: JSON.stringify(detail) })
        .execute();
    },
    recent: (limit) => list({ limit }),
    list,
  };
}

function recordOf({ id: _, detail, outcome, ...row }: Selectable<AuditTable>): AuditRecord {
  return {
    ...row,
    outcome: outcome as Outcome,
    detail: JSON.parse(detail) as AuditRecord['detail'],
  };
}
