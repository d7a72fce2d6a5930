/**
 * The nouns of the field: a yearly list of livelihood projects (民生实事) and what is known of each.
 * Types only. Identifiers follow the field's standard terms; labels for people live in `labels.ts`.
 */
import type { Audience } from './access.ts';

/** A calendar day, `YYYY-MM-DD`. */
export type IsoDate = string;

/** `unknown`: the document does not say; it is never read as "not started". */
export type ProjectStatus = 'done' | 'in_progress' | 'not_started' | 'unknown';

/** 牵头单位, 责任单位, 配合·协同单位. */
export type UnitRole = 'lead' | 'responsible' | 'supporting';

/** 牵头领导, 分管领导, 责任人. */
export type OfficialRole = 'lead' | 'inCharge' | 'contact';

/** `atMost` is a ceiling (失业率低于4.3%): it has no completion rate. */
export type Direction = 'atLeast' | 'atMost' | 'exactly';

/** A district, county or city that publishes a list. */
export interface Region {
  /** Latin short name used in project ids, unique in the database: `huaiyin`. */
  slug: string;
  /** 济南市槐荫区 */
  fullName: string;
  /** 槐荫区, 槐荫 — every way people write it, longest first. */
  shortNames: string[];
  /** Full name of the city or province above it, null at the top. */
  parentName: string | null;
  /** GB/T 2260 code, null when the name is not in the national table. */
  code: string | null;
}

/** A unit's part in a project, with the word the sheet itself used for it (责任主体, 承办单位 …). */
export interface UnitLink {
  name: string;
  role: UnitRole;
  word: string;
}

/** An official's part in a project, with the sheet's own word. */
export interface OfficialLink {
  name: string;
  role: OfficialRole;
  word: string;
}

/** Where in a project's text a clause stands. `reason` is a stated cause of a lag. */
export type ClausePart = 'title' | 'goal' | 'note' | 'reason';

/** The smallest citable unit: a sentence or sub-point, word for word. */
export interface Clause {
  part: ClausePart;
  /** 0-based, in reading order within the project. */
  ordinal: number;
  text: string;
}

/** One number with its unit, read from one clause. */
export interface Figure {
  kind: 'target' | 'actual';
  /** What is counted, in the clause's own words: 新增公共停车位. */
  indicator: string;
  /** Plain number in the printed unit with 万/亿 expanded: 1.99万人 → 19900. Percentages stay percent: 69.9％ → 69.9. */
  value: number;
  /** 人, 处, 公里, 元, % … without 万/亿. */
  unit: string;
  direction: Direction;
  /** 余, 约, 近, 多 … as printed; null when exact. */
  approximation: string | null;
  /** The day the figure holds for, only where the text says so. */
  asOf: IsoDate | null;
  /** Ordinal of the clause it was read from. */
  clause: number;
  /** The figure exactly as printed, unit included: 1.99万人. */
  printed: string;
}

/** A target and an actual that measure the same thing in the same unit. Indexes into `figures`. */
export interface FigurePair {
  target: number;
  actual: number;
  /** actual ÷ target, 0–1 and above; null for ceilings. */
  ratio: number | null;
  /** The document's own share of plan for this pair (占年计划128% → 1.28), null when none. */
  statedRatio: number | null;
}

/** A dated step still to come or planned: 预计9月底验收交付 → 2025-09-30. */
export interface Milestone {
  what: string;
  due: IsoDate;
  /** The date as printed: 9月底. */
  printed: string;
  clause: number;
}

/** `doubt`: a person should look; `note`: worth knowing. */
export type FindingSeverity = 'doubt' | 'note';

/** Which check found it. */
export type FindingKind =
  | 'numbering'
  | 'declaredCount'
  | 'partsVersusTotal'
  | 'claimVersusFigures'
  | 'statedVersusComputed'
  | 'unitMismatch'
  | 'inconsistentFigures'
  | 'garbled'
  | 'missing';

/** Something in a document that does not fit together. Stated in one Chinese sentence; never "corrected". */
export interface Finding {
  kind: FindingKind;
  severity: FindingSeverity;
  message: string;
  /** Clause it is about, null when about the whole project or document. */
  clause: number | null;
}

/** The span a report covers: 2025年上半年 → 2025-01-01 … 2025-06-30. */
export interface Period {
  label: string;
  start: IsoDate;
  end: IsoDate;
}

/** One numbered entry of a list as an import reads it from one document. */
export interface ImportedProject {
  /** As printed: `3`, `117`, `一-（一）-2`. */
  number: string;
  /** 1-based place in the list; with region and year it makes the id. A misprinted number keeps its place. */
  position: number;
  /** The printed heading or the first sentence of the task; null when the list prints none. */
  title: string | null;
  /** Goal and note word for word; empty when the document has none. */
  goal: string;
  note: string;
  /** Stated reason of a lag (说明 column and the like); empty when none. */
  reason: string;
  units: UnitLink[];
  officials: OfficialLink[];
  status: ProjectStatus;
  /** The document's own word for the status (已完成, 达序时 …), null when it prints none. */
  statusWord: string | null;
  /** Official flag: true 未达序时, false 达序时, null not said. */
  lagging: boolean | null;
  /** Rate the document states for the whole project, 0–1 and above; null when it states none. */
  statedRate: number | null;
  clauses: Clause[];
  figures: Figure[];
  pairs: FigurePair[];
  milestones: Milestone[];
  findings: Finding[];
}

/** What one document yields: everything the store needs, nothing it has to look up. */
export interface ImportedDocument {
  fileName: string;
  /** sha256 of the bytes, hex: the same file again changes nothing. */
  contentHash: string;
  /** Who may be told what it says. Absent = public. */
  audience?: Audience;
  /** Printed title, null when none. */
  title: string | null;
  region: Region;
  year: number;
  /** Null for a plan without progress. */
  period: Period | null;
  /** "20件实事" → 20; null when not declared. */
  declaredCount: number | null;
  layout: string;
  projects: ImportedProject[];
  findings: Finding[];
}
