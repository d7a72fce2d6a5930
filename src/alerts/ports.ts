/** What alerts need from outside; a root file plugs it in. */
import type { Role } from '../domain/access.ts';
import type { AlertStore, Instant } from '../domain/alerts.ts';
import type { IsoDate } from '../domain/project.ts';
import type { Recipient, SendPush } from '../domain/push.ts';
import type { Dossier, ProjectFilter, ProjectSummary, RegionRecord } from '../domain/records.ts';
import type { Verdict } from '../domain/schedule.ts';
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
