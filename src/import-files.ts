/** The files that an import was given: those named, and the documents in the folders named. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisedKind } from './documents/detect.ts';
import { isReadable } from './documents/registry.ts';
import { InputError } from './domain/errors.ts';

/** What lies in a folder and is not read, with the reason, in Chinese. */
export interface Skipped {
  path: string;
  reason: string;
}

export interface FoundFiles {
  /** Documents in the order given; those of a folder by name, numbers by their value. */
  files: string[];
  skipped: Skipped[];
  /** Whether any of them lies in a folder that was named: then their order is nobody's choice. */
  inFolder: boolean;
}

/** More files than any office hands in at once; a folder with more is probably the wrong one. */
const MOST_FILES = 1000;
/** Folders within folders deeper than this are not looked into. */
const DEEPEST = 5;

/** Half-written and hidden files of Office programs and systems. */
const HIDDEN = /^(?:\.|~\$|~.*\.tmp$)|^(?:Thumbs\.db|desktop\.ini)$/i;

const REASONS = {
  archive: '是压缩包，请解压后再导入',
  other: '不是可读取的文件格式',
  deep: '文件夹层数太多，没有再往里看',
} as const;

const ARCHIVES: ReadonlySet<string> = new Set(['zip', 'rar', '7z', 'gzip']);

/**
 * A file named itself is always taken, whatever it is called; of a folder only what its name says is a document.
 * Links within a folder are not followed.
 * @throws InputError for a folder without any document or with far too many
 */
export async function findFiles(paths: readonly string[]): Promise<FoundFiles> {
  const found: FoundFiles = { files: [], skipped: [], inFolder: false };
  for (const path of paths) {
    const before = found.files.length;
    const isFolder = (await stat(path).catch(() => null))?.isDirectory() ?? false;
    if (isFolder) found.inFolder = true;
    if (isFolder) await lookInto(path, found, 1);
    else found.files.push(path);
    if (isFolder && found.files.length === before)
      throw new InputError([{ where: path, message: '这个文件夹里没有可读取的文件' }]);
  }
  if (found.files.length > MOST_FILES) {
    const message = `共 ${found.files.length} 个文件，一次最多 ${MOST_FILES} 个，请确认文件夹是否选对`;
    throw new InputError([{ where: 'import', message }]);
  }
  return { ...found, files: [...new Set(found.files)] };
}

async function lookInto(folder: string, found: FoundFiles, depth: number): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  entries.sort((a, b) => a.name.localeCompare(b.name, 'zh', { numeric: true }));
  for (const entry of entries) {
    if (HIDDEN.test(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory() && depth < DEEPEST) await lookInto(path, found, depth + 1);
    else if (entry.isDirectory()) found.skipped.push({ path, reason: REASONS.deep });
    else if (entry.isFile() && isReadable(promisedKind(entry.name) ?? '')) found.files.push(path);
    else if (entry.isFile()) found.skipped.push({ path, reason: reasonFor(entry.name) });
  }
}

const reasonFor = (name: string): string =>
  ARCHIVES.has(promisedKind(name) ?? '') ? REASONS.archive : REASONS.other;
