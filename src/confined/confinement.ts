/** What a confined process may do: read the program's own files, and nothing else. */
import { createRequire, enableCompileCache } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { goOffline } from './offline.ts';

const PROGRAM_DIR = fileURLToPath(new URL('../../', import.meta.url));
/** Where the packages really lie; may be outside the program through a link. */
const PACKAGES_DIR = createRequire(import.meta.url)
  .resolve('zod')
  .replace(/([\\/]node_modules[\\/]).*/, '$1');

const READABLE = [PROGRAM_DIR, PACKAGES_DIR].map((folder) => `--allow-fs-read=${folder}`);

/** Part of its memory that a process may use for objects: the rest is for bytes, code and the stack. */
const HEAP_SHARE = 0.75;

/** The options of Node that keep a process from files, programs and memory that are not its own. */
export function confinement(memoryBytes: number): string[] {
  const heapMegabytes = Math.floor((memoryBytes / 1024 / 1024) * HEAP_SHARE);
  return [`--max-old-space-size=${heapMegabytes}`, '--permission', ...READABLE, '--no-warnings'];
}

/**
 * The options under which a confined process may open the folder of compiled code, which takes a third off its start.
 * Node wants the right to read and write there; only where the process can give it back at once is it granted.
 */
export function compiledCode(folder: string | undefined): string[] {
  if (folder === undefined || !canGiveBack()) return [];
  return [`--allow-fs-read=${folder}`, `--allow-fs-write=${folder}`];
}

/** Whether this version of Node has `process.permission.drop`. */
function canGiveBack([major, minor] = process.versions.node.split('.').map(Number)): boolean {
  return major === 24 ? minor! >= 21 : major! >= 27;
}

/** What Node has and its types do not know yet. */
interface Droppable {
  drop?(scope: string, folder?: string): void;
}

/** The first thing that a confined process does: opens the compiled code, then gives up all writes and the network. */
export function enterConfinement(compiledCodeFolder: string | undefined): void {
  const permission = process.permission as Droppable;
  if (compiledCodeFolder !== undefined && permission.drop) {
    // Node adds the name of its version to the folder again.
    enableCompileCache(dirname(compiledCodeFolder));
    permission.drop('fs.read', compiledCodeFolder);
    permission.drop('fs.write');
  }
  goOffline();
}
