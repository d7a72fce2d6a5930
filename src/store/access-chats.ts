/** Settings of chats, what is switched off, and which account answers in a shared chat. */
import { type Kysely, sql } from 'kysely';
import type { Audience } from '../domain/access.ts';
import type { ChatKey, ChatSetting, SwitchOff, SwitchScope } from '../domain/access-records.ts';
import type { Schema } from './schema.ts';

/** A switch as it is kept. */
export interface StoredSwitch extends SwitchOff {
  id: number;
}

/** A claim to answer what was said in a chat. */
export interface AnswerClaim extends ChatKey {
  /** Hash of who said what. */
  said: string;
  account: string;
  /** ISO instant until which the claim holds. */
  until: string;
}

export interface ChatStore {
  chat(chat: ChatKey): Promise<ChatSetting | null>;
  chats(): Promise<ChatSetting[]>;
  setChat(setting: ChatSetting): Promise<void>;
  /** What is off at an instant, oldest first. */
  switches(now: string): Promise<StoredSwitch[]>;
  /** Gives the new id. */
  switchOff(off: SwitchOff): Promise<number>;
  /** False when it was on already. */
  switchOn(id: number, by: string, at: string): Promise<boolean>;
  /** True for the first to tell a chat of a switch. */
  announce(switchId: number, chat: ChatKey): Promise<boolean>;
  /** True when the account may answer: it is the first, holds the claim, or the claim of another is over. */
  claimAnswer(claim: AnswerClaim, now: string): Promise<boolean>;
  /** Forgets claims that are over at an instant. */
  forgetClaims(now: string): Promise<void>;
}

/** Settings, switches and claims in the database. */
export function createChatStore(db: Kysely<Schema>): ChatStore {
  return { ...settingsOf(db), ...switchesOf(db), ...claimsOf(db) };
}

function settingsOf(db: Kysely<Schema>): Pick<ChatStore, 'chat' | 'chats' | 'setChat'> {
  const settings = () =>
    db
      .selectFrom('chat_setting')
      .select(['platform', 'chat_id as chatId', 'audience', 'region', 'set_at as at', 'set_by as by']);
  return {
    async chat({ platform, chatId }) {
      const row = await settings()
        .where('platform', '=', platform)
        .where('chat_id', '=', chatId)
        .executeTakeFirst();
      return row === undefined ? null : { ...row, audience: row.audience as Audience };
    },
    async chats() {
      const rows = await settings().orderBy('platform').orderBy('chat_id').execute();
      return rows.map((row) => ({ ...row, audience: row.audience as Audience }));
    },
    async setChat({ platform, chatId, audience, region, at, by }) {
      const values = { audience, region, set_at: at, set_by: by };
      await db
        .insertInto('chat_setting')
        .values({ platform, chat_id: chatId, ...values })
        .onConflict((conflict) => conflict.columns(['platform', 'chat_id']).doUpdateSet(values))
        .execute();
    },
  };
}

function switchesOf(db: Kysely<Schema>): Pick<ChatStore, 'switches' | 'switchOff' | 'switchOn' | 'announce'> {
  return {
    async switches(now) {
      const rows = await db
        .selectFrom('switch')
        .select(['id', 'scope', 'platform', 'target', 'reason'])
        .select(['off_at as at', 'off_by as by', 'ends_at as endsAt'])
        .where('on_at', 'is', null)
        .where((eb) => eb.or([eb('ends_at', 'is', null), eb('ends_at', '>', now)]))
        .orderBy('id')
        .execute();
      return rows.map((row) => ({ ...row, scope: row.scope as SwitchScope }));
    },
    async switchOff({ at, by, endsAt, ...off }) {
      const added = await db
        .insertInto('switch')
        .values({ ...off, off_at: at, off_by: by, ends_at: endsAt, on_at: null, on_by: null })
        .returning('id')
        .executeTakeFirstOrThrow();
      return added.id;
    },
    async switchOn(id, by, at) {
      const changed = await db
        .updateTable('switch')
        .set({ on_at: at, on_by: by })
        .where('id', '=', id)
        .where('on_at', 'is', null)
        .executeTakeFirst();
      return changed.numUpdatedRows > 0n;
    },
    async announce(switchId, { platform, chatId }) {
      const added = await db
        .insertInto('switch_notice')
        .values({ switch_id: switchId, platform, chat_id: chatId })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return Number(added.numInsertedOrUpdatedRows ?? 0) > 0;
    },
  };
}

function claimsOf(db: Kysely<Schema>): Pick<ChatStore, 'claimAnswer' | 'forgetClaims'> {
  return {
    async claimAnswer({ platform, chatId, said, account, until }, now) {
      const claimed = await db
        .insertInto('answerer')
        .values({ platform, chat_id: chatId, said, account, until })
        .onConflict((conflict) =>
          conflict
            .columns(['platform', 'chat_id', 'said'])
            .doUpdateSet({ account, until })
            .where((eb) =>
              eb.or([
                eb('answerer.account', '=', sql.ref<string>('excluded.account')),
                eb('answerer.until', '<=', now),
              ]),
            ),
        )
        .returning('account')
        .executeTakeFirst();
      return claimed !== undefined;
    },
    async forgetClaims(now) {
      await db.deleteFrom('answerer').where('until', '<=', now).execute();
    },
  };
}
