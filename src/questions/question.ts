/** What was understood of one message, before the conversation and the database have a say. */
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
  /** It stands inside the name of a unit: 卫生 of 卫生健康局. */
  ofUnit?: boolean;
}

export interface Alternative {
  term: string;
  /** 1 the person's own word, less for synonyms and repaired typos. */
  weight: number;
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

export interface Conditions {
  rate: RateBounds | null;
  status: StatusCondition | null;
  /** 前三, 三个; null when no number is said. */
  top: number | null;
  order: 'lowest' | 'highest' | null;
  /** 第4项 */
  positions: number[];
  /** 多少公里 → 公里; null when not asked by a measure. */
  measure: string | null;
}

export interface UnitMention {
  printed: string;
  /** Stored names it may mean; empty when no stored unit is called so. */
  names: string[];
}

export interface Question {
  text: string;
  intents: readonly Intent[];
  scope: NamedScope;
  units: UnitMention[];
  officials: string[];
  conditions: Conditions;
  concepts: Concept[];
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
