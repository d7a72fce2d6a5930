/** The memory of conversations, kept between messages and restarts. */
import type { ConversationKey } from '../domain/records.ts';

/** One state a conversation; states are plain JSON values. */
export interface Conversations<State> {
  /** Null when there is none or it has expired. */
  load(key: ConversationKey, now: string): Promise<State | null>;
  /** Keeps it until `expiresAt` (ISO instant, UTC). */
  save(key: ConversationKey, state: State, expiresAt: string): Promise<void>;
  /** Forgets what has expired; returns how many. */
  forgetExpired(now: string): Promise<number>;
}
