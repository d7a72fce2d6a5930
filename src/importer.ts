/** From a file to what the store takes, in a process of its own: read, understood, checked; nothing written. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { createReadingQueue } from './documents/queue.ts';
import type { SourceFile } from './documents/reader.ts';
import { InputError, type Problem } from './domain/errors.ts';
import type { ImportedDocument } from './domain/project.ts';
import { importConfined } from './importing/confined-import.ts';
import type { ImportOptions } from './importing/import-file.ts';

export type { ImportOptions };

/** @throws InputError with every problem of the file */
export async function readImport(path: string, options: ImportOptions): Promise<ImportedDocument> {
  return importConfined({ name: basename(path), bytes: await readBytes(path) }, options);
}

/** Reads files for people who do not wait for each other: in a chat, on a page. */
export interface Importer {
  /** @throws InputError with every problem of the file, or when too many files are being read */
  read(file: SourceFile, options: ImportOptions): Promise<ImportedDocument>;
}

/** Files that may wait for their turn. */
const WAITING = 8;

/** @param atOnce files that are read at the same time, each in a process of its own */
export function createImporter(atOnce: number): Importer {
  const queue = createReadingQueue({ atOnce, waiting: WAITING });
  return { read: (file, options) => queue.run(file, () => importConfined(file, options)) };
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

/** Files of one call that are read at the same time: while one is understood, the process of the next starts. */
const READ_AT_ONCE = 2;

/** The files that can be read, and the problems of the others. `onRead` hears of each in their order. */
export async function readEach(
  paths: readonly string[],
  optionsOf: (path: string) => ImportOptions,
  onRead: (step: ReadStep) => void = () => {},
): Promise<{ documents: ImportedDocument[]; problems: Problem[] }> {
  const problems: Problem[] = [];
  const documents: ImportedDocument[] = [];
  const queue = createReadingQueue({ atOnce: READ_AT_ONCE, waiting: paths.length });
  const reads = paths.map((path) => queue.run({ name: path }, () => readOrProblems(path, optionsOf(path))));
  // Whatever fails is heard of below, in its turn.
  void Promise.allSettled(reads);
  for (const [index, path] of paths.entries()) {
    const read = await reads[index]!;
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
