/** Budget and cache that last as long as the process. */
import type { ModelBudget, ModelCache } from './ports.ts';

/** Starts anew with every start of the program. */
export function createMemoryBudget(): ModelBudget {
  let today = '';
  let taken = 0;
  return {
    async take(day, callsPerDay) {
      if (day !== today) [today, taken] = [day, 0];
      if (taken >= callsPerDay) return false;
      taken += 1;
      return true;
    },
  };
}

/** Forgets what was stored first when it is full. */
export function createMemoryCache(capacity = 500): ModelCache {
  const drafts = new Map<string, string | null>();
  return {
    async get(key) {
      return drafts.get(key);
    },
    async set(key, draft) {
      drafts.delete(key);
      drafts.set(key, draft);
      if (drafts.size > capacity) drafts.delete(drafts.keys().next().value ?? '');
    },
  };
}
