/** What digests need from outside; a root file plugs it in. */
import type { Role } from '../domain/access.ts';
import type { Binding, ChatKey, ChatSetting, PersonKey } from '../domain/access-records.ts';
import type { Block } from '../domain/answer.ts';
import type { DigestOutcome, NewSubscription, Snapshot, Subscription } from '../domain/digest.ts';
import type { Capabilities } from '../domain/message.ts';
import type { IsoDate } from '../domain/project.ts';
import type { SendPush } from '../domain/push.ts';
import type { Dossier, ProjectFilter, ProjectSummary, RegionRecord } from '../domain/records.ts';
import type { Light, Verdict } from '../domain/schedule.ts';
import type { DigestWords } from './words.ts';

/** Working days and the hours at which people may be disturbed, in China. */
export interface Calendar {
  isWorkday(day: IsoDate): boolean;
  /** The instant itself when people may be disturbed then, else the next at which they may. */
  nextWorkMoment(instant: string): string;
}

/** Stored projects as one class of reader may see them. */
export interface DigestReader {
  regions(): Promise<RegionRecord[]>;
  /** Every unit with the regions that name it. */
  units(): Promise<{ name: string; regionSlugs: readonly string[] }[]>;
  list(filter: ProjectFilter): Promise<ProjectSummary[]>;
  dossiers(ids: readonly string[]): Promise<Dossier[]>;
}

/** Part of a line, with what backs its figures. */
export type Phrase = Pick<Block, 'text' | 'evidence'>;

/** How projects stand against their plans. */
export interface Judge {
  assess(project: Dossier, today: IsoDate): Verdict;
  /** Why the light is what it is, in a few words; null when there is nothing to add. */
  reason(verdict: Verdict, project: Dossier): Phrase | null;
}

/** What a picture shows. */
export interface PictureData {
  title: string;
  asOf: IsoDate | null;
  source: string;
  bars: readonly { label: string; rate: number | null; planned: number | null; light: Light }[];
}

/** Subscriptions and runs; implemented by the store. */
export interface DigestStorePort {
  subscribe(
    asked: NewSubscription,
    start: { snapshot: Snapshot; nextAt: string; now: string },
  ): Promise<{ subscription: Subscription; renewed: boolean }>;
  ofChat(chat: ChatKey): Promise<Subscription[]>;
  due(now: string): Promise<Subscription[]>;
  end(chat: ChatKey, ids: readonly number[], ended: { by: string; at: string }): Promise<number>;
  snapshot(subscriptionId: number): Promise<Snapshot>;
  prepared(subscriptionId: number, slot: string): Promise<{ content: unknown; snapshot: Snapshot } | null>;
  prepare(
    run: { subscriptionId: number; slot: string; content: unknown; snapshot: Snapshot },
    now: string,
  ): Promise<void>;
  finish(run: {
    subscriptionId: number;
    slot: string;
    outcome: DigestOutcome;
    reason: string | null;
    snapshot: Snapshot | null;
    nextAt: string;
    now: string;
  }): Promise<boolean>;
}

export interface DigestPorts {
  store: DigestStorePort;
  readerFor(role: Role): DigestReader;
  /** Rights of a person as they are now; null when there are none. */
  binding(person: PersonKey): Promise<Binding | null>;
  /** Who listens in a group as it is set now. */
  chat(chat: ChatKey): Promise<ChatSetting | null>;
  /** Whether two spellings name one body. */
  sameUnit(one: string, other: string): boolean;
  /** What a channel can do; null when it is not set up. */
  channel(platform: string, account: string): Pick<Capabilities, 'highestRole' | 'images'> | null;
  judge: Judge;
  calendar: Calendar;
  send: SendPush;
  /** PNG bytes; null when there is no picture to be had. */
  picture(data: PictureData): Promise<Uint8Array | null>;
  /** A model's summary of the lines; null when there is none, or none that can be trusted. */
  summarise(notes: readonly Block[]): Promise<string | null>;
  words: DigestWords;
}
