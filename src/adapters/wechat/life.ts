/** One life of the worker process: started, watched, ended when it fails. */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Fault } from './faults.ts';
import { isReachable } from './gateway.ts';
import type { Order, Report } from './protocol.ts';
import type { WechatSettings } from './settings.ts';
import type { Timings } from './timings.ts';

const WORKER = fileURLToPath(new URL('./worker.ts', import.meta.url));

/** Of the program's environment the worker gets these: where programs lie, the way out, trust, time. No secrets. */
const PASSED_ON =
  /^(?:PATH|LANG|LC_ALL|TZ|TMPDIR|NODE_EXTRA_CA_CERTS|SSL_CERT_FILE|SYSTEMROOT|(?:https?|no)_proxy)$/i;

/** wechaty is known to take 130 MB. */
const MAX_HEAP_MB = 512;

export interface Life {
  /** Tells the worker something; false when it cannot hear any more. */
  order(order: Order): boolean;
  /** Why it ended. */
  ended: Promise<Fault>;
  /** Asks it to leave, and makes it when it does not. */
  end(): Promise<void>;
}

/** @throws when the folder of the login cannot be made */
export async function startLife(
  settings: WechatSettings,
  timings: Timings,
  listener: (report: Report) => void,
): Promise<Life> {
  await mkdir(settings.folder, { recursive: true, mode: 0o700 });
  const child = fork(WORKER, [], {
    execArgv: [`--max-old-space-size=${MAX_HEAP_MB}`, '--no-warnings'],
    env: environment(settings.folder),
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const { promise: ended, resolve } = Promise.withResolvers<Fault>();
  let fault: Fault | null = null;
  const giveUp = (why: Fault) => {
    fault ??= why;
    child.kill('SIGKILL');
  };
  const watch = watchOver(settings, timings, giveUp);
  child.on('message', (report: Report) => {
    if (report.type === 'lost') fault ??= report.fault;
    watch.see(report);
    listener(report);
  });
  const finish = () => {
    watch.end();
    resolve(fault ?? 'crashed');
  };
  child.on('error', finish);
  child.on('exit', finish);
  const order = (what: Order) => tell(child, what);
  const { puppet, token, endpoint, tls, folder } = settings;
  order({
    type: 'connect',
    connection: { puppet, token, endpoint, tls, memory: join(folder, 'login') },
    timings,
  });
  return { order, ended, end: () => leave(child, ended, timings.leaveMs) };
}

/** wechaty writes below the home folder: that is the folder of the login. */
function environment(home: string): NodeJS.ProcessEnv {
  const passed = Object.entries(process.env).filter(([name]) => PASSED_ON.test(name));
  return { ...Object.fromEntries(passed), HOME: home, USERPROFILE: home, WECHATY_LOG: 'silent' };
}

function tell(child: ChildProcess, order: Order): boolean {
  if (!child.connected) return false;
  child.send(order, () => {});
  return true;
}

async function leave(child: ChildProcess, ended: Promise<Fault>, leaveMs: number): Promise<void> {
  tell(child, { type: 'leave' });
  const timer = setTimeout(() => child.kill('SIGKILL'), leaveMs);
  await ended;
  clearTimeout(timer);
}

/** Gives a life up when it does not log in, gives no sign, or its gateway is away. */
function watchOver(settings: WechatSettings, timings: Timings, giveUp: (why: Fault) => void) {
  const after = (ms: number, why: Fault) => setTimeout(giveUp, ms, why);
  let login = after(timings.startMs, 'no_login');
  let beat: NodeJS.Timeout | undefined;
  let over = false;
  const probe = setInterval(probing(settings.endpoint, timings, giveUp), timings.probeMs);
  return {
    see({ type }: Report) {
      if (over) return;
      if (type === 'login' || type === 'scan' || type === 'logout') clearTimeout(login);
      if (type === 'scan') login = after(timings.loginMs, 'no_login');
      if (type === 'logout') login = after(timings.startMs, 'no_login');
      clearTimeout(beat);
      beat = after(timings.beatLostMs, 'hanging');
    },
    end() {
      over = true;
      clearTimeout(login);
      clearTimeout(beat);
      clearInterval(probe);
    },
  };
}

/** A look at the gateway; the second in a row that fails counts. */
function probing(
  endpoint: string | null,
  timings: Timings,
  giveUp: (why: Fault) => void,
): () => Promise<void> {
  let misses = 0;
  return async () => {
    if (endpoint === null) return;
    misses = (await isReachable(endpoint, timings.probeTimeoutMs)) ? 0 : misses + 1;
    if (misses >= 2) giveUp('unreachable');
  };
}
