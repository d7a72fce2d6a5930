/** What commands need from outside; `app.ts` plugs it in. */
import type { Role } from '../domain/access.ts';
import type {
  AuditRecord,
  Binding,
  ChatKey,
  ChatSetting,
  PersonInPrivate,
  PersonKey,
  Rights,
  SwitchOff,
} from '../domain/access-records.ts';
import type { Answer } from '../domain/answer.ts';
import type { ChannelState } from '../domain/channel.ts';
import type { DigestScope, NewSubscription, Subscription } from '../domain/digest.ts';
import type { IncomingMessage, OutgoingFile } from '../domain/message.ts';
import type { ImportedDocument, IsoDate } from '../domain/project.ts';
import type {
  ChangeFilter,
  ChatReport,
  ChatReportReceipt,
  ConversationKey,
  DocumentRecord,
  Dossier,
  ImportPreview,
  ImportReport,
  ProjectFilter,
  ProjectSummary,
  RegionRecord,
  StoredChange,
  UndoableImport,
  UndoFilter,
  UndoPlan,
} from '../domain/records.ts';
import type { ReviewEntry } from '../domain/review.ts';

import type { AlertPort } from './alerts-port.ts';

/** One moment: an ISO instant in UTC and the calendar day in China. */
export interface Moment {
  now: string;
  today: IsoDate;
}

/** Stored lists as one class of reader may see them. */
export interface ListReader {
  regions(): Promise<RegionRecord[]>;
  documents(): Promise<DocumentRecord[]>;
  /** Every unit with the regions that name it. */
  units(): Promise<{ name: string; regionSlugs: readonly string[] }[]>;
  list(filter: ProjectFilter): Promise<ProjectSummary[]>;
  dossiers(ids: readonly string[]): Promise<Dossier[]>;
}

/** Codes that bind rights to a person. */
export interface CodePort {
  issue(
    request: { rights: Rights; by: string; hours: number },
    now: string,
  ): Promise<{ code: string; expiresAt: string }>;
  /** Null for every kind of failure alike. */
  redeem(attempt: { person: PersonInPrivate; typed: string }, now: string): Promise<Binding | null>;
  /** For a code that others have seen. */
  spoil(attempt: { person: PersonInPrivate; typed: string }, now: string): Promise<boolean>;
}

export interface RightsPort {
  binding(person: PersonKey): Promise<Binding | null>;
  /** False when there was none. */
  revoke(person: PersonKey, by: string, at: string): Promise<boolean>;
}

export interface ChatsPort {
  chat(chat: ChatKey): Promise<ChatSetting | null>;
  setChat(setting: ChatSetting): Promise<void>;
  /** What is off just now, oldest first. */
  switches(now: string): Promise<(SwitchOff & { id: number })[]>;
  switchOff(off: SwitchOff): Promise<number>;
  switchOn(id: number, by: string, at: string): Promise<boolean>;
}

/** What a person was asked to confirm or complete. */
export interface DraftPort {
  load(key: ConversationKey, now: string): Promise<{ state: unknown; bytes: Uint8Array | null } | null>;
  save(
    key: ConversationKey,
    draft: { state: unknown; bytes: Uint8Array | null },
    expiresAt: string,
  ): Promise<void>;
  change(key: ConversationKey, state: unknown): Promise<void>;
  take(key: ConversationKey): Promise<boolean>;
}

/** Questions that went wrong, masked, most frequent first; those that a role may know of. */
export type ListReviews = (
  role: Role,
  filter: { region?: string; limit: number },
) => Promise<readonly ReviewEntry[]>;

export interface AuditPort {
  record(entry: AuditRecord): Promise<void>;
  /** Newest first. */
  recent(limit: number): Promise<AuditRecord[]>;
}

/** A file handed in, and what the person said about it. */
export interface HandedIn {
  name: string;
  bytes: Uint8Array;
  region?: string;
  year?: number;
  periodEnd?: IsoDate;
}

