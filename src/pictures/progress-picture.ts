/** Draws pictures in a process of their own: the bot never waits for one, and none can bring it down. */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { buffer, text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { MAX_BARS, type ProgressPicture } from './picture.ts';

const WORKER = fileURLToPath(new URL('./worker.ts', import.meta.url));
const PROGRAM_DIR = fileURLToPath(new URL('../../', import.meta.url));
/** Where the packages really lie; may be outside the program through a link. */
const PACKAGES_DIR = createRequire(import.meta.url)
  .resolve('echarts')
  .replace(/([\\/]node_modules[\\/]).*/, '$1');
const ARGUMENTS = [
  '--permission',
  '--allow-addons',
  ...[PROGRAM_DIR, PACKAGES_DIR].map((folder) => `--allow-fs-read=${folder}`),
  '--no-warnings',
  WORKER,
];

const TIME_LIMIT_MS = 20_000;
const LONGEST_TEXT = 500;
const PNG_SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/**
 * A PNG of horizontal bars, 1080 pixels wide. Takes about a second, most of it the start of the process, which can
 * read the program's files and nothing else.
 * @throws Error when the picture could not be drawn in time
 */
export async function progressPicture(
  picture: ProgressPicture,
  limits: { timeLimitMs: number } = { timeLimitMs: TIME_LIMIT_MS },
): Promise<Uint8Array> {
  const child = spawn(process.execPath, ARGUMENTS, {
    env: {},
    stdio: ['pipe', 'pipe', 'pipe'],
    timeout: limits.timeLimitMs,
    killSignal: 'SIGKILL',
  });
  const ended = new Promise<Error | null>((resolve) => {
    child.on('error', resolve);
    child.on('close', () => resolve(null));
  });
  child.stdin.on('error', () => {});
  child.stdin.end(JSON.stringify(shortened(picture)));
  const [png, complaint, failure] = await Promise.all([buffer(child.stdout), text(child.stderr), ended]);
  if (child.exitCode === 0 && png.subarray(0, 8).equals(PNG_SIGNATURE)) return new Uint8Array(png);
  throw new Error(`picture not drawn: ${reasonOf(child, failure)}`, { cause: complaint.slice(-2000) });
}

function reasonOf(
  child: { exitCode: number | null; signalCode: string | null },
  failure: Error | null,
): string {
  return failure?.message ?? child.signalCode ?? `exit code ${child.exitCode}`;
}

/** What is drawn needs no more than this of any text. Bars that are only counted need no words at all. */
function shortened({ title, source, asOf, bars }: ProgressPicture): ProgressPicture {
  const cut = (words: string) => words.slice(0, LONGEST_TEXT);
  return {
    title: cut(title),
    source: cut(source),
    asOf,
    bars: bars.map((bar, index) => ({ ...bar, label: index < MAX_BARS ? cut(bar.label) : '' })),
  };
}
