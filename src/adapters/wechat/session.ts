/** One connection to WeChat by wechaty; runs in the worker process. The only home of wechaty. */
import type { WechatyInterface } from 'wechaty/impls';
import type { Puppet, PuppetOptions } from 'wechaty-puppet';
import { type Fault, faultOf } from './faults.ts';
import { hear } from './hear.ts';
import type { Connection, Outgoing, Report, Sent, WorkerTimings } from './protocol.ts';
import { send } from './send.ts';

/** Where a session reports to. */
export interface Listener {
  report(news: Report): void;
  /** It cannot go on. */
  lose(fault: Fault): void;
}

export interface Session {
  /** Never rejects. */
  send(outgoing: Outgoing): Promise<Sent>;
  /** Ends the connection; the account stays logged in where a gateway keeps it. */
  close(): Promise<void>;
}

/** wechaty's own watchdog logs the account out to restart it: ours is there instead, so it gets a day. */
const WATCHDOG_SECONDS = 24 * 60 * 60;

/** Faults of a gateway after which waiting does not help, as wechaty does not connect again. */
const FATAL: readonly Fault[] = ['wrong_token', 'bad_certificate', 'in_use', 'unreachable'];

/** Loads wechaty and connects. Resolves when it is under way; `listener` hears how it goes on. */
export async function connect(
  connection: Connection,
  timings: WorkerTimings,
  listener: Listener,
): Promise<Session> {
  const puppet = await makePuppet(connection);
  const { WechatyBuilder } = await import('wechaty');
  const bot = WechatyBuilder.build({ name: connection.memory, puppet });
  const beat = () => listener.report({ type: 'beat' });
  beat();
  setInterval(beat, timings.beatMs);
  const fail = (error: unknown) => {
    const fault = faultOf(error, 'refused');
    if (FATAL.includes(fault) && streamOf(puppet)) listener.lose(fault);
    else listener.report({ type: 'stumbled', fault });
  };
  listen(bot, { timings, listener, fail });
  puppet.on('start', () => watchStream(puppet, listener));
  bot.start().catch(fail);
  watchSilence(bot, timings, listener);
  return {
    send: (outgoing) => send(bot, outgoing, timings.sendMs),
    async close() {
      if (streamOf(puppet) === null) await bot.stop();
    },
  };
}

async function makePuppet({ puppet, token, endpoint, tls }: Connection): Promise<Puppet> {
  const { default: PuppetClass } = (await import(puppet)) as {
    default: new (options: PuppetOptions) => Puppet;
  };
  return new PuppetClass({
    timeoutSeconds: WATCHDOG_SECONDS,
    ...(token === null ? {} : { token }),
    ...(endpoint === null ? {} : { endpoint }),
    ...(tls ? {} : { tls: { disable: true } }),
  });
}

interface Context {
  timings: WorkerTimings;
  listener: Listener;
  fail: (error: unknown) => void;
}

function listen(bot: WechatyInterface, { timings, listener, fail }: Context): void {
  const { report } = listener;
  let last = Promise.resolve();
  bot.on('error', fail);
  bot.on('scan', (qr, status) => report({ type: 'scan', qr: isOpen(status) && qr !== '' ? qr : null }));
  bot.on('login', () => report({ type: 'login' }));
  bot.on('logout', () => report({ type: 'logout' }));
  bot.on('friendship', () => report({ type: 'asked', what: 'friendship' }));
  bot.on('room-invite', () => report({ type: 'asked', what: 'room' }));
  bot.on('message', (message) => {
    last = last
      .then(() => hear(bot, message, timings.lookUpMs))
      .then((heard) => report({ type: 'heard', heard }))
      .catch(fail);
  });
}

/** wechaty's `ScanStatus`: Waiting is 2, Timeout (a new code follows) 5; the others need no scanning. */
function isOpen(status: number): boolean {
  return status === 2 || status === 5;
}

/** What a puppet with a gateway has: the stream of events from it. */
interface Stream {
  on(event: 'end' | 'cancel' | 'error' | 'status', listener: (fact?: unknown) => void): void;
}

function streamOf(puppet: Puppet): Stream | null {
  return '_grpcManager' in puppet && puppet._grpcManager ? (puppet._grpcManager as Stream) : null;
}

/** The stream of events is not opened again by itself when it ends. */
function watchStream(puppet: Puppet, listener: Listener): void {
  const stream = streamOf(puppet);
  for (const event of ['end', 'cancel', 'error', 'status'] as const) {
    stream?.on(event, (fact) => listener.lose(faultOf(fact, 'unreachable')));
  }
}

/** A connection may look alive and be dead: a gateway that used to answer and does not any more is given up. */
function watchSilence(bot: WechatyInterface, timings: WorkerTimings, listener: Listener): void {
  let answers = false;
  let heardAt = Date.now();
  const alive = () => {
    heardAt = Date.now();
  };
  bot.on('heartbeat', alive);
  bot.on('message', alive);
  bot.on('dong', () => {
    answers = true;
    alive();
  });
  setInterval(() => {
    if (answers && Date.now() - heardAt > timings.silenceMs) listener.lose('silent');
    if (bot.isLoggedIn) bot.ding('');
  }, timings.pingMs);
}
