/** What people were asked to confirm or complete, until they do or it expires. */
import type { Kysely } from 'kysely';
import type { ConversationKey } from '../domain/records.ts';
import type { Schema } from './schema.ts';

/** A draft as it is kept: a plain JSON state and the file that it is about. */
export interface StoredDraft {
  state: unknown;
  bytes: Uint8Array | null;
}

export interface DraftStore {
  /** Null when there is none or it has expired. */
  load(key: ConversationKey, now: string): Promise<StoredDraft | null>;
  /** Replaces what was there. @param expiresAt ISO instant */
  save(key: ConversationKey, draft: StoredDraft, expiresAt: string): Promise<void>;
  /** Changes the state and leaves file and expiry as they are. */
  change(key: ConversationKey, state: unknown): Promise<void>;
  /** False when there was none any more: somebody else took it. */
  take(key: ConversationKey): Promise<boolean>;
  forgetExpired(now: string): Promise<void>;
}

/** Drafts in the database. */
export function createDraftStore(db: Kysely<Schema>): DraftStore {
  return {
    async load({ platform, chatId, personId }, now) {
      const row = await db
        .selectFrom('draft')
        .select(['state', 'bytes'])
        .where('platform', '=', platform)
        .where('chat_id', '=', chatId)
        .where('person_id', '=', personId)
        .where('expires_at', '>', now)
        .executeTakeFirst();
      return row === undefined ? null : { state: JSON.parse(row.state) as unknown, bytes: row.bytes };
    },
    async save({ platform, chatId, personId }, { state, bytes }, expiresAt) {
      const values = {
        state: JSON.stringify(state),
        bytes: bytes === null ? null : Buffer.from(bytes),
        expires_at: expiresAt,
      };
      await db
        .insertInto('draft')
        .values({ platform, chat_id: chatId, person_id: personId, ...values })
        .onConflict((conflict) => conflict.columns(['platform', 'chat_id', 'person_id']).doUpdateSet(values))
        .execute();
    },
    async change({ platform, chatId, personId }, state) {
      await db
        .updateTable('draft')
        .set({ state: JSON.stringify(state) })
        .where('platform', '=', platform)
        .where('chat_id', '=', chatId)
        .where('person_id', '=', personId)
        .execute();
    },
    async take({ platform, chatId, personId }) {
      const gone = await db
        .deleteFrom('draft')
        .where('platform', '=', platform)
        .where('chat_id', '=', chatId)
        .where('person_id', '=', personId)
        .executeTakeFirst();
      return gone.numDeletedRows > 0n;
    },
    async forgetExpired(now) {
      await db.deleteFrom('draft').where('expires_at', '<=', now).execute();
    },
  };
}
