/** What the pages need from outside; `app.ts` plugs in the store and the engine. */
import type { ChannelState, Handle } from '../domain/channel.ts';
import type { Dossier, ProjectFilter, ProjectSummary, RegionRecord } from '../domain/records.ts';
import type { FindHook } from './hooks.ts';
import type { MetricsPort } from './operator-metrics.ts';
import type { OperatorPorts } from './operator-ports.ts';

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
  /** How the chat channels stand: names and states only, anybody may read this. */
  channels?: readonly { name: string; status: ChannelState['status'] }[];
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
  /** Entrances of the chat platforms; without it there are none. */
  hooks?: FindHook;
  /** For monitoring; without it, or without a token, there is no such page. */
  metrics?: MetricsPort;
  /** The page of the operators, with the token that opens it; without it there is no such page. */
  operator?: { token: string; ports: OperatorPorts };
}
