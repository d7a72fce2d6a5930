/** What alerts need from outside; a root file plugs it in. */
import type { Role } from '../domain/access.ts';
import type { IsoDate } from '../domain/project.ts';
import type { Recipient, SendPush } from '../domain/push.ts';
import type { Dossier, ProjectFilter, ProjectSummary, RegionRecord } from '../domain/records.ts';
import type { Verdict } from '../domain/schedule.ts';
import type { Address, Alert, Instant, Notice, PlannedPush, Silence } from './alert.ts';
import type { AlertPolicy } from './policy.ts';
import type { AlertWords } from './wording.ts';

/** Working days and the hours at which people may be told something. */
export interface Calendar {
  isWorkday(day: IsoDate): boolean;
  /** The instant itself when people may be told something then, else the next at which they may. */
  nextWorkMoment(instant: Instant): Instant;
}

/** Stored lists as one class of readers may see them. */
export interface ListReader {
  regions(): Promise<RegionRecord[]>;
  list(filter: ProjectFilter): Promise<ProjectSummary[]>;
  dossiers(ids: readonly string[]): Promise<Dossier[]>;
}

/** A rate that a document gave a project. */
export interface FiledRate {
  /** End of the reported period. */
  asOf: IsoDate;
  /** 0–1 and above. */
  rate: number;
  basis: 'stated' | 'pairs';
  documentTitle: string;
}

/** The rates of the projects of one list, newest first, as a role may read them. */
export type RatesOf = (region: string, year: number, role: Role) => Promise<ReadonlyMap<string, FiledRate[]>>;

/** What a channel lets the bot say unasked. */
export interface Reach {
  highestRole: Role;
  buttons: boolean;
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

export interface AlertPorts {
  store: AlertStore;
  readerFor(role: Role): ListReader;
  ratesOf: RatesOf;
  assess(project: Dossier, today: IsoDate): Verdict;
  /** Everybody with rights, in private, and the groups that want alerts. */
  recipients(): Promise<readonly Recipient[]>;
  /** Null when an account is not set up or may not speak first. */
  reach(to: Pick<Recipient, 'platform' | 'account'>): Reach | null;
  /** Whether two names are spellings of one unit. */
  sameUnit(one: string, other: string): boolean;
  calendar: Calendar;
  policy: AlertPolicy;
  words: AlertWords;
  sendPush: SendPush;
}
