/** Imports of files in the process of the test: the table of places is read once. */
import type { SourceFile } from '../../src/documents/reader.ts';
import type { ImportedDocument } from '../../src/domain/project.ts';
import { type ImportOptions, importFile } from '../../src/importing/import-file.ts';
import { type Divisions, loadDivisions } from '../../src/text/divisions.ts';

let divisions: Divisions | undefined;

/** @throws InputError with every problem of the file */
export function importHere(file: SourceFile, options: ImportOptions = {}): Promise<ImportedDocument> {
  divisions ??= loadDivisions();
  return importFile(file, options, { divisions });
}
