/** What was understood of one message, before the conversation and the database have a say. */
import type { IsoDate } from '../domain/project.ts';
import type { Intent } from './intents.ts';

/** One thing the question is about, with every way a document may put it. */
export interface Concept {
  /** As the person wrote it. */
  printed: string;
  /** How much it tells about which project is meant, 0–1. */
  weight: number;
  /** Words of documents that would satisfy it, the printed one included where it is known. */
  alternatives: readonly Alternative[];
  /** False: no stored project has it in any form. */
  known: boolean;
  /** The thesaurus recognised it as a matter of its own. */
  topic: boolean;
  /** … told by people's words for it, none that a document would use. */
  inPeoplesWords?: boolean;
  /** Said in people's words, not in those of documents, and not as part of the phrase that is asked about. */
  aside?: boolean;
  /** It stands inside the name of a unit: 卫生 of 卫生健康局. */
  ofUnit?: boolean;
}

export interface Alternative {
  term: string;
  /** 1 the person's own word, less for synonyms and repaired typos. */
  weight: number;
}

/** A word of the phrase that is asked about: a project that lacks it answers another question. */
export interface FocusWord {
  text: string;
  /** As the person wrote it; `text` may be the longer official word around it. */
  printed: string;
  /** The noun that the figure or verb hangs on. */
  head: boolean;
  /** It says what is done, not with what. */
  act: boolean;
  /** A document's own word: nothing else stands for it. */
  exact: boolean;
  /** Words of documents that mean the same. */
  alternatives: readonly string[];
}

/** Regions and years a message names. Null = names none. */
export interface NamedScope {
  regionSlugs: string[] | null;
  /** How many places the message names; one city may stand for several regions. */
  placesNamed: number;
  /** Places in China that no stored list belongs to. */
  unknownPlaces: string[];
  /** 各区, 所有地区 */
  everywhere: boolean;
  years: number[] | null;
  /** The year was said as 今年. */
  thisYear: boolean;
  /** A span inside a year (上半年, 这个月), as ISO days. */
  span: { from: string; to: string; label: string } | null;
}

/** Bounds on a stated rate, fractions. */
export interface RateBounds {
  above?: { value: number; inclusive: boolean };
  below?: { value: number; inclusive: boolean };
  /** As written: 低于60%. */
  printed: string;
}

export type StatusCondition = 'done' | 'notDone' | 'inProgress' | 'notStarted';

/** Against the plan: behind, anything but behind, on schedule, ahead of it, or behind by however little. */
export type PaceCondition = 'behind' | 'notBehind' | 'onPlan' | 'ahead' | 'belowPlan';

/** 10月底前要完成: steps whose day lies in the span; null at an open end. */
export interface DueCondition {
  from: IsoDate | null;
  to: IsoDate | null;
  /** For people: 2025年10月底前; '' where no time is said. */
  label: string;
  /** Only the next step, or only the last one. */
  pick: 'all' | 'nearest' | 'furthest';
  /** Only what is still to come. */
  ahead: boolean;
  /** 过期没完的: the day has gone by and nothing says that it is done. */
  overdue: boolean;
  /** 跨年的, 拖到明年的: the day lies behind the year of the list. */
  beyond: boolean;
}

/** 各单位, 谁管的…: projects are put together by who bears them. */
export interface Grouping {
  by: 'units' | 'officials';
  /** 两项以上; null when no number is said. */
  atLeast: number | null;
}

/** A part of a document's telling that may be left blank. */
export type Field = 'rate' | 'officials' | 'units' | 'progress' | 'issues' | 'target' | 'date';

/** What is asked of each project of a list. */
export type Ask = 'reason' | 'official' | 'unit' | 'state' | 'date';

export type ConditionKind =
  | 'missing'
  | 'rate'
  | 'status'
  | 'pace'
  | 'due'
  | 'order'
  | 'positions'
  | 'exceeded';

/** A condition in the words of the question. */
export interface SaidCondition {
  kind: ConditionKind;
  printed: string;
}

export interface Conditions {
  rate: RateBounds | null;
  status: StatusCondition | null;
  pace: PaceCondition | null;
  due: DueCondition | null;
  /** 没写完成率的 */
  missing: Field | null;
  /** 超额的 */
  exceeded: boolean;
  /** 前三, 三个; null when no number is said. */
  top: number | null;
  /** 第二慢; null when the first or last is meant. */
  nth: number | null;
  order: 'lowest' | 'highest' | null;
  /** 最好的和最差的 */
  bothEnds: boolean;
  grouping: Grouping | null;
  /** 平均 */
  average: boolean;
  /** 任务最重, 管得多: by how much somebody bears. */
  load: boolean;
  /** 一起管的: every unit named has a part. */
  together: boolean;
  /** 第4项 */
  positions: number[];
  asks: readonly Ask[];
  /** 都有哪些, …的: projects are asked for, not something of one. */
  listed: boolean;
  /** 几项 */
  counted: boolean;
  /** 列一下, 哪几个: they are to be named, not only counted. */
  spelledOut: boolean;
  /** 跟水有关的: they are to be picked by a matter. */
  picksMatter: boolean;
  /** 多少公里 → 公里; null when not asked by a measure. */
  measure: string | null;
  /** What was said, to tell which of it a query does not use. */
  said: readonly SaidCondition[];
}

export interface UnitMention {
  printed: string;
  /** Stored names it may mean; empty when no stored unit is called so. */
  names: string[];
}

export interface Question {
  text: string;
  /** What is left of it to tell the matter: scope, names, conditions and asking words blanked. */
  told: string;
  intents: readonly Intent[];
  scope: NamedScope;
  units: UnitMention[];
  officials: string[];
  conditions: Conditions;
  concepts: Concept[];
  /** Empty where nothing is named. */
  focus: FocusWord[];
  /** Matters that are set against each other or added up, each by itself; empty where none are. */
  sides: readonly (readonly Concept[])[];
  /** 它, 这事, 该项目: the project spoken of last, whatever else the message holds. */
  pointsBack: boolean;
  /** Any word that points back: also 其中, 那…呢. */
  refersBack: boolean;
  /** 其中, 这里面: the question is about the list just shown. */
  withinList: boolean;
  /** 不是，我问的是… */
  correction: boolean;
  /** 除了停车位: projects about these are left out of a list; empty for 除了这个, null when nothing is excepted. */
  except: readonly Concept[] | null;
}
