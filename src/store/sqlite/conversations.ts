/** Conversations on prepared statements: every message loads and saves one. */
import type { ConversationKey } from '../../domain/records.ts';
import type { Conversations } from '../conversations.ts';
import type { SqliteHandles } from './open.ts';

type Names = ConversationKey & { at: string };

/** Writes wait for a running import, so that they are no part of it. */
export function createSqliteConversations<State>({
  db,
  reader,
  writer,
}: SqliteHandles): Conversations<State> {
  const load = reader.prepare<[Names], { state: string }>(
    `select state from conversation where platform = @platform and chat_id = @chatId
     and person_id = @personId and expires_at > @at`,
  );
  const save = writer.prepare<[Names & { state: string }]>(
    `insert into conversation (platform, chat_id, person_id, state, expires_at)
     values (@platform, @chatId, @personId, @state, @at)
     on conflict (platform, chat_id, person_id) do update
     set state = excluded.state, expires_at = excluded.expires_at`,
  );
  const forget = writer.prepare<[string]>('delete from conversation where expires_at <= ?');
  const alone = <T>(work: () => T): Promise<T> => db.connection().execute(async () => work());
  return {
    async load(key, now) {
      const row = load.get({ ...key, at: now });
      return row ? (JSON.parse(row.state) as State) : null;
    },
    async save(key, state, expiresAt) {
      await alone(() => save.run({ ...key, state: JSON.stringify(state), at: expiresAt }));
    },
    forgetExpired: (now) => alone(() => forget.run(now).changes),
  };
}
