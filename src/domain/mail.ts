/** Messages coming in and going out as the database keeps them: nothing accepted is lost, nothing is done twice. */
import type { Parcel, Target } from './channel.ts';
import type { Budget, IncomingMessage, OutgoingMessage } from './message.ts';
import type { OutboxFigures } from './metrics.ts';
import type { ConversationKey } from './records.ts';

/** The bot's own account on a platform. */
export interface AccountKey {
  platform: string;
  account: string;
}

/** For how long one process has something to itself. Instants. */
export interface Lease {
  now: string;
  until: string;
}

/** A message taken in and leased to this process. */
export interface TakenMessage {
  inboxId: number;
  message: IncomingMessage;
  /** How often it was begun before and not finished. */
  earlierAttempts: number;
}

/** What is known of a message that came before. */
export interface KnownMessage {
  inboxId: number;
  state: 'waiting' | 'done';
  /** Whether it said the very same. */
  sameText: boolean;
  /** The platform's ids of the replies that were sent, in order. */
  sentIds: string[];
}

/** Everything that answering a message changes. */
export interface FinishedMessage {
  inboxId: number;
  replies: Replies;
  /** The memory of the conversation afterwards; null when it stays. `state` is a JSON value. */
  conversation: { key: ConversationKey; state: unknown; expiresAt: string } | null;
  now: string;
  /** Until when the replies are worth sending or keeping. */
  expiresAt: string;
}

/** To be sent by the outbox, or handed over by the channel itself and kept for a redelivery. */
export type Replies = { send: readonly Parcel[] } | { handOver: readonly OutgoingMessage[] };

/** Messages from their arrival to their answer. */
export interface Inbox {
  /** Stores a message; null when it is stored already. With `leasedUntil` the caller works on it. */
  accept(message: IncomingMessage, now: string, leasedUntil: string | null): Promise<number | null>;
  /** What is known of the message with that id in the same chat; null when nothing. */
  known(message: IncomingMessage, id: string): Promise<KnownMessage | null>;
  /** Leases waiting messages of the given accounts: the oldest of each chat, oldest first. */
  take(accounts: readonly AccountKey[], lease: Lease, limit: number): Promise<TakenMessage[]>;
  /** Leases one waiting message, unless somebody works on it. */
  takeOne(inboxId: number, lease: Lease): Promise<TakenMessage | null>;
  renew(inboxIds: readonly number[], until: string): Promise<void>;
  /** Stores replies, memory and the end of a message, all or nothing. False when it was finished before. */
  finish(finished: FinishedMessage): Promise<boolean>;
  /** What a channel handed over for a message, in order; null when it is forgotten. */
  handedOver(inboxId: number): Promise<OutgoingMessage[] | null>;
  /** The sent message with that key; null when it is forgotten. */
  sentParcel(key: string): Promise<Pick<Parcel, 'choices' | 'addressee' | 'kind' | 'target'> | null>;
}

/** A message to be sent, not before `dueAt`, not after `expiresAt`. */
export interface NewParcel {
  parcel: Parcel;
  dueAt: string;
  expiresAt: string;
}

/** A parcel leased to this process for one attempt, which stands in the ledger as begun. */
export interface TakenParcel {
  outboxId: number;
  ledgerId: number;
  parcel: Parcel;
  earlierAttempts: number;
  /** When it was written into the outbox. */
  createdAt: string;
}

/** How an attempt ended. `reason` is English. */
export type Outcome =
  | { outcome: 'sent'; messageId: string | null }
  | { outcome: 'again'; reason: string; dueAt: string }
  | { outcome: 'never'; reason: string };

/** A message that was given up. */
export interface DeadLetter {
  outboxId: number;
  target: Target;
  kind: 'reply' | 'push';
  createdAt: string;
  attempts: number;
  reason: string;
}

/** Messages from their writing to the platform's word that they are there. */
export interface Outbox {
  /** Adds messages whose keys are new; the others are there already. Returns how many were added. */
  add(parcels: readonly NewParcel[], now: string): Promise<number>;
  /** Leases due messages of an account: the oldest of each chat, replies before pushes, oldest first. */
  take(account: AccountKey, lease: Lease, limit: number): Promise<TakenParcel[]>;
  /** Puts a leased message back untried: its attempt leaves the ledger. */
  postpone(taken: TakenParcel, dueAt: string): Promise<void>;
  finish(taken: TakenParcel, outcome: Outcome, durationMs: number): Promise<void>;
  /** Gives up what has expired; returns how many. */
  expire(now: string): Promise<number>;
  /**
   * When a budget lets the attempt `ledgerId` to a target go; null for at once. Counted from the ledger without that
   * attempt and those begun after it.
   */
  nextFree(target: Target, budget: Budget, now: string, ledgerId: number): Promise<string | null>;
  /** When a chat was last heard of; null when never. */
  lastHeard(target: Target): Promise<string | null>;
  figures(now: string): Promise<OutboxFigures>;
  /** Newest first. */
  deadLetters(limit: number): Promise<DeadLetter[]>;
  /** Gives a dead letter another chance until `expiresAt`; false when there is none with that id. */
  revive(outboxId: number, now: string, expiresAt: string): Promise<boolean>;
  /** Drops a dead letter; false when there is none with that id. */
  drop(outboxId: number): Promise<boolean>;
}

/** What only one process may do at a time. */
export interface Leases {
  /** Takes or keeps a lease. `mayTakeOver` says of its present holder whether it is known to be gone. */
  take(
    name: string,
    holder: string,
    lease: Lease,
    mayTakeOver: (holder: string) => boolean,
  ): Promise<boolean>;
  release(name: string, holder: string): Promise<void>;
}
