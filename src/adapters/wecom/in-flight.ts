/** Work that was begun, so that stopping can wait for it. */

export interface InFlight {
  /** Remembers work until it is over; gives it back. */
  track<T>(work: Promise<T>): Promise<T>;
  /** Resolves when everything that was begun is over, well or badly. */
  settled(): Promise<void>;
}

/** Nothing is under way at first. */
export function createInFlight(): InFlight {
  const open = new Set<Promise<unknown>>();
  return {
    track(work) {
      const over: Promise<unknown> = work.catch(() => {}).finally(() => open.delete(over));
      open.add(over);
      return work;
    },
    async settled() {
      while (open.size > 0) await Promise.all(open);
    },
  };
}
