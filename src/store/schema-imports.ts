/** The table of what imports did, so that the last one of a list can be undone. */
import type { Generated } from 'kysely';

export interface ImportLogTable {
  id: Generated<number>;
  /** Names no row any more once it is undone; never given to another document. */
  document_id: number;
  region_id: number;
  year: number;
  at: string;
  imported_by: string | null;
  /** JSON of `UndoNotes`. */
  notes: string;
  /** Null while it stands. */
  undone_at: string | null;
}

export interface ImportsSchema {
  import_log: ImportLogTable;
}
