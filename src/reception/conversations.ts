/** The memory of conversations while a message is answered: what changes is kept back until the answer is stored. */
import type { ConversationKey } from '../domain/records.ts';

/** Where memories are kept. */
export interface ConversationMemory<State> {
  load(key: ConversationKey, now: string): Promise<State | null>;
}

/** A memory that changes only together with a stored answer. */
export interface DeferredConversations<State> extends ConversationMemory<State> {
  save(key: ConversationKey, state: State, expiresAt: string): Promise<void>;
  /** The change that answering made, once; null when it made none. */
  takeChange(key: ConversationKey): { key: ConversationKey; state: State; expiresAt: string } | null;
}

/** Messages of one person in one chat are answered one after the other, so there is at most one change for a key. */
export function deferConversations<State>(memory: ConversationMemory<State>): DeferredConversations<State> {
  const changes = new Map<string, { key: ConversationKey; state: State; expiresAt: string }>();
  const nameOf = ({ platform, chatId, personId }: ConversationKey) =>
    JSON.stringify([platform, chatId, personId]);
  return {
    load: (key, now) => memory.load(key, now),
    async save({ platform, chatId, personId }, state, expiresAt) {
      const key = { platform, chatId, personId };
      changes.set(nameOf(key), { key, state, expiresAt });
    },
    takeChange(key) {
      const change = changes.get(nameOf(key)) ?? null;
      changes.delete(nameOf(key));
      return change;
    },
  };
}
