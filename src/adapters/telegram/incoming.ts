/** Turns updates of Telegram into messages. */
import type { Attachment, IncomingMessage } from '../../domain/message.ts';
import { readPressed } from './buttons.ts';
import { quotedIn } from './quoted.ts';
import type { BotSelf, TelegramMessage, TelegramPress, TelegramUpdate, TelegramUser } from './shape.ts';
import { readWords } from './words.ts';

/** The message of an update; null when there is nothing in it for the bot. */
export function readUpdate(update: TelegramUpdate, self: BotSelf): IncomingMessage | null {
  if (update.callback_query) return readPress(update.callback_query, self);
  const message = update.message ?? update.edited_message;
  return message ? readMessage(message, self) : null;
}

function readMessage(message: TelegramMessage, self: BotSelf): IncomingMessage | null {
  if (message.chat.type === 'channel' || message.is_automatic_forward) return null;
  const author = authorOf(message);
  const said = readWords(message, self);
  if (!author || !said) return null;
  const attachments = attachmentsOf(message);
  const quoted = quotedIn(message, self);
  if (said.text === '' && attachments.length === 0 && !(quoted && said.addressed)) return null;
  const id = String(message.message_id);
  return {
    ...placeOf(message, self),
    ...author,
    ...(message.edit_date === undefined ? { id } : { id: `${id}:${message.edit_date}`, editOf: id }),
    ...said,
    ...(attachments.length > 0 && { attachments }),
    ...(quoted && { quoted }),
    ...(writtenByBot(message) && { fromBot: true }),
  };
}

/** A press is always meant for the bot; the answer replies to the message that the button sits on. */
function readPress(press: TelegramPress, self: BotSelf): IncomingMessage | null {
  const choice = readPressed(press.data ?? '');
  if (!choice || !press.message || press.message.chat.type === 'channel') return null;
  return {
    ...placeOf(press.message, self),
    id: `cb:${press.id}`,
    personId: String(press.from.id),
    personName: nameOf(press.from),
    text: '',
    addressed: true,
    choice,
    ...(press.from.is_bot && { fromBot: true }),
    replyContext: { replyTo: String(press.message.message_id) },
  };
}

type Placed = Pick<TelegramMessage, 'chat' | 'message_thread_id' | 'is_topic_message'>;

function placeOf({ chat, message_thread_id, is_topic_message }: Placed, self: BotSelf) {
  return {
    platform: 'telegram',
    account: String(self.id),
    chatId: String(chat.id),
    chatKind: chat.type === 'private' ? ('private' as const) : ('group' as const),
    ...(is_topic_message && message_thread_id !== undefined && { thread: String(message_thread_id) }),
  };
}

/** Who speaks. Anonymous administrators and channels speak as a chat, which is never a known person. */
function authorOf({ from, sender_chat }: TelegramMessage): { personId: string; personName: string } | null {
  if (sender_chat) return { personId: `chat:${sender_chat.id}`, personName: sender_chat.title ?? '' };
  return from ? { personId: String(from.id), personName: nameOf(from) } : null;
}

function nameOf({ first_name, last_name }: TelegramUser): string {
  return [first_name, last_name].filter(Boolean).join(' ').toWellFormed();
}

/** Behind a message of a chat stands a technical bot account: that alone does not make it a program's. */
function writtenByBot({ from, sender_chat, via_bot, forward_origin }: TelegramMessage): boolean {
  const sentByBot = from?.is_bot === true && sender_chat === undefined;
  return sentByBot || via_bot !== undefined || forward_origin?.sender_user?.is_bot === true;
}

/** The document, or the largest size of the photo. An animation carries a document too, which is none. */
function attachmentsOf({ document, photo, animation }: TelegramMessage): Attachment[] {
  if (document && animation === undefined) {
    const { file_id, file_name, file_size } = document;
    return [
      { kind: 'document', name: (file_name ?? '').toWellFormed(), size: file_size ?? null, ref: file_id },
    ];
  }
  const largest = photo?.toSorted((one, other) => other.width * other.height - one.width * one.height)[0];
  return largest ? [{ kind: 'image', name: '', size: largest.file_size ?? null, ref: largest.file_id }] : [];
}
