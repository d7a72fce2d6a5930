/** Waits for something no longer than it is worth. @throws when it took too long, or whatever it rejects with */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('timed out')), ms);
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
