/** A file read and understood in the calling process: what the confined process does, and tests and tools. */
import { createHash } from 'node:crypto';
import { READ_LIMITS, type ReadLimits } from '../documents/limits.ts';
import { readDocument } from '../documents/read.ts';
import type { SourceFile } from '../documents/reader.ts';
import type { ImportedDocument } from '../domain/project.ts';
import type { Divisions } from '../text/divisions.ts';

/** What the person who imports says about a document; each wins over what its text says. */
export interface ImportOptions {
  region?: string;
  year?: number;
  /** Last day of the reported period, `YYYY-MM-DD`. */
  periodEnd?: string;
}

/** How a file is imported in this process. */
export interface ImportHere {
  limits?: ReadLimits;
  /** The table of places, where it is loaded already. */
  divisions?: Divisions;
  /** Called when everything is read, before it is understood. */
  onRead?: () => void;
}

/** @throws InputError with every problem of the file */
export async function importFile(
  file: SourceFile,
  options: ImportOptions,
  { limits = READ_LIMITS, divisions, onRead }: ImportHere = {},
): Promise<ImportedDocument> {
  const contentHash = createHash('sha256').update(file.bytes).digest('hex');
  const document = await readDocument(file, limits);
  onRead?.();
  // Loaded only for what could be read: a refusal comes sooner.
  const { importDocument } = await import('../imports/import-document.ts');
  return importDocument(document, { ...options, contentHash }, divisions);
}
