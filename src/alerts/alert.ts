/** The nouns of alerts: what a rule sees, what is kept of it, what was said of it, and what is decided. */
import type { Audience, Role } from '../domain/access.ts';
import type { Answer, Block, SourceRef } from '../domain/answer.ts';
import type { IsoDate } from '../domain/project.ts';
import type { Recipient } from '../domain/push.ts';
import type { Light } from '../domain/schedule.ts';

/** An ISO instant in UTC. */
export type Instant = string;

/** Every rule. */
export const RULE_KINDS = [
  'overdue',
  'officialFlag',
  'behindPlan',
  'notStarted',
  'dueSoon',
  'noReport',
  'progressBackwards',
  'claimInDoubt',
] as const;

export type RuleKind = (typeof RULE_KINDS)[number];

/** Degrees of how a project stands, and steps of reminding: 提醒, 预警, 严重. Mildest first. */
export const SEVERITIES = ['remind', 'warn', 'serious'] as const;

export type Severity = (typeof SEVERITIES)[number];

/** Below zero when the first is milder than the second. */
export function compareSeverity(one: Severity, other: Severity): number {
  return SEVERITIES.indexOf(one) - SEVERITIES.indexOf(other);
}

/** The more serious of two. */
export function worse(one: Severity, other: Severity): Severity {
  return compareSeverity(one, other) >= 0 ? one : other;
}

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

export type AlertState = 'firing' | 'acknowledged' | 'resolved';

/** An alert and where it stands in its life. */
export interface Alert {
  fingerprint: string;
  /** What people call it by: four letters or more. */
  id: string;
  kind: RuleKind;
  projectId: string;
  /** Slug. */
  region: string;
  state: AlertState;
  /** Begins anew with every outbreak that is no flapping; 1 is the first. */
  round: number;
  /** The gravest that any class of readers sees. */
  severity: Severity;
  /** How far it has climbed for want of an answer. */
  step: Severity;
  /** Since when the step was known to somebody; null while nobody was told. */
  stepAt: Instant | null;
  openedAt: Instant;
  acknowledgedAt: Instant | null;
  /** `platform:person` */
  acknowledgedBy: string | null;
  /** How grave it was when it was acknowledged. */
  acknowledgedSeverity: Severity | null;
  resolvedAt: Instant | null;
}

/** Why somebody is told. */
export type Occasion = 'first' | 'worse' | 'climbed' | 'silenceOver' | 'resolved';

/** Where a notice went: a chat of a platform. */
export interface Address {
  platform: string;
  chatId: string;
}

/** What somebody was told of an alert. */
export interface Notice extends Address {
  fingerprint: string;
  round: number;
  occasion: Occasion;
  step: Severity;
  severity: Severity;
  at: Instant;
}

/** Somebody wants no more of an alert for a while, and says why. */
export interface Silence {
  fingerprint: string;
  /** Whoever stands above this role still hears of it. */
  role: Role;
  reason: string;
  /** `platform:person` */
  by: string;
  from: Instant;
  until: Instant;
}

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

/** One message about the alerts of one region to one recipient, before and after it went to the outbox. */
export interface PlannedPush {
  key: string;
  to: Recipient;
  answer: Answer;
  audience: Audience;
  at: Instant;
  /** Of `at`, in China. */
  day: IsoDate;
  expiresAt: Instant;
  notices: readonly Notice[];
}

/** Where a chat is, as one text. */
export const addressOf = ({ platform, chatId }: Address): string => `${platform}:${chatId}`;
