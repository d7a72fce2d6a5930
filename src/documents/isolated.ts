/** Reads a file in a process of its own that is killed when it takes too long or too much memory. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { DocumentFormat } from '../domain/document.ts';
import { InputError, type Problem } from '../domain/errors.ts';
import type { ReadLimits } from './limits.ts';
import { type Content, refusal, type SourceFile } from './reader.ts';
import { REFUSALS } from './wording.ts';

/** What the reading process is told, beside the bytes on its standard input. */
export interface ReadRequest {
  name: string;
  format: DocumentFormat;
  limits: ReadLimits;
}

/** What it answers on its standard output. */
export type ReadReply = { content: Content } | { problems: readonly Problem[] };

const WORKER = fileURLToPath(new URL('./worker.ts', import.meta.url));
const PROGRAM_DIR = fileURLToPath(new URL('../../', import.meta.url));
/** Where the packages really lie; may be outside the program through a link. */
const PACKAGES_DIR = createRequire(import.meta.url)
  .resolve('fflate')
  .replace(/([\\/]node_modules[\\/]).*/, '$1');

const READABLE = [PROGRAM_DIR, PACKAGES_DIR].map((folder) => `--allow-fs-read=${folder}`);

const PAGE_BYTES = 4096;
const WATCH_INTERVAL_MS = 25;

/** Why a reading process was stopped. */
type Stopped = 'tooLong' | 'tooMuchMemory' | null;

/**
 * The content of a file, read by a process that can read this program's files and nothing else, and sees none of
 * the environment.
 * @throws InputError for a refused file, also when the process crashed or had to be stopped; its `cause` then holds
 * what the process wrote on standard error
 */
export async function readIsolated(job: {
  file: SourceFile;
  format: DocumentFormat;
  limits: ReadLimits;
}): Promise<Content> {
  const { file, format, limits } = job;
  const request: ReadRequest = { name: file.name, format, limits };
  const { output, stopped, complaint } = await runWorker(request, file.bytes);
  if (stopped === 'tooLong') throw refusal(file, REFUSALS.tooLong(limits.seconds));
  const reply = stopped === null ? parseReply(output) : null;
  if (reply === null) {
    const failure = refusal(file, stopped ? REFUSALS[stopped] : REFUSALS.unreadable);
    failure.cause = complaint;
    throw failure;
  }
  if ('problems' in reply) throw new InputError(reply.problems);
  return reply.content;
}

/** What keeps a reading process from files, programs and memory that are not its own. */
export function confinement({ memoryBytes }: Pick<ReadLimits, 'memoryBytes'>): string[] {
  const heapMegabytes = Math.floor((memoryBytes / 1024 / 1024) * 0.75);
  return [`--max-old-space-size=${heapMegabytes}`, '--permission', ...READABLE, '--no-warnings'];
}

interface Outcome {
  output: string;
  stopped: Stopped;
  /** The end of what it wrote on standard error. */
  complaint: string;
}

function runWorker(request: ReadRequest, bytes: Uint8Array): Promise<Outcome> {
  const { limits } = request;
  const args = [...confinement(limits), WORKER, JSON.stringify(request)];
  const child = spawn(process.execPath, args, {
    env: {},
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const { promise, resolve, reject } = Promise.withResolvers<Outcome>();
  const guard = watch(child, limits);
  const output: Buffer[] = [];
  let complaint = '';
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    complaint = (complaint + chunk).slice(-4096);
  });
  child.on('error', reject);
  child.on('close', () => {
    guard.end();
    const outOfHeap = /heap out of memory|Array buffer allocation failed/.test(complaint);
    const stopped = outOfHeap ? 'tooMuchMemory' : guard.stopped();
    resolve({ output: Buffer.concat(output).toString(), stopped, complaint });
  });
  child.stdin.on('error', () => {});
  child.stdin.end(bytes);
  return promise;
}

/** Kills the child once it is over its time or memory. */
function watch(child: ChildProcess, limits: ReadLimits): { stopped(): Stopped; end(): void } {
  let stopped: Stopped = null;
  const stop = (why: Stopped) => {
    stopped ??= why;
    child.kill('SIGKILL');
  };
  const time = setTimeout(() => stop('tooLong'), limits.seconds * 1000);
  const memory = setInterval(() => {
    if (residentBytes(child.pid) > limits.memoryBytes) stop('tooMuchMemory');
  }, WATCH_INTERVAL_MS);
  return {
    stopped: () => stopped,
    end() {
      clearTimeout(time);
      clearInterval(memory);
    },
  };
}

/** Memory of a process as Linux tells it; 0 where it does not, and then only the heap limit holds. */
function residentBytes(pid: number | undefined): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE_BYTES;
  } catch {
    return 0;
  }
}

function parseReply(output: string): ReadReply | null {
  try {
    return JSON.parse(output) as ReadReply;
  } catch {
    return null;
  }
}
