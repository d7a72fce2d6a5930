/** Tables as Kysely sees them. JSON columns hold text; days are `YYYY-MM-DD`, instants ISO strings. */
import type { Generated } from 'kysely';
import type { AccessSchema } from './schema-access.ts';
import type { AlertsSchema } from './schema-alerts.ts';
import type { DeliverySchema } from './schema-delivery.ts';
import type { DigestSchema } from './schema-digests.ts';
import type { ImportsSchema } from './schema-imports.ts';
import type { JobsSchema } from './schema-jobs.ts';
import type { ModelSchema } from './schema-model.ts';
import type { ReviewSchema } from './schema-reviews.ts';

export interface RegionTable {
  id: Generated<number>;
  slug: string;
  full_name: string;
  /** JSON array, longest first. */
  short_names: string;
  parent_name: string | null;
  code: string | null;
}

export interface DocumentTable {
  id: Generated<number>;
  content_hash: string;
  file_name: string;
  title: string | null;
  region_id: number;
  year: number;
  period_label: string | null;
  period_start: string | null;
  /** Null for a plan without progress. */
  period_end: string | null;
  declared_count: number | null;
  found_count: number;
  layout: string;
  imported_at: string;
  /** `public`, `staff` or `leader`. */
  audience: string;
  imported_by: string | null;
}

export interface ProjectTable {
  id: number;
  /** `huaiyin-2025-02` */
  code: string;
  region_id: number;
  year: number;
  position: number;
}

/** One project in one document, as filed: kept for good, never changed. */
export interface ReportTable {
  id: number;
  project_id: number;
  document_id: number;
  position: number;
  number: string;
  title: string | null;
  goal: string;
  note: string;
  reason: string;
  status: string;
  status_word: string | null;
  /** 1 未达序时, 0 达序时, null not said. */
  lagging: number | null;
  stated_rate: number | null;
  /** JSON arrays of links with role and word, as this document prints them. */
  units: string;
  officials: string;
}

export interface ClauseTable {
  report_id: number;
  ordinal: number;
  part: string;
  text: string;
}

export interface FigureTable {
  report_id: number;
  ordinal: number;
  clause: number;
  kind: string;
  indicator: string;
  value: number;
  unit: string;
  direction: string;
  approximation: string | null;
  as_of: string | null;
  printed: string;
}

export interface PairTable {
  report_id: number;
  ordinal: number;
  target: number;
  actual: number;
  ratio: number | null;
  stated_ratio: number | null;
}

export interface MilestoneTable {
  report_id: number;
  ordinal: number;
  clause: number;
  what: string;
  due: string;
  printed: string;
}

export interface FindingTable {
  document_id: number;
  /** Null when about the document. */
  report_id: number | null;
  ordinal: number;
  kind: string;
  severity: string;
  message: string;
  clause: number | null;
}

export interface NameTable {
  id: Generated<number>;
  name: string;
}

/** The tiers of readers that a row is for, both included: 0 residents, 1 staff, 2 leaders and above. */
interface Tiered {
  tier_from: number;
  tier_to: number;
}

/** Who has which part in a project now; rebuilt with its views. */
export interface ProjectUnitTable extends Tiered {
  project_id: number;
  unit_id: number;
  role: string;
  word: string;
}

export interface ProjectOfficialTable extends Tiered {
  project_id: number;
  official_id: number;
  role: string;
  word: string;
}

/** What a newer document changed in a project. */
export interface RevisionTable extends Tiered {
  id: Generated<number>;
  project_id: number;
  document_id: number;
  field: string;
  before: string;
  after: string;
  at: string;
}

export interface TermTable {
  token: string;
  /** In how many projects it occurs, as residents see them. */
  projects: number;
  staff_projects: number;
  leader_projects: number;
  /** Toneless syllables joined by a space; null for tokens that are not two or more Han characters. */
  pinyin: string | null;
}

/** What the question path reads, rebuilt in the import's transaction: one row for all tiers that see a project alike. */
export interface ProjectViewTable extends Tiered {
  /** Also the row of the search index. */
  id: number;
  project_id: number;
  code: string;
  region_slug: string;
  year: number;
  position: number;
  status: string;
  /** JSON of a `ProjectSummary`. */
  summary: string;
  /** JSON of the rest of a `Dossier`. */
  detail: string;
}

export interface CounterTable {
  name: string;
  value: number;
}

export interface ConversationTable {
  platform: string;
  chat_id: string;
  person_id: string;
  /** JSON */
  state: string;
  expires_at: string;
}

export interface AuditTable {
  id: Generated<number>;
  at: string;
  actor: string;
  action: string;
  /** JSON */
  detail: string;
  /** `platform:chat`; null outside of chats. */
  place: string | null;
  outcome: string;
}

/** Every table by name. `project_search` (full text) is no part: only the dialect's own files know it. */
export interface Schema
  extends DeliverySchema,
    AccessSchema,
    JobsSchema,
    ImportsSchema,
    ModelSchema,
    ReviewSchema,
    DigestSchema,
    AlertsSchema {
  region: RegionTable;
  document: DocumentTable;
  project: ProjectTable;
  report: ReportTable;
  clause: ClauseTable;
  figure: FigureTable;
  pair: PairTable;
  milestone: MilestoneTable;
  finding: FindingTable;
  unit: NameTable;
  official: NameTable;
  project_unit: ProjectUnitTable;
  project_official: ProjectOfficialTable;
  revision: RevisionTable;
  term: TermTable;
  project_view: ProjectViewTable;
  counter: CounterTable;
  conversation: ConversationTable;
  audit: AuditTable;
}
