/** From a file to what the store takes, in a process of its own: read, understood, checked; nothing written. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { createReadingQueue } from './documents/queue.ts';
import type { SourceFile } from './documents/reader.ts';
import { InputError, type Problem } from './domain/errors.ts';
import type { ImportedDocument } from './domain/project.ts';
import { importConfined } from './importing/confined-import.ts';
import type { ImportOptions } from './importing/import-file.ts';
import type { Log } from './log.ts';

export type { ImportOptions };

/** Reads and understands one file. @throws InputError with every problem of the file */
export type ReadFile = (file: SourceFile, options: ImportOptions) => Promise<ImportedDocument>;

/** How files are read; the program does so in processes of their own and may be told what became of those. */
export interface ReadTools {
  read?: ReadFile | undefined;
  /** Hears what a process wrote that crashed or had to be stopped. */
  onGivenUp?: ((complaint: string) => void) | undefined;
}

/** Has the log hear of given up processes. */
export const tellLog = (log: Log): ReadTools => ({
  onGivenUp: (complaint) => log.warn({ complaint }, 'the import of a file was given up'),
});

/** @throws InputError with every problem of the file */
export async function readImport(
  path: string,
  options: ImportOptions,
  tools: ReadTools = {},
): Promise<ImportedDocument> {
  return readWith(tools, { name: basename(path), bytes: await readBytes(path) }, options);
}

async function readWith(
  { read = importConfined, onGivenUp = () => {} }: ReadTools,
  file: SourceFile,
  options: ImportOptions,
): Promise<ImportedDocument> {
  try {
    return await read(file, options);
  } catch (error) {
    if (error instanceof InputError && typeof error.cause === 'string') onGivenUp(error.cause);
    throw error;
  }
}

/** Reads files for people who do not wait for each other: in a chat, on a page. */
export interface Importer {
  /** @throws InputError with every problem of the file, or when too many files are being read */
  read: ReadFile;
}

/** Files that may wait for their turn. */
const WAITING = 8;

/** @param atOnce files that are read at the same time */
export function createImporter(atOnce: number, tools: ReadTools = {}): Importer {
  const queue = createReadingQueue({ atOnce, waiting: WAITING });
  return { read: (file, options) => queue.run(file, () => readWith(tools, file, options)) };
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

/** How several files are read. */
export interface ReadEachTools extends ReadTools {
  /** Hears of each file, in their order. */
  onRead?: ((step: ReadStep) => void) | undefined;
}

/** The files that can be read, and the problems of the others. */
export async function readEach(
  paths: readonly string[],
  optionsOf: (path: string) => ImportOptions,
  { onRead = () => {}, ...tools }: ReadEachTools = {},
): Promise<{ documents: ImportedDocument[]; problems: Problem[] }> {
  const problems: Problem[] = [];
  const documents: ImportedDocument[] = [];
  const queue = createReadingQueue({ atOnce: READ_AT_ONCE, waiting: paths.length });
  const reads = paths.map((path) =>
    queue.run({ name: path }, () => readOrProblems(path, optionsOf(path), tools)),
  );
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
  tools: ReadTools,
): Promise<ImportedDocument | { problems: readonly Problem[] }> {
  try {
    return await readImport(path, options, tools);
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
