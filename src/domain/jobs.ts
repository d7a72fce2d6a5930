/** What is done by the clock, as the database keeps it: when each job is due, who is at it, and how it went. */
import type { Lease } from './mail.ts';

/** One job as it stands. Instants. */
export interface JobRecord {
  name: string;
  /** The rule that `nextDue` was reckoned by, as text. */
  rule: string;
  nextDue: string;
  /** Failures since it last went well. */
  failures: number;
  /** The process that is at it or was when it ended; null between runs. */
  holder: string | null;
  leasedUntil: string | null;
  startedAt: string | null;
  finishedAt: string | null;
  outcome: 'done' | 'failed' | null;
  /** Of a failure: the kind of error, without its text. */
  reason: string | null;
}

/** How a run ended. */
export type JobOutcome = { outcome: 'done' } | { outcome: 'failed'; reason: string };

/** The jobs in the database, shared by all processes. */
export interface Jobs {
  /** Every job ever planned, by name. */
  all(): Promise<JobRecord[]>;
  /** Sets when a job is due; a new one begins to exist. A job that somebody is at keeps its lease. */
  plan(name: string, rule: string, nextDue: string): Promise<void>;
  /**
   * Takes a job that is due and that nobody is at. `isGone` says of a holder whose lease still runs whether it is known
   * to be gone. False when there is nothing to take.
   */
  take(name: string, holder: string, lease: Lease, isGone: (holder: string) => boolean): Promise<boolean>;
  /** False when the lease was lost to another process. */
  renew(name: string, holder: string, until: string): Promise<boolean>;
  /** Ends a run; false, with nothing changed, when the lease was lost. */
  finish(name: string, holder: string, end: JobOutcome & { at: string; nextDue: string }): Promise<boolean>;
}
