/** From a file to what the store takes: read, understood, checked; nothing written. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { readDocument } from './documents/read.ts';
import { InputError, type Problem } from './domain/errors.ts';
import type { ImportedDocument } from './domain/project.ts';
import { importDocument } from './imports/import-document.ts';

/** What the person who imports says about a document; each wins over what its text says. */
export interface ImportOptions {
  region?: string;
  year?: number;
  /** Last day of the reported period, `YYYY-MM-DD`. */
  periodEnd?: string;
}

/** @throws InputError with every problem of the file */
export async function readImport(path: string, options: ImportOptions): Promise<ImportedDocument> {
  return readImportBytes({ name: basename(path), bytes: await readBytes(path) }, options);
}

/** A file that is in memory already, as a chat hands it over. @throws InputError with every problem of the file */
export async function readImportBytes(
  file: { name: string; bytes: Uint8Array },
  options: ImportOptions,
): Promise<ImportedDocument> {
  const document = await readDocument(file);
  const contentHash = createHash('sha256').update(file.bytes).digest('hex');
  return importDocument(document, { ...options, contentHash });
}

/** Reads every file before anything is stored. @throws InputError with the problems of all of them */
export async function readImports(
  paths: readonly string[],
  optionsOf: (path: string) => ImportOptions,
): Promise<ImportedDocument[]> {
  const problems: Problem[] = [];
  const documents: ImportedDocument[] = [];
  for (const path of paths) {
    try {
      documents.push(await readImport(path, optionsOf(path)));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new InputError(problems);
  return documents;
}

const FILE_FAILURES: Readonly<Record<string, string>> = {
  ENOENT: '找不到这个文件，请检查路径',
  EISDIR: '这是文件夹，请给出文件',
  EACCES: '没有读取这个文件的权限',
};

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw new InputError([{ where: path, message: FILE_FAILURES[code] ?? `读不了这个文件（${code}）` }]);
  }
}
