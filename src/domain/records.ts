/** What the store hands out: stored projects as the question path and the pages read them. */
import type { Audience, Role } from './access.ts';
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
  /** Told in a chat after that document; absent when nothing was, and for residents. */
  reported?: ReportedProgress;
}

/** Progress that a unit reported in a chat and that no document confirms yet. Never a part of the project's own figures. */
export interface ReportedProgress {
  documentId: number;
  /** Says who told it, when, and that it is unconfirmed: the source line of every figure in it. */
  documentTitle: string;
  day: IsoDate;
  /** Word for word. */
  text: string;
  /** 0–1 and above; null when none was told. */
  rate: number | null;
  /** Null when none was told. */
  status: ProjectStatus | null;
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
  audience: Audience;
  findings: Finding[];
  importedAt: string;
  /** Who handed it in: `command line`, `telegram:staff`; null for documents older than this record. */
  importedBy: string | null;
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
  /** False when the very same file was stored before, for the same readers. */
  stored: boolean;
  added: number;
  /** Projects that read otherwise now; what is only said again, by a newer document, is unchanged. */
  changed: number;
  unchanged: number;
  doubts: number;
}

/** A part of a project that can read otherwise after an import. */
export type ChangedField =
  | 'title'
  | 'goal'
  | 'targets'
  | 'units'
  | 'officials'
  | 'number'
  | 'status'
  | 'rate'
  | 'lagging'
  | 'note'
  | 'reason';

/**
 * One changed field, shortened for showing. Codes stay codes: `status` a `ProjectStatus`, `rate` a fraction (`0.6`),
 * `lagging` `true` or `false`; '' where nothing is said.
 */
export interface FieldChange {
  field: ChangedField;
  before: string;
  after: string;
}

/** A figure of progress that a newer report prints otherwise, both word for word. */
export interface FigureChange {
  indicator: string;
  before: string;
  after: string;
  /** A count that is smaller than it was: progress does not go back, so someone should look. Never true of a rate. */
  fell: boolean;
}

/** What an import does to one project. */
export interface ProjectChange {
  /** `huaiyin-2025-02` */
  id: string;
  /** As printed. */
  number: string;
  name: string;
  change: 'added' | 'changed' | 'unchanged';
  /** Empty for a project that is new or unchanged. */
  fields: FieldChange[];
  /** Figures of progress that say something else; empty as `fields` are. */
  figures: FigureChange[];
}

/** What an import would do; nothing was written. */
export interface ImportPreview {
  /** Its `documentId` names nothing. */
  report: ImportReport;
  /** The state of the list that it was compared with; another one makes the preview worthless. */
  basis: string;
  /** In the order of the document. */
  projects: ProjectChange[];
  /** Stored in the same list, absent from this document; they stay stored. */
  gone: Pick<ProjectChange, 'id' | 'number' | 'name'>[];
  /** What a person should look at; `number` is null for what concerns the whole document. */
  doubts: (Finding & { number: string | null })[];
}

/** An import that can be undone: the last one of its list. */
export interface UndoableImport {
  /** Names this import; another one of the same list has another. */
  id: number;
  documentId: number;
  title: string;
  fileName: string;
  regionName: string;
  regionSlug: string;
  year: number;
  /** ISO instant. */
  at: string;
  importedBy: string | null;
  /** Projects that no other document names: they vanish. */
  vanishing: number;
  /** Projects that go back to what is known without it. */
  reverting: number;
  /** The document stays; it is only for its earlier readers again. */
  onlyReaders: boolean;
}

/** Why nothing can be undone: no document, one from before this was recorded, or reports told in chats of projects that would vanish. */
export type UndoHindrance = 'nothing' | 'notRecorded' | 'reportedSince';

/** What could be undone, or why nothing can. */
export type UndoPlan = { undoable: UndoableImport } | { hindrance: UndoHindrance };

/** Which import to undo; absent = any list. */
export interface UndoFilter {
  /** Only what this role may read. */
  role: Role;
  regionSlug?: string;
  year?: number;
}

/** Progress of one project as somebody reports it in a chat. */
export interface ChatReport {
  /** `huaiyin-2025-02` */
  projectId: string;
  /** 0–1 and above; null when none is told. */
  rate: number | null;
  status: ProjectStatus | null;
  /** Word for word. */
  text: string;
  /** The unit that the person is bound to, and the role in which they report. Never a person's name. */
  reportedBy: { unit: string | null; role: Role };
  /** ISO instant of the message. */
  at: string;
  /** The same as a calendar day in China: the day for which it holds. */
  today: IsoDate;
}

/** What came of a chat report. */
export interface ChatReportReceipt {
  documentId: number;
  /** False when the same was reported that day before. */
  stored: boolean;
  /** As it is named in answers: who, when, unconfirmed. */
  title: string;
}

/** Something new about a project, for a digest. */
export interface StoredChange {
  projectId: string;
  name: string;
  regionName: string;
  year: number;
  /** `added`: a project that was not there; `reported`: told in a chat, `after` is the text. */
  field: ChangedField | 'added' | 'reported';
  before: string;
  after: string;
  /** ISO instant at which it was stored. */
  at: string;
  documentTitle: string;
  /** Null for a plan without progress. */
  periodEnd: IsoDate | null;
}

/** Which changes are asked for. */
export interface ChangeFilter {
  /** Who reads them. */
  role: Role;
  regionSlug?: string;
  /** Exact stored name of a unit that has a part in the project. */
  unit?: string;
  /** Most changes handed out; 200 when absent. */
  limit?: number;
}

/** A conversation's memory, keyed by platform + chat + person. */
export interface ConversationKey {
  platform: string;
  chatId: string;
  personId: string;
}

export type { IsoDate };
