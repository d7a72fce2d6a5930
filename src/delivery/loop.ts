/** A loop that works when it is woken or when it is time, one round after the other. */

export interface Loop {
  /** There may be something to do. */
  wake(): void;
  /** Resolves when the round in progress has ended; no further one begins. */
  stop(): Promise<void>;
}

/**
 * Runs rounds until stopped. `round` says how many milliseconds may pass before the next one; a failing round is
 * reported and the loop goes on after `everyMs`.
 */
export function startLoop(
  round: () => Promise<number>,
  { everyMs, onError }: { everyMs: number; onError: (error: unknown) => void },
): Loop {
  let stopped = false;
  let woken = false;
  let rouse: () => void = () => {};
  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      rouse = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const run = async () => {
    while (!stopped) {
      woken = false;
      const pauseMs = await round().catch((error) => {
        onError(error);
        return everyMs;
      });
      if (!woken && !stopped) await sleep(Math.min(pauseMs, everyMs));
    }
  };
  const running = run();
  return {
    wake() {
      woken = true;
      rouse();
    },
    async stop() {
      stopped = true;
      rouse();
      await running;
    },
  };
}
