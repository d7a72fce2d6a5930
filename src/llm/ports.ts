/** What the model side asks of the rest of the program. */
import type { IsoDate } from '../domain/project.ts';
import type { NoSummary } from './summary.ts';

/** Counts calls by the day in China. Shared by all processes when the store keeps it. */
export interface ModelBudget {
  /** Takes one call of that day's budget; false when it is used up. */
  take(day: IsoDate, callsPerDay: number): Promise<boolean>;
}

/** Keeps drafts by the hash of all that went into them. Holds no figures and no names: only placeholders. */
export interface ModelCache {
  /** The draft; null when every try was rejected; undefined when not known. */
  get(key: string): Promise<string | null | undefined>;
  set(key: string, draft: string | null): Promise<void>;
}

/** What came of each request, for the log and the counters: no texts, no names. */
export interface ModelObserver {
  /** `faults`: how many the last draft had. */
  finished(outcome: 'accepted' | 'cached' | NoSummary, details: { calls: number; faults: number }): void;
}
