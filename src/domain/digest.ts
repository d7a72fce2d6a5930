/** Digests: who gets which, about what, and what is remembered of the last one. */
import type { Role } from './access.ts';
import type { IsoDate, ProjectStatus } from './project.ts';
import type { Light } from './schedule.ts';

export type DigestKind = 'daily' | 'weekly';

/** What a digest is about. All conditions must hold; null = any. */
export interface DigestScope {
  /** Slug. */
  region: string | null;
  /** A unit with any part in the project; every spelling of it counts. */
  unit: string | null;
  /** Exact stored name of an official. */
  official: string | null;
  /** Ids of projects. */
  projects: readonly string[] | null;
}

/** A subscription as it is asked for. */
export interface NewSubscription {
  kind: DigestKind;
  platform: string;
  account: string;
  chatId: string;
  chatKind: 'private' | 'group';
  /** The person of a private chat; null for a group. */
  personId: string | null;
  scope: DigestScope;
  /** `HH:MM` in China. */
  time: string;
  /** 1 Monday … 7 Sunday; null for a daily one. */
  weekday: number | null;
  /** `platform:person`. */
  by: string;
}

/** A live subscription. Instants are ISO strings. */
export interface Subscription extends NewSubscription {
  id: number;
  createdAt: string;
  /** When the next digest is due. */
  nextAt: string;
  /** Until when everything was told. */
  lastAt: string;
}

/** A figure as it stands in a document. */
export interface PrintedFigure {
  printed: string;
  /** 万 and 亿 expanded. */
  value: number;
}

/** How one project stood: what a later digest compares with. */
export interface ProjectTrace {
  /** 0–1 and above. */
  rate: number | null;
  /** The pair that gives the rate; null when a document states it or nothing does. */
  paired: { actual: PrintedFigure; target: PrintedFigure } | null;
  status: ProjectStatus;
  light: Light;
  asOf: IsoDate | null;
  documentId: number;
  overdue: boolean;
  dueSoon: boolean;
  /** Nothing was reported for longer than the reporting cycle. */
  silent: boolean;
  /** Printed figures by what they count. */
  actuals: Readonly<Record<string, string>>;
  targets: Readonly<Record<string, string>>;
  units: string;
  officials: string;
  /** Hashes of the texts. */
  goal: string;
  note: string;
  doubts: readonly string[];
  /** Document of the newest progress told in a chat; null when none counts. */
  reported: number | null;
}

/** How everything in a scope stood at an instant, as one class of readers may know it. */
export interface Snapshot {
  at: string;
  role: Role;
  /** By project id. */
  projects: Readonly<Record<string, ProjectTrace>>;
}

/** How a due digest ended. */
export type DigestOutcome =
  | 'sent'
  /** Nothing had changed. */
  | 'nothing'
  /** The channel or the rights did not allow it. */
  | 'refused'
  /** What was remembered is not for today's readers: remembered anew. */
  | 'restarted';
