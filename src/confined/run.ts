/** Runs a script in a process of its own that is killed when it takes too long, too much memory or says too much. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { getCompileCacheDir } from 'node:module';
import { compiledCode, confinement } from './confinement.ts';
import { createLineSplitter } from './lines.ts';

/** How much of the machine a process may take from now on. */
export interface Allowance {
  seconds: number;
  /** Resident memory. */
  memoryBytes: number;
}

/** One run of a script; its arguments are the request as JSON and, when there is one, the folder of compiled code. */
export interface ConfinedTask {
  script: string;
  request: unknown;
  /** Comes to its standard input. */
  input: Uint8Array;
  /** Holds until `onLine` allows something else. */
  allowance: Allowance;
  /** The most memory that any allowance of this task gives. */
  mostMemoryBytes: number;
  /**
   * Takes each line of its standard output. What it throws ends the run as failed: a confined process may say anything.
   */
  onLine(line: string, allow: (allowance: Allowance) => void): void;
}

/** How a run ended. Whether everything was said is for the reader of the lines to know. */
export interface Ended {
  how: 'finished' | 'failed' | 'tooLong' | 'tooMuchMemory';
  /** The end of what it wrote on standard error, or what was wrong with what it said. */
  complaint: string;
}

type Stop = Exclude<Ended['how'], 'finished'>;

const PAGE_BYTES = 4096;
const WATCH_INTERVAL_MS = 25;
const COMPLAINT_LENGTH = 4096;
/** Characters of output; many times what the largest document gives. */
const MOST_OUTPUT = 512 * 1024 * 1024;

/** Runs the task to its end; the process sees none of the environment. Rejects only when no process can be started. */
export function runConfined(task: ConfinedTask): Promise<Ended> {
  const child = start(task);
  const guard = watch(child, task.allowance);
  const { promise, resolve, reject } = Promise.withResolvers<Ended>();
  let complaint = '';
  const complain = (text: string) => {
    complaint = (complaint + text).slice(-COMPLAINT_LENGTH);
  };
  takeLines(child, task, { guard, complain });
  child.stderr.setEncoding('utf8').on('data', complain);
  child.on('error', (error) => {
    guard.end();
    reject(error);
  });
  child.on('close', (code) => {
    guard.end();
    resolve({ how: endOf(complaint, guard.stopped(), code), complaint });
  });
  child.stdin.on('error', () => {});
  child.stdin.end(task.input);
  return promise;
}

function start({ script, request, mostMemoryBytes }: ConfinedTask) {
  const folder = getCompileCacheDir();
  const options = [...confinement(mostMemoryBytes), ...compiledCode(folder)];
  const words = [script, JSON.stringify(request), ...(folder === undefined ? [] : [folder])];
  return spawn(process.execPath, [...options, ...words], { env: {}, stdio: ['pipe', 'pipe', 'pipe'] });
}

function endOf(complaint: string, stopped: Stop | null, code: number | null): Ended['how'] {
  if (/heap out of memory|Array buffer allocation failed/.test(complaint)) return 'tooMuchMemory';
  return stopped ?? (code === 0 ? 'finished' : 'failed');
}

interface Watching {
  guard: Guard;
  complain(text: string): void;
}

function takeLines(
  child: ReturnType<typeof start>,
  { onLine }: ConfinedTask,
  { guard, complain }: Watching,
): void {
  const fail = (why: string) => {
    complain(why);
    guard.stop('failed');
  };
  const split = createLineSplitter((line) => {
    if (guard.stopped() === null) onLine(line, guard.allow);
  });
  let taken = 0;
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    taken += piece.length;
    if (taken > MOST_OUTPUT) return fail('said more than anything needs');
    try {
      split(piece);
    } catch (error) {
      fail(String(error));
    }
  });
}

/** Watches over one process. */
interface Guard {
  /** Time is counted anew. */
  allow(allowance: Allowance): void;
  stop(why: Stop): void;
  /** Why it was stopped; null when it was not. */
  stopped(): Stop | null;
  end(): void;
}

/** Kills the child once it is over its time or memory, and with this process. */
function watch(child: ChildProcess, first: Allowance): Guard {
  let stopped: Stop | null = null;
  let memoryBytes = first.memoryBytes;
  let time: NodeJS.Timeout | undefined;
  const kill = () => child.kill('SIGKILL');
  const stop = (why: Stop) => {
    stopped ??= why;
    kill();
  };
  const allow = (allowance: Allowance) => {
    memoryBytes = allowance.memoryBytes;
    clearTimeout(time);
    time = setTimeout(() => stop('tooLong'), allowance.seconds * 1000);
  };
  const memory = setInterval(() => {
    if (residentBytes(child.pid) > memoryBytes) stop('tooMuchMemory');
  }, WATCH_INTERVAL_MS);
  allow(first);
  process.once('exit', kill);
  return {
    allow,
    stop,
    stopped: () => stopped,
    end() {
      process.off('exit', kill);
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
