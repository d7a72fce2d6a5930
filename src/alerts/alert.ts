/** What rules see, and what is decided about it. */
import type { Alert, Occasion, RuleKind, Severity } from '../domain/alerts.ts';
import type { Block, SourceRef } from '../domain/answer.ts';
import type { IsoDate } from '../domain/project.ts';
import type { Recipient } from '../domain/push.ts';
import type { Light } from '../domain/schedule.ts';

/** Classes of readers that are told of alerts. */
export type ReaderClass = 'staff' | 'leader';

/** What a rule says of a project, as one class of readers may know it. */
export interface Signal {
  kind: RuleKind;
  /** `huaiyin-2025-02` */
  projectId: string;
  severity: Severity;
  /** For whom it is first: `staff` stands for what the unit can mend before anybody else hears of it. */
  audience: ReaderClass;
  /** Why, as a code: `behindLine`, `pastDeadline` … */
  reason: string;
  /** What is said of it: the point first, then what proves it. */
  lines: readonly Block[];
  /** The same trouble has the same fingerprint, whoever looks and whenever. */
  fingerprint: string;
}

/** A project under watch, as one class of readers may know it. */
export interface Watched {
  projectId: string;
  region: string;
  regionName: string;
  name: string;
  /** 1-based place in the list. */
  position: number;
  light: Light;
  /** 0–1 and above; null when nothing says. */
  rate: number | null;
  /** Whether a document states the rate; otherwise it is reckoned. */
  rateStated: boolean;
  due: IsoDate;
  /** Names of the units that carry it. */
  units: readonly string[];
  /** Names of 牵头 and 分管 leaders. */
  officials: readonly string[];
  source: SourceRef;
}

/** All that one class of readers may know at one moment. */
export interface View {
  /** By fingerprint. */
  signals: ReadonlyMap<string, Signal>;
  /** Fingerprints of signals that a graver one stands for → the kind of that one. */
  inhibited: ReadonlyMap<string, RuleKind>;
  /** By project id. */
  projects: ReadonlyMap<string, Watched>;
}

export type Views = Readonly<Record<ReaderClass, View>>;

/** Why somebody is not told. */
export type Held =
  | 'toldAlready'
  | 'acknowledged'
  | 'silenced'
  | 'inhibited'
  | 'notAtThisStep'
  | 'nothingKnownNow'
  | 'quietHours'
  | 'budgetSpent'
  | 'channelCannot';

/** What becomes of one alert for one recipient. */
export type Decision = {
  alert: Alert;
  to: Recipient;
  class: ReaderClass;
} & ({ send: true; occasion: Occasion; severity: Severity } | { send: false; reason: Held });

export type Sending = Extract<Decision, { send: true }>;
