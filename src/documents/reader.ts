/** What a reader is: one file format turned into paragraphs and tables. */
import type { Document, DocumentFormat } from '../domain/document.ts';
import { InputError } from '../domain/errors.ts';

/** A file as it was handed over. The name is only ever shown and compared, never opened. */
export interface SourceFile {
  name: string;
  bytes: Uint8Array;
}

/** What a reader yields; name and format are added by the caller. */
export type Content = Omit<Document, 'fileName' | 'format'>;

/** Bounds a reader itself has to keep to. */
export interface ReaderLimits {
  /** Bytes of all entries of a zipped format that are needed, and of all streams of a .pdf, unpacked. */
  expandedBytes: number;
  /** Cells of all tables together. */
  cells: number;
}

/** One format. `read` throws InputError for what its file's owner can mend. */
export interface Reader {
  readonly format: DocumentFormat;
  read(file: SourceFile, limits: ReaderLimits): Content | Promise<Content>;
}

/** The error of a file that cannot be read: one problem, in Chinese, under the file's name. */
export function refusal(file: { name: string }, message: string): InputError {
  return new InputError([{ where: file.name, message }]);
}
