/** One at a time for each key: messages of one person are answered in order, those of others at once. */

export type KeyedQueue = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/** Keys are forgotten when their last work is done. */
export function createKeyedQueue(): KeyedQueue {
  const last = new Map<string, Promise<unknown>>();
  return (key, work) => {
    const before = last.get(key) ?? Promise.resolve();
    const result = before.then(work, work);
    const settled = result
      .catch(() => undefined)
      .then(() => {
        if (last.get(key) === settled) last.delete(key);
      });
    last.set(key, settled);
    return result;
  };
}
