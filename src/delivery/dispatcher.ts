/**
 * Takes messages out of the outbox and sends them: each chat in its order, within the platform's budgets, again after a
 * pause when it could not be, given up when it never can be. Every attempt stands in the ledger.
 */
import type { ChannelLog, Messenger, SendResult } from '../domain/channel.ts';
import type { Outbox, Outcome, TakenParcel } from '../domain/mail.ts';
import type { Metrics } from '../domain/metrics.ts';
import { type Loop, startLoop } from './loop.ts';
import { pushRefusal } from './push-window.ts';
import { RETRIES, type RetryPolicy, retryDelayMs } from './retry.ts';

export interface DispatcherTools {
  outbox: Outbox;
  /** The messengers that this process runs just now. */
  messengers: () => readonly Messenger[];
  now: () => Date;
  /** 0 ≤ x < 1 */
  random: () => number;
  log: ChannelLog;
  metrics: Pick<Metrics, 'attempted' | 'delivered'>;
  policy?: RetryPolicy;
}

/** How long one attempt may take; longer and another process may try. */
const LEASE_MS = 60_000;

/** A messenger that has not answered by then is taken to have failed; what it sent may be sent again. */
const ATTEMPT_MS = 45_000;

/** Messages of one account under way at once, each to another chat. */
const AT_ONCE = 8;

/** How often the outbox is looked at when nobody wakes the dispatcher: other processes write into it too. */
const EVERY_MS = 1000;

/** Timers may fire a little early; looking then would be in vain. */
const TIMER_MS = 5;

/** How often messages that are no longer worth sending are given up. */
const EXPIRE_EVERY_MS = 5000;

/** Starts sending; `wake` it after writing into the outbox. `stop` waits for what is under way. */
export function startDispatcher(tools: DispatcherTools): Loop {
  const open = new Set<Promise<void>>();
  const busy = new Map<string, number>();
  let loop: Loop | null = null;
  const wakeAt = (instant: string | null) => {
    if (instant === null) return;
    const waitMs = Date.parse(instant) - tools.now().getTime();
    setTimeout(() => loop?.wake(), Math.max(0, waitMs) + TIMER_MS).unref();
  };
  const begin = (messenger: Messenger, taken: TakenParcel) => {
    const key = keyOf(messenger);
    busy.set(key, (busy.get(key) ?? 0) + 1);
    const work = attempt(tools, messenger, taken)
      .then((again) => wakeAt(again))
      .catch((error) =>
        tools.log.error({ platform: messenger.platform, err: error }, 'an attempt was not recorded'),
      )
      .finally(() => {
        busy.set(key, (busy.get(key) ?? 1) - 1);
        open.delete(work);
        loop?.wake();
      });
    open.add(work);
  };
  let expiredAt = Number.NEGATIVE_INFINITY;
  const expire = async () => {
    const now = tools.now();
    if (now.getTime() - expiredAt < EXPIRE_EVERY_MS) return;
    expiredAt = now.getTime();
    await tools.outbox.expire(now.toISOString());
  };
  const round = async () => {
    await expire();
    for (const messenger of tools.messengers()) {
      const free = AT_ONCE - (busy.get(keyOf(messenger)) ?? 0);
      if (messenger.state().status !== 'ready' || free <= 0) continue;
      for (const taken of await tools.outbox.take(messenger, leaseOf(tools), free)) begin(messenger, taken);
    }
    return EVERY_MS;
  };
  loop = startLoop(round, {
    everyMs: EVERY_MS,
    onError: (error) => tools.log.error({ err: error }, 'the outbox could not be read'),
  });
  return {
    wake: loop.wake,
    async stop() {
      await loop?.stop();
      await Promise.all(open);
    },
  };
}

const keyOf = ({ platform, account }: Messenger): string => `${platform} ${account}`;

function leaseOf({ now }: DispatcherTools) {
  const at = now();
  return { now: at.toISOString(), until: new Date(at.getTime() + LEASE_MS).toISOString() };
}

/** Gives the instant at which the message can be tried again; null when it is over. */
async function attempt(
  tools: DispatcherTools,
  messenger: Messenger,
  taken: TakenParcel,
): Promise<string | null> {
  const refusal = await pushRefusal(taken.parcel, messenger.capabilities, tools);
  if (refusal) {
    await tools.outbox.finish(taken, { outcome: 'never', reason: refusal }, 0);
    return null;
  }
  const dueAt = await busyUntil(tools, messenger, taken);
  if (dueAt) {
    await tools.outbox.postpone(taken, dueAt);
    return dueAt;
  }
  const started = performance.now();
  const result = await send(messenger, taken);
  const ms = performance.now() - started;
  const outcome = outcomeOf(result, taken, tools);
  await tools.outbox.finish(taken, outcome, ms);
  tell(tools, messenger, { taken, outcome, ms });
  return outcome.outcome === 'again' ? outcome.dueAt : null;
}

/** When the strictest of the platform's budgets lets this message go; null for now. */
async function busyUntil(
  { outbox, now }: DispatcherTools,
  { capabilities }: Messenger,
  { parcel, ledgerId }: TakenParcel,
): Promise<string | null> {
  const at = now().toISOString();
  const waits = await Promise.all(
    capabilities.budgets.map((budget) => outbox.nextFree(parcel.target, budget, at, ledgerId)),
  );
  return waits.reduce((latest, wait) => (wait && (!latest || wait > latest) ? wait : latest), null);
}

async function send(messenger: Messenger, { parcel }: TakenParcel): Promise<SendResult> {
  const { promise: late, resolve } = Promise.withResolvers<SendResult>();
  const timer = setTimeout(
    () => resolve({ sent: false, again: true, reason: 'no answer from the channel', retryAfterMs: null }),
    ATTEMPT_MS,
  );
  try {
    return await Promise.race([messenger.send(parcel), late]);
  } catch (error) {
    return { sent: false, again: true, reason: `the channel failed: ${nameOf(error)}`, retryAfterMs: null };
  } finally {
    clearTimeout(timer);
  }
}

/** Only the kind of an error: its text may hold addresses with secrets. */
const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);

function outcomeOf(result: SendResult, { earlierAttempts }: TakenParcel, tools: DispatcherTools): Outcome {
  const { policy = RETRIES, now, random } = tools;
  if (result.sent) return { outcome: 'sent', messageId: result.messageId };
  if (!result.again) return { outcome: 'never', reason: result.reason };
  if (earlierAttempts + 1 >= policy.maxAttempts)
    return { outcome: 'never', reason: `given up after ${earlierAttempts + 1} attempts: ${result.reason}` };
  const delayMs = retryDelayMs(earlierAttempts, result.retryAfterMs, { policy, random });
  return {
    outcome: 'again',
    reason: result.reason,
    dueAt: new Date(now().getTime() + delayMs).toISOString(),
  };
}

function tell(
  { log, metrics, now }: DispatcherTools,
  { platform }: Messenger,
  { taken, outcome, ms }: { taken: TakenParcel; outcome: Outcome; ms: number },
): void {
  metrics.attempted(platform, outcome.outcome, ms);
  const { kind } = taken.parcel;
  if (outcome.outcome === 'sent') {
    metrics.delivered(platform, kind, now().getTime() - Date.parse(taken.createdAt));
    log.debug({ platform, kind, ms: Math.round(ms) }, 'sent');
    return;
  }
  const facts = { platform, kind, outbox: taken.outboxId, reason: outcome.reason };
  if (outcome.outcome === 'never') log.error(facts, 'a message was given up');
  else log.warn(facts, 'a message is tried again');
}
