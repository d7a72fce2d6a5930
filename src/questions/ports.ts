/** What answering a question needs from outside. `app.ts` plugs in the store. A query cannot write. */
import type { Role } from '../domain/message.ts';
import type { Clause, Figure, Period } from '../domain/project.ts';
import type {
  ConversationKey,
  DocumentRecord,
  Dossier,
  ProjectFilter,
  ProjectSummary,
  RegionRecord,
} from '../domain/records.ts';

/** Words of one search: a project must lie in scope and should hold many of the tokens. */
export interface SearchRequest {
  /** Absent = every region, every year. */
  regionSlugs?: readonly string[];
  years?: readonly number[];
  /** Projects holding one token of every group come first; then those holding any token of any group. */
  groups: readonly (readonly string[])[];
  limit: number;
}

export interface ProjectReader {
  /** Changes whenever stored projects change; caches are keyed by it. */
  version(): Promise<number>;
  regions(): Promise<RegionRecord[]>;
  /** Distinct stored names. */
  unitNames(): Promise<string[]>;
  officialNames(): Promise<string[]>;
  documents(): Promise<DocumentRecord[]>;
  /** In how many projects each token occurs; absent = none. */
  frequencies(tokens: readonly string[]): Promise<Map<string, number>>;
  projectCount(): Promise<number>;
  /** Stored tokens that sound like the key (toneless pinyin, syllables joined by a space), commonest first. */
  soundingLike(pinyinKeys: readonly string[]): Promise<Map<string, string[]>>;
  /** Ids of the projects that fit a search best, best first. */
  search(request: SearchRequest): Promise<string[]>;
  /** In the order asked; unknown ids are left out. */
  dossiers(ids: readonly string[]): Promise<Dossier[]>;
  /** Ordered by region, year, position. */
  list(filter: ProjectFilter): Promise<ProjectSummary[]>;
}

/** A project as one document told it. */
export interface EarlierReport {
  documentTitle: string;
  /** Null for a plan without progress. */
  period: Period | null;
  /** False for what was told in a chat. */
  confirmed: boolean;
  clauses: readonly Clause[];
  figures: readonly Figure[];
  statedRate: number | null;
  lagging: boolean | null;
}

/** Every report of a project that a role may read, newest first; null when there is no such project for it. */
export type ReadHistory = (
  projectId: string,
  role: Role,
) => Promise<{ reports: readonly EarlierReport[] } | null>;

/** Where a conversation's memory is kept between messages and restarts. */
export interface ConversationStore<State> {
  /** Null when there is none or it has expired. */
  load(key: ConversationKey, now: string): Promise<State | null>;
  /** Keeps it until `expiresAt` (ISO instant). */
  save(key: ConversationKey, state: State, expiresAt: string): Promise<void>;
}
