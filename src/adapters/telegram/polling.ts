/** Fetches updates. Telegram forgets an update when a later one is asked for: that happens only after it was taken. */
import { createRunner, createSequentialSink, createSource } from '@grammyjs/runner';
import { type Failure, readFailure } from './failures.ts';
import { backoffMs, type Pace, pause, type Stoppable } from './pace.ts';
import { ALLOWED_UPDATES } from './shape.ts';

/** What asking for updates takes. */
export interface Question {
  offset: number;
  timeout: number;
  allowed_updates: typeof ALLOWED_UPDATES;
}

/** What the poller needs from outside. */
export interface PollerOptions {
  /** Anything may come back. */
  ask(question: Question, signal: Stoppable): Promise<unknown>;
  /** Done before the first question, again until it succeeds. */
  connect(): Promise<void>;
  /** Takes an update; rejects when it must come again. */
  take(update: unknown): Promise<void>;
  onReady(): void;
  onFailure(failure: Failure): void;
  pace: Pace;
}

interface Update {
  update_id: number;
}

/** A long poll without updates that ends sooner was none. */
const LEAST_POLL_MS = 200;

const NOT_TAKEN: Failure = {
  code: null,
  reason: 'messages cannot be stored',
  retryAfterMs: null,
  migratedTo: null,
};

/** Polls until stopped. Goes on by itself after every failure; `stop` waits for the update in hand. */
export function startPolling(options: PollerOptions): { stop(): Promise<void> } {
  const { pace } = options;
  let offset = 0;
  let failures = 0;
  let connected = false;
  /** The last round worked to its end; a long question is asked only then, so that trouble is noticed at once. */
  let proved = false;
  let rounds = 0;
  let untaken = false;

  const fetchOnce = async (signal: Stoppable): Promise<Update[]> => {
    if (!connected) await options.connect();
    connected = true;
    const timeout = proved ? pace.pollSeconds : 0;
    const asked = performance.now();
    const updates = withIds(await options.ask({ offset, timeout, allowed_updates: ALLOWED_UPDATES }, signal));
    // A server that does not wait for updates is not asked in a tight loop.
    const hurried = proved && updates.length === 0 && performance.now() - asked < LEAST_POLL_MS;
    if (hurried) await pause(pace.firstDelayMs, signal);
    return updates;
  };

  const recover = async (failure: Failure, signal: Stoppable) => {
    proved = false;
    failures += 1;
    options.onFailure(failure);
    await pause(Math.max(backoffMs(failures, pace), failure.retryAfterMs ?? 0), signal);
  };

  /** Is called again when the round before is done. */
  const judgeRound = async (signal: Stoppable) => {
    if (untaken) return recover(NOT_TAKEN, signal);
    if (rounds === 0) return;
    proved = true;
    failures = 0;
    options.onReady();
  };

  const supply = async (_: number, signal: Stoppable): Promise<Update[]> => {
    await judgeRound(signal);
    untaken = false;
    while (!signal.aborted) {
      try {
        const updates = await fetchOnce(signal);
        rounds += 1;
        return updates;
      } catch (error) {
        if (!signal.aborted) await recover(readFailure(error), signal);
      }
    }
    throw new Error('stopped');
  };

  const consume = async (update: Update) => {
    if (untaken) return;
    await options.take(update);
    offset = update.update_id + 1;
  };
  const hold = async () => {
    untaken = true;
  };

  const runner = createRunner(createSource({ supply }), createSequentialSink({ consume }, hold));
  runner.start();
  return { stop: async () => runner.stop() };
}

/** The updates of an answer that can be acknowledged. @throws when there are none among what came */
function withIds(answer: unknown): Update[] {
  const updates = Array.isArray(answer) ? answer.filter(hasId) : [];
  if (!Array.isArray(answer) || (answer.length > 0 && updates.length === 0)) {
    throw new TypeError('no updates in the answer');
  }
  return updates;
}

function hasId(update: unknown): update is Update {
  return (
    typeof update === 'object' && update !== null && Number.isSafeInteger(Reflect.get(update, 'update_id'))
  );
}
