/** Alerts as the database keeps them: their life, what was said of them, silences. The rules are in `src/alerts/`. */
import type { Audience, Role } from './access.ts';
import type { Answer } from './answer.ts';
import type { IsoDate } from './project.ts';
import type { Recipient } from './push.ts';

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

/** A group that an operator wants alerts in. */
export interface AlertGroup extends Address {
  account: string;
  at: Instant;
  by: string;
}

/** What a run changes, all or nothing. */
export interface RunChanges {
  alerts: readonly Alert[];
  pushes: readonly PlannedPush[];
}

/** Which stored alerts are wanted: every one that fits one of the three. */
export interface AlertFilter {
  /** Of these regions, those that are not resolved … */
  regions: readonly string[];
  /** … or were not before this instant. */
  resolvedSince: Instant;
  /** Of the same regions, whatever their state. */
  fingerprints: readonly string[];
}

export interface AlertStore {
  /** Goes up with every change of alerts and silences. */
  version(): Promise<number>;
  alerts(filter: AlertFilter): Promise<Alert[]>;
  /** The alerts that people call by these ids, in any order; unknown ones are left out. */
  byIds(ids: readonly string[]): Promise<Alert[]>;
  /** Every id that is taken. */
  ids(): Promise<Set<string>>;
  /** What was said of the alerts, oldest first. */
  notices(fingerprints: readonly string[]): Promise<Notice[]>;
  /** Ids of the alerts that the newest message to a chat was about. */
  lastTold(chat: Address): Promise<string[]>;
  /** Silences of the alerts that end after `endedSince`, oldest first. */
  silences(fingerprints: readonly string[], endedSince: Instant): Promise<Silence[]>;
  addSilences(silences: readonly Silence[]): Promise<void>;
  /** How many messages went to each chat on a day: address → count. */
  sentOn(day: IsoDate): Promise<Map<string, number>>;
  /** Keeps alerts and planned pushes; false, with nothing kept, when something changed since `version`. */
  save(changes: RunChanges, version: number): Promise<boolean>;
  /** Planned pushes that are not known to have reached the outbox, oldest first. */
  waiting(): Promise<PlannedPush[]>;
  accepted(key: string): Promise<void>;
  /** Takes a planned push back: what it says was not said. */
  takeBack(key: string): Promise<void>;
  groups(): Promise<AlertGroup[]>;
  /** False when it was so already. */
  addGroup(group: AlertGroup): Promise<boolean>;
  /** False when it was so already. */
  removeGroup(group: Address): Promise<boolean>;
}

/** Where a chat is, as one text. */
export const addressOf = ({ platform, chatId }: Address): string => `${platform}:${chatId}`;
