/** What the pages need from outside; `app.ts` plugs in the store and the engine. */
import type { Handle } from '../domain/message.ts';
import type { Dossier, ProjectFilter, ProjectSummary } from '../domain/records.ts';

/** Example questions shown before the first one is asked, made from what is stored. */
export type Suggestions = () => Promise<readonly string[]>;

/** Read-only access to public projects. */
export interface ProjectPages {
  /** Ordered by region, year, position. */
  list(filter: ProjectFilter): Promise<ProjectSummary[]>;
  /** Null for an unknown id. */
  find(id: string): Promise<Dossier | null>;
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
}
