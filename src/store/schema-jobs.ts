/** Table of what is done by the clock. */
export interface JobTable {
  name: string;
  /** The rule that `next_due` was reckoned by. */
  rule: string;
  next_due: string;
  failures: number;
  /** Null between runs. */
  holder: string | null;
  leased_until: string | null;
  started_at: string | null;
  finished_at: string | null;
  /** `done` or `failed`; null before the first run ended. */
  outcome: string | null;
  reason: string | null;
}

export interface JobsSchema {
  job: JobTable;
}
