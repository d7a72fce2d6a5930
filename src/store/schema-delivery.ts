/** Tables of messages coming in and going out. */
import type { Generated } from 'kysely';

/** A message taken in: kept whole until it is answered, then only its key, so that a redelivery is known. */
export interface InboxTable {
  id: Generated<number>;
  platform: string;
  /** '' where the platform has one account. */
  account: string;
  chat_id: string;
  message_id: string;
  received_at: string;
  /** `waiting`, `done` or `failed`. */
  state: string;
  /** JSON of the message; null once it is answered. */
  message: string | null;
  /** SHA-256 of the text: an edit that changes nothing is known by it. */
  text_hash: string;
  attempts: number;
  /** Until when one process works on it; null when none does. */
  leased_until: string | null;
}

/** A message on its way out. */
export interface OutboxTable {
  id: Generated<number>;
  /** Idempotency key. */
  key: string;
  platform: string;
  account: string;
  chat_id: string;
  chat_kind: string;
  thread: string | null;
  kind: string;
  /** Row of the inbox message that it answers, for redeliveries and edits; null for a push. */
  answers: number | null;
  /** JSON of a `StoredParcel`; without its text once it is sent. */
  parcel: string;
  /** Id of the file that goes with it. */
  file_id: number | null;
  /** `waiting`, `sent`, `dead` or `dropped`. */
  state: string;
  created_at: string;
  /** Not before this instant. */
  due_at: string;
  expires_at: string;
  attempts: number;
  leased_until: string | null;
  /** The platform's id once it is sent. */
  sent_id: string | null;
  /** Why it was not sent, when it was not. */
  reason: string | null;
}

export interface OutboxFileTable {
  id: Generated<number>;
  name: string;
  kind: string;
  bytes: Buffer;
}

/** The ledger: every attempt to send, and how it went. Also what budgets are counted from. */
export interface DeliveryTable {
  id: Generated<number>;
  outbox_id: number;
  platform: string;
  account: string;
  chat_id: string;
  chat_kind: string;
  at: string;
  /** `sending` until it is known; then `sent`, `again` or `never`. One that stays `sending` was cut off. */
  outcome: string;
  reason: string | null;
  duration_ms: number;
}

/** What only one process may do at a time. */
export interface LeaseTable {
  name: string;
  holder: string;
  until: string;
}

export interface DeliverySchema {
  inbox: InboxTable;
  outbox: OutboxTable;
  outbox_file: OutboxFileTable;
  delivery: DeliveryTable;
  lease: LeaseTable;
}
