/** Keeps a worker process alive: starts it, starts it again when it ends, says how it stands. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ChannelLog, ChannelState } from '../../domain/channel.ts';
import { FAULTS, type Fault } from './faults.ts';
import { isReachable } from './gateway.ts';
import { type Life, startLife } from './life.ts';
import type { Heard, Outgoing, Report, Sent } from './protocol.ts';
import type { WechatSettings } from './settings.ts';
import type { Timings } from './timings.ts';

export interface SupervisorOptions {
  settings: WechatSettings;
  timings: Timings;
  log: ChannelLog;
  now: () => Date;
  /** 0 … 1 */
  random: () => number;
  onHeard: (heard: Heard) => void;
}

/** Each pause before a new start is made longer by up to this share, so that several bots do not knock together. */
const SPREAD = 0.3;

/** Nothing in it rejects after `start`. */
export class Supervisor {
  readonly #options: SupervisorOptions;
  readonly #stopping = new AbortController();
  readonly #sending = new Map<number, (sent: Sent) => void>();
  #state: ChannelState;
  #life: Life | null = null;
  #running: Promise<void> | null = null;
  #failures = 0;
  /** The fault that the operator was last told of, until the next login. */
  #told: Fault | null = null;
  #sent = 0;

  constructor(options: SupervisorOptions) {
    this.#options = options;
    this.#state = { status: 'starting', since: options.now().toISOString(), detail: null, loginQr: null };
  }

  state(): ChannelState {
    return { ...this.#state };
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Sends one message; a life that ends meanwhile leaves open whether it went out. */
  async send(outgoing: Outgoing): Promise<Sent> {
    const number = ++this.#sent;
    const { promise, resolve } = Promise.withResolvers<Sent>();
    const isReady = this.#state.status === 'ready' && !this.#stopping.signal.aborted;
    if (!isReady || !this.#life?.order({ type: 'send', number, outgoing })) {
      return { sent: false, again: true, fault: 'logged_out', half: false };
    }
    this.#sending.set(number, resolve);
    return promise.finally(() => this.#sending.delete(number));
  }

  async stop(): Promise<void> {
    if (!this.#stopping.signal.aborted) {
      this.#stopping.abort();
      while (this.#sending.size > 0) await sleep(20);
      await this.#life?.end();
    }
    await this.#running;
    this.#become('stopped', null);
  }

  async #run(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      const fault = await this.#live();
      this.#life = null;
      for (const resolve of this.#sending.values()) {
        resolve({ sent: false, again: true, fault: 'unreachable', half: false });
      }
      if (this.#stopping.signal.aborted) return;
      await this.#pause(fault);
    }
  }

  /** One life from its start to its end. */
  async #live(): Promise<Fault> {
    const { settings, timings } = this.#options;
    const { endpoint } = settings;
    if (endpoint !== null && !(await isReachable(endpoint, timings.probeTimeoutMs))) return 'unreachable';
    this.#become('starting', this.#told && FAULTS[this.#told]);
    try {
      this.#life = await startLife(settings, timings, (report) => this.#hear(report));
    } catch {
      return 'folder';
    }
    if (this.#stopping.signal.aborted) await this.#life.end();
    return this.#life.ended;
  }

  async #pause(fault: Fault): Promise<void> {
    const { timings, log, random, now } = this.#options;
    if (
      this.#state.status === 'ready' &&
      now().getTime() - Date.parse(this.#state.since) > timings.steadyMs
    ) {
      this.#failures = 0;
    }
    const most = fault === 'unreachable' ? timings.unreachableMaxMs : timings.restartMaxMs;
    const pauseMs = Math.min(most, timings.restartMs * 2 ** this.#failures) * (1 + SPREAD * random());
    log[fault === this.#told ? 'debug' : 'warn'](
      { fault, failures: this.#failures, pauseMs },
      'WeChat is down',
    );
    this.#told = fault;
    this.#failures = Math.min(this.#failures + 1, 20);
    this.#become('down', FAULTS[fault]);
    await sleep(pauseMs, undefined, { signal: this.#stopping.signal }).catch(() => {});
  }

  #become(status: ChannelState['status'], detail: string | null, loginQr: string | null = null): void {
    const since = status === this.#state.status ? this.#state.since : this.#options.now().toISOString();
    this.#state = { status, since, detail, loginQr };
  }

  #hear(report: Report): void {
    const { log, onHeard } = this.#options;
    switch (report.type) {
      case 'heard':
        onHeard(report.heard);
        return;
      case 'sent':
        this.#sending.get(report.number)?.(report.sent);
        return;
      case 'scan':
      case 'login':
      case 'logout':
        this.#turn(report);
        return;
      case 'asked':
        log.info({ what: report.what }, 'an invitation was left to the operator');
        return;
      case 'stumbled':
        log.warn({ fault: report.fault }, 'wechaty reports an error');
        return;
      case 'beat':
      case 'lost':
        return;
      default:
        report satisfies never;
    }
  }

  /** The account comes and goes; each turn is a warning, as a person may be needed. */
  #turn(report: Report & { type: 'scan' | 'login' | 'logout' }): void {
    const { log } = this.#options;
    const waited = this.#state.status === 'waiting_for_login';
    if (report.type === 'login') {
      this.#told = null;
      log.warn({}, 'WeChat is logged in');
      this.#become('ready', 'logged in');
      return;
    }
    if (report.type === 'logout') log.warn({}, 'WeChat was logged out');
    else if (!waited) log.warn({}, 'WeChat waits for somebody to scan the login code');
    const qr = report.type === 'scan' ? report.qr : null;
    const detail = report.type === 'logout' ? 'logged out' : qr ? 'scan the code' : 'confirm on the phone';
    this.#become('waiting_for_login', detail, qr);
  }
}
