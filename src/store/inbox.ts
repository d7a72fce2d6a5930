/** Messages already seen: channels deliver again after a lost acknowledgement or a restart. */
import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';

/** What makes a message the same one. */
export interface MessageKey {
  platform: string;
  chatId: string;
  messageId: string;
}

export interface Inbox {
  /** True for the first to claim a message; false ever after. */
  claim(key: MessageKey, now: string): Promise<boolean>;
  /** Forgets messages received before an instant; returns how many. */
  forgetBefore(instant: string): Promise<number>;
}

/** The inbox in the database. */
export function createInbox(db: Kysely<Schema>): Inbox {
  return {
    async claim({ platform, chatId, messageId }, now) {
      const added = await db
        .insertInto('inbox')
        .values({ platform, chat_id: chatId, message_id: messageId, received_at: now })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return Number(added.numInsertedOrUpdatedRows ?? 0) > 0;
    },
    async forgetBefore(instant) {
      const gone = await db.deleteFrom('inbox').where('received_at', '<', instant).executeTakeFirst();
      return Number(gone.numDeletedRows);
    },
  };
}
