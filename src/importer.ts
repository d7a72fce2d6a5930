/** From a file to what the store takes: read, understood, checked; nothing written. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { createReadingQueue } from './documents/queue.ts';
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

/** Reads files for people who do not wait for each other: in a chat, on a page. */
export interface Importer {
  /** @throws InputError with every problem of the file, or when too many files are being read */
  read(file: { name: string; bytes: Uint8Array }, options: ImportOptions): Promise<ImportedDocument>;
}

/** Files that may wait for their turn. */
const WAITING = 8;

/** @param atOnce files that are read at the same time, each in a process of its own */
export function createImporter(atOnce: number): Importer {
  const queue = createReadingQueue({ atOnce, waiting: WAITING });
  return { read: (file, options) => queue.run(file, () => readImportBytes(file, options)) };
}

/** Reads every file before anything is stored. @throws InputError with the problems of all of them */
export async function readImports(
  paths: readonly string[],
  optionsOf: (path: string) => ImportOptions,
): Promise<ImportedDocument[]> {
  const { documents, problems } = await readEach(paths, optionsOf);
  if (problems.length > 0) throw new InputError(problems);
  return documents;
}

/** How one of several files went. */
export interface ReadStep {
  path: string;
  /** Counted from 1. */
  number: number;
  of: number;
  /** Null when it was refused. */
  document: ImportedDocument | null;
}

/** The files that can be read, and the problems of the others. `onRead` hears of each as it is done. */
export async function readEach(
  paths: readonly string[],
  optionsOf: (path: string) => ImportOptions,
  onRead: (step: ReadStep) => void = () => {},
): Promise<{ documents: ImportedDocument[]; problems: Problem[] }> {
  const problems: Problem[] = [];
  const documents: ImportedDocument[] = [];
  for (const [index, path] of paths.entries()) {
    const read = await readOrProblems(path, optionsOf(path));
    if ('problems' in read) problems.push(...read.problems);
    else documents.push(read);
    const document = 'problems' in read ? null : read;
    onRead({ path, number: index + 1, of: paths.length, document });
  }
  return { documents, problems };
}

async function readOrProblems(
  path: string,
  options: ImportOptions,
): Promise<ImportedDocument | { problems: readonly Problem[] }> {
  try {
    return await readImport(path, options);
  } catch (error) {
    if (error instanceof InputError) return { problems: error.problems };
    throw error;
  }
}

const FILE_FAILURES: Readonly<Record<string, string>> = {
  ENOENT: '找不到这个文件，请检查路径',
  EISDIR: '这是文件夹，请给出文件',
  ENAMETOOLONG: '文件名太长，请改短后重试',
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
