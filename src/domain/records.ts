/** What the store hands out: stored projects as the question path and the pages read them. */
import type {
  Clause,
  Figure,
  FigurePair,
  Finding,
  IsoDate,
  Milestone,
  OfficialLink,
  Period,
  ProjectStatus,
  Region,
  UnitLink,
} from './project.ts';

/** One line of a list: enough to filter, count, rank and name a project. */
export interface ProjectSummary {
  /** `huaiyin-2025-02` */
  id: string;
  regionSlug: string;
  /** 济南市槐荫区 */
  regionName: string;
  year: number;
  /** 1-based place in the list. */
  position: number;
  /** As printed: `117`, `一-（一）-2`. */
  number: string;
  /** What people call it: the title, or the opening of its goal where the list prints no title. */
  name: string;
  status: ProjectStatus;
  statusWord: string | null;
  lagging: boolean | null;
  /** 0–1 and above; null when the document states none for the whole project. */
  statedRate: number | null;
  /** Weakest ratio of its paired targets, 0–1 and above; null when nothing can be divided. */
  computedRate: number | null;
  units: UnitLink[];
  officials: OfficialLink[];
  period: Period | null;
  documentId: number;
}

/** A clause with its text in the one spelling that questions are matched in. */
export interface IndexedClause extends Clause {
  /** Normalised, in lower case. */
  plain: string;
}

/** Everything known of one project from its newest report. */
export interface Dossier extends ProjectSummary {
  title: string | null;
  goal: string;
  note: string;
  reason: string;
  clauses: IndexedClause[];
  figures: Figure[];
  pairs: FigurePair[];
  milestones: Milestone[];
  findings: Finding[];
  /** Printed title of the document, or its file name when it prints none. */
  documentTitle: string;
}

/** A stored document, for sources, counts and doubts. */
export interface DocumentRecord {
  id: number;
  fileName: string;
  title: string | null;
  regionSlug: string;
  regionName: string;
  year: number;
  period: Period | null;
  declaredCount: number | null;
  foundCount: number;
  layout: string;
  findings: Finding[];
  importedAt: string;
}

/** A region that has stored lists, with the years it has them for, newest first. */
export interface RegionRecord extends Region {
  years: number[];
}

/** Which projects a list, count or rank is about. Absent = any. All conditions must hold. */
export interface ProjectFilter {
  regionSlugs?: readonly string[];
  years?: readonly number[];
  /** Exact stored unit names; a project fits when it has any of them, in any role. */
  units?: readonly string[];
  /** Exact stored official names. */
  officials?: readonly string[];
  statuses?: readonly ProjectStatus[];
  ids?: readonly string[];
}

/** What an import changed. */
export interface ImportReport {
  documentId: number;
  /** False when the very same file was stored before. */
  stored: boolean;
  added: number;
  /** Projects that read otherwise now; what is only said again, by a newer document, is unchanged. */
  changed: number;
  unchanged: number;
  doubts: number;
}

/** A conversation's memory, keyed by platform + chat + person. */
export interface ConversationKey {
  platform: string;
  chatId: string;
  personId: string;
}

export type { IsoDate };
