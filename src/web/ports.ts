/** What the pages need from outside; `app.ts` plugs in the store and the engine. */
import type { Handle } from '../domain/channel.ts';
import type { Dossier, ProjectFilter, ProjectSummary, RegionRecord } from '../domain/records.ts';

/** Example questions shown before the first one is asked, made from what is stored. */
export type Suggestions = () => Promise<readonly string[]>;

/** Read-only access to public projects; a subset of what the store offers. */
export interface ProjectPages {
  regions(): Promise<RegionRecord[]>;
  /** Ordered by region, year, position. */
  list(filter: ProjectFilter): Promise<ProjectSummary[]>;
  /** In the order asked; unknown ids are left out. */
  dossiers(ids: readonly string[]): Promise<Dossier[]>;
}

/** Whether questions can be answered now; `reason` is Chinese and shown to the operator. */
export interface Readiness {
  ready: boolean;
  reason: string | null;
}

export interface WebPorts {
  handle: Handle;
  suggestions: Suggestions;
  projects: ProjectPages;
  ready: () => Promise<Readiness>;
  /** Milliseconds of a clock that never runs backwards, for the rate limit. */
  nowMs: () => number;
  /** Told of every failure that a visitor only sees an apology for. */
  onError: (error: unknown) => void;
  /** True behind a reverse proxy of ours: the visitor's address is the last of X-Forwarded-For. */
  trustProxy: boolean;
}
