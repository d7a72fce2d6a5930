/** How fast the connection is kept up and mended. */

/** Waiting times; tests make them short. */
export interface Pace {
  /** How long Telegram holds a request for updates open. */
  pollSeconds: number;
  /** When an unanswered call is given up. */
  requestSeconds: number;
  /** After the first failure in a row; doubled with every further one. */
  firstDelayMs: number;
  highestDelayMs: number;
  /** How often the webhook is looked after. */
  recheckMs: number;
}

/** What is right for the real Telegram. */
export const USUAL_PACE: Pace = {
  pollSeconds: 30,
  requestSeconds: 30,
  firstDelayMs: 500,
  highestDelayMs: 30_000,
  recheckMs: 5 * 60_000,
};

/** What the waiting listens to; the signals of every library fit. */
export interface Stoppable {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** Milliseconds to wait after so many failures in a row: doubling, with jitter so that many do not come at once. */
export function backoffMs(failures: number, { firstDelayMs, highestDelayMs }: Pace): number {
  const most = Math.min(highestDelayMs, firstDelayMs * 2 ** Math.min(failures - 1, 20));
  return most * (0.5 + Math.random() / 2);
}

/** Waits; returns at once when stopped. */
export function pause(ms: number, signal: Stoppable): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}
