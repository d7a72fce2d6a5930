/** The memory of conversations, kept between messages and restarts. */
import type { Kysely } from 'kysely';
import type { ConversationKey } from '../domain/records.ts';
import type { Schema } from './schema.ts';

/** One state a conversation; states are plain JSON values. */
export interface Conversations<State> {
  /** Null when there is none or it has expired. */
  load(key: ConversationKey, now: string): Promise<State | null>;
  /** Keeps it until `expiresAt` (ISO instant, UTC). */
  save(key: ConversationKey, state: State, expiresAt: string): Promise<void>;
  /** Forgets what has expired; returns how many. */
  forgetExpired(now: string): Promise<number>;
}

/** Conversations in the database. */
export function createConversations<State>(db: Kysely<Schema>): Conversations<State> {
  return {
    async load({ platform, chatId, personId }, now) {
      const row = await db
        .selectFrom('conversation')
        .select('state')
        .where('platform', '=', platform)
        .where('chat_id', '=', chatId)
        .where('person_id', '=', personId)
        .where('expires_at', '>', now)
        .executeTakeFirst();
      return row ? (JSON.parse(row.state) as State) : null;
    },
    async save({ platform, chatId, personId }, state, expiresAt) {
      const kept = { state: JSON.stringify(state), expires_at: expiresAt };
      await db
        .insertInto('conversation')
        .values({ platform, chat_id: chatId, person_id: personId, ...kept })
        .onConflict((conflict) => conflict.columns(['platform', 'chat_id', 'person_id']).doUpdateSet(kept))
        .execute();
    },
    async forgetExpired(now) {
      const gone = await db.deleteFrom('conversation').where('expires_at', '<=', now).executeTakeFirst();
      return Number(gone.numDeletedRows);
    },
  };
}