/** A document and the state of its list in which its preview was shown. */
export interface PreviewedImport {
  document: ImportedDocument;
  basis: string;
}

/** Documents into the database. */
export interface ImportPort {
  /** @throws InputError when it is gone or too large */
  fetchFile(message: IncomingMessage, ref: string, maxBytes: number): Promise<Uint8Array>;
  /** @throws InputError with every problem; one that an option mends names it: `--region`, `--year` */
  read(file: HandedIn): Promise<ImportedDocument>;
  preview(document: ImportedDocument, now: string): Promise<ImportPreview>;
  /**
   * Null, and nothing stored, when the list changed since the preview.
   * @param importedBy who handed it in, without a name: `telegram:staff`
   */
  save(previewed: PreviewedImport, importedBy: string, now: string): Promise<ImportReport | null>;
  /** The last import of a list that this role may read, or why none can be undone. */
  planUndo(filter: UndoFilter): Promise<UndoPlan>;
  /** Null, and nothing changed, when it is not the last one of its list any more. */
  undo(id: number, undoneBy: string, now: string): Promise<UndoableImport | null>;
  /** Largest file that is taken. */
  maxBytes: number;
}

/** A message that was given up. */
export interface DeadLetter {
  id: number;
  platform: string;
  createdAt: string;
  reason: string | null;
}

export interface DeadLetterPort {
  /** Newest first. */
  list(limit: number): Promise<readonly DeadLetter[]>;
  /** False when it is none any more. */
  resend(id: number): Promise<boolean>;
  /** False when it is none any more. */
  drop(id: number): Promise<boolean>;
}

/** A channel and how it stands. */
export interface ChannelLine {
  platform: string;
  account: string;
  state: Pick<ChannelState, 'status' | 'since' | 'detail'>;
}

/** Hours at which digests may be ordered, `HH:MM` in China. */
export interface DigestHours {
  /** What holds where none is said; the weekday is 1 Monday … 7 Sunday. */
  time: string;
  weekday: number;
  earliest: string;
  latest: string;
}

/** Digests and the monthly draft. */
export interface DigestPort {
  readonly hours: DigestHours;
  /** Live subscriptions of a chat. */
  ofChat(chat: ChatKey): Promise<Subscription[]>;
  /** Null when the chat has too many. */
  subscribe(
    asked: NewSubscription,
    role: Role,
    now: string,
  ): Promise<{ subscription: Subscription; renewed: boolean } | null>;
  /** Ends some of the chat's subscriptions; returns how many. */
  end(chat: ChatKey, ids: readonly number[], ended: { by: string; at: string }): Promise<number>;
  /** What is new since the subscription's last digest; null when nothing is. */
  sinceLast(subscription: Subscription, role: Role, now: string): Promise<Answer | null>;
  /** What a scope is called. */
  nameOf(scope: DigestScope, role: Role): Promise<string>;
  /** The draft of a month's bulletin, `2025-06`; null when the region has no list for it. */
  bulletin(asked: { region: string; month: string; role: Role }, now: string): Promise<OutgoingFile | null>;
}

export interface CommandPorts {
  readerFor(role: Role): ListReader;
  codes: CodePort;
  rights: RightsPort;
  chats: ChatsPort;
  drafts: DraftPort;
  audit: AuditPort;
  imports: ImportPort;
  saveChatReport(report: ChatReport, now: string): Promise<ChatReportReceipt>;
  /** Newest first. @param since ISO instant */
  changesSince(since: string, filter: ChangeFilter): Promise<StoredChange[]>;
  alerts: AlertPort;
  digests: DigestPort;
  channels(): readonly ChannelLine[];
  deadLetters: DeadLetterPort;
  reviews: ListReviews;
  /** Whether the platform vouches for its people, so that rights can be bound. */
  identifies(platform: string): boolean;
  /** Whether a text names a place of the country, stored or not. */
  isPlace(text: string): boolean;
}
