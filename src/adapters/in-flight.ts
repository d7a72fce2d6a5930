/** Work that must end before a channel may stop. */

/** Counts what is under way. */
export interface InFlight {
  /** Does something that `settled` waits for. */
  during<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Resolves when nothing is under way. */
  settled(): Promise<void>;
}

/** Nothing is under way. */
export function createInFlight(): InFlight {
  const open = new Set<Promise<unknown>>();
  return {
    during(work) {
      const running = work();
      open.add(running);
      const done = () => open.delete(running);
      running.then(done, done);
      return running;
    },
    async settled() {
      while (open.size > 0) await Promise.allSettled(open);
    },
  };
}
