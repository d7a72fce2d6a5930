/** Tables of digests. Instants are ISO strings. */
import type { Generated } from 'kysely';

export interface SubscriptionTable {
  id: Generated<number>;
  kind: string;
  platform: string;
  account: string;
  chat_id: string;
  chat_kind: string;
  person_id: string | null;
  /** JSON of a `DigestScope`. */
  scope: string;
  /** `HH:MM` in China. */
  time: string;
  weekday: number | null;
  created_at: string;
  created_by: string;
  ended_at: string | null;
  ended_by: string | null;
  next_at: string;
  last_at: string;
  /** JSON of a `Snapshot`: how everything stood at `last_at`. */
  snapshot: string;
}

/** One due digest: prepared before it is sent, so that what is sent again after a crash is the very same. */
export interface DigestRunTable {
  id: Generated<number>;
  subscription_id: number;
  /** The instant at which it was due; with the subscription it names the run. */
  slot: string;
  at: string;
  /** `prepared` or a `DigestOutcome`. */
  state: string;
  reason: string | null;
  /** JSON of what is to be sent; null once it is. */
  content: string | null;
  /** JSON of the `Snapshot` that becomes the subscription's own; null once it is. */
  snapshot: string | null;
}

export interface DigestSchema {
  subscription: SubscriptionTable;
  digest_run: DigestRunTable;
}
