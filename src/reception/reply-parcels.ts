/** The parcels of one reply. */
import { createHash } from 'node:crypto';
import type { Messenger, Parcel } from '../domain/channel.ts';
import type { IncomingMessage, OutgoingMessage } from '../domain/message.ts';

/** The bot's side of a chat. */
type Account = Pick<Messenger, 'platform' | 'account' | 'capabilities'>;

/** 22 characters, always the same for the same message: a reply written twice is one. */
export function replyKey({ platform, account = '', chatId, id }: IncomingMessage): string {
  const message = JSON.stringify([platform, account, chatId, id]);
  return createHash('sha256').update(message).digest('base64url').slice(0, 22);
}

/** What to send for a message, in order. `edits` is the sent reply that the first one replaces. */
export function replyParcels(
  message: IncomingMessage,
  outgoing: readonly OutgoingMessage[],
  { messenger, edits }: { messenger: Account; edits: string | null },
): Parcel[] {
  const key = replyKey(message);
  const { capabilities } = messenger;
  return outgoing.map(({ text, choices, file = null }, index) => ({
    key: `${key}-${index}`,
    target: {
      platform: messenger.platform,
      account: messenger.account,
      chatId: message.chatId,
      chatKind: message.chatKind,
      thread: message.thread ?? null,
    },
    text,
    choices,
    file,
    quotes: index === 0 && capabilities.quote ? (message.editOf ?? message.id) : null,
    edits: index === 0 && capabilities.edit ? edits : null,
    addressee: { id: message.personId, name: message.personName ?? null },
    replyContext: message.replyContext ?? {},
    kind: 'reply',
  }));
}
