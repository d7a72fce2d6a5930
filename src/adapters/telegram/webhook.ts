/** Has updates brought to a hook. Telegram brings an update again until it was answered with 200. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Hook, HookResponse } from '../../domain/channel.ts';
import { type Failure, readFailure } from './failures.ts';
import { backoffMs, type Pace, pause, type Stoppable } from './pace.ts';

const SECRET_HEADER = 'x-telegram-bot-api-secret-token';

/** What the hook needs from outside. */
export interface HookOptions {
  secret: string;
  /** Whether updates can be taken now. */
  isOpen(): boolean;
  /** Takes an update; rejects when it must come again. */
  take(update: unknown): Promise<void>;
}

/** The entrance for the updates of one account. Never rejects. */
export function createHook({ secret, isOpen, take }: HookOptions): Hook {
  return async ({ method, headers, body }) => {
    if (method !== 'POST') return said(405);
    if (!isSame(headers[SECRET_HEADER] ?? '', secret)) return said(401);
    if (!isOpen()) return said(503);
    const update = parse(body);
    if (update === undefined) return said(400);
    return take(update).then(
      () => said(200),
      () => said(500),
    );
  };
}

/** What keeping the webhook takes. */
export interface KeeperOptions {
  /** Done before the rest, again until it succeeds. */
  connect(): Promise<void>;
  /** Sets the webhook, or checks that it is still set. */
  ensure(isFirst: boolean): Promise<void>;
  onReady(): void;
  onFailure(failure: Failure): void;
  pace: Pace;
  /** Ends it. */
  signal: Stoppable;
}

/** Sets the webhook and looks after it. Resolves when it is ended; never rejects. */
export async function keepWebhook(options: KeeperOptions): Promise<void> {
  const { pace, signal } = options;
  const round = async (isFirst: boolean) => {
    if (isFirst) await options.connect();
    await options.ensure(isFirst);
  };
  let failures = 0;
  let isFirst = true;
  while (!signal.aborted) {
    try {
      await round(isFirst);
      isFirst = false;
      failures = 0;
      options.onReady();
      await pause(pace.recheckMs, signal);
    } catch (error) {
      const failure = readFailure(error);
      failures += 1;
      if (!signal.aborted) options.onFailure(failure);
      await pause(Math.max(backoffMs(failures, pace), failure.retryAfterMs ?? 0), signal);
    }
  }
}

function said(status: number): HookResponse {
  return { status, body: '', contentType: 'text/plain' };
}

/** Takes as long for a wrong secret as for a right one. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
