/** What the page of imports shows and does; plugged in where the pages are served. */
import type { Audience } from '../domain/access.ts';

/** A file handed in on the page, and what was said about it. */
export interface PageFile {
  name: string;
  bytes: Uint8Array;
  region?: string;
  year?: number;
  /** `YYYY-MM-DD` */
  periodEnd?: string;
}

/** A file that was read and waits to be confirmed. All texts are Chinese and plain. */
export interface PendingImport {
  /** Stands in its buttons: an older preview of the same session confirms nothing. */
  token: string;
  fileName: string;
  title: string;
  regionName: string;
  year: number;
  /** `YYYY-MM-DD`; null when the file does not say. */
  periodEnd: string | null;
  projects: number;
  /** False when the same file is stored already. */
  stored: boolean;
  counts: Readonly<Record<'added' | 'changed' | 'unchanged' | 'gone' | 'doubts', number>>;
  /** A line for each project or doubt; long lists are cut. */
  lines: Readonly<Record<'added' | 'changed' | 'gone' | 'doubts', readonly string[]>>;
}

/** The last import of any list. */
export interface LastImport {
  id: number;
  title: string;
  regionName: string;
  year: number;
  /** ISO instant. */
  at: string;
  vanishing: number;
  reverting: number;
  onlyReaders: boolean;
}

/** `stale`: the list changed since, and the changes are shown anew; `over`: nothing waits to be confirmed. */
export type Confirmed = 'imported' | 'same' | 'stale' | 'over';

export interface ImportDesk {
  /** Largest file that is taken, in bytes. */
  maxBytes: number;
  /** Reads a file and keeps it for the session. @returns what is wrong with it; empty when it waits to be confirmed */
  handIn(session: string, file: PageFile): Promise<readonly string[]>;
  /** What waits in a session; null when nothing does or it is over. */
  pending(session: string): Promise<PendingImport | null>;
  confirm(session: string, token: string, audience: Audience): Promise<Confirmed>;
  cancel(session: string): Promise<void>;
  /** The import that can be undone, or why none can, in Chinese. */
  last(): Promise<LastImport | string>;
  /** False when it is not the last one any more. */
  undo(id: number): Promise<boolean>;
}
