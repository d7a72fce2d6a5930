/** Who may do what where, in the database. */
import type { Kysely } from 'kysely';
import { type ChatStore, createChatStore } from './access-chats.ts';
import { createDraftStore, type DraftStore } from './access-drafts.ts';
import { createRightsStore, type RightsStore } from './access-rights.ts';
import type { Schema } from './schema.ts';

export interface AccessStore {
  readonly rights: RightsStore;
  readonly chats: ChatStore;
  readonly drafts: DraftStore;
  /** Forgets expired drafts and claims, and attempts and codes that were over before `before`. */
  tidy(now: string, before: string): Promise<void>;
}

/** The part of the store that access and commands use. */
export function createAccessStore(db: Kysely<Schema>): AccessStore {
  const rights = createRightsStore(db);
  const chats = createChatStore(db);
  const drafts = createDraftStore(db);
  return {
    rights,
    chats,
    drafts,
    async tidy(now, before) {
      await rights.forgetBefore(before);
      await chats.forgetClaims(now);
      await drafts.forgetExpired(now);
    },
  };
}
