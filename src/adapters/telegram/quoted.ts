/** The message that a message of Telegram replies to. */
import type { Quoted } from '../../domain/message.ts';
import type { BotSelf, TelegramMessage } from './shape.ts';

/** In a forum every message of a topic replies to the one that opened it: that is no reply; undefined then. */
export function answeredMessage(message: TelegramMessage): TelegramMessage['reply_to_message'] {
  const target = message.reply_to_message;
  if (target?.forum_topic_created !== undefined) return undefined;
  return message.is_topic_message && target?.message_id === message.message_thread_id ? undefined : target;
}

/** What it quotes: the part that was picked out, else the whole; null when it quotes no words. */
export function quotedIn(message: TelegramMessage, self: BotSelf): Quoted | null {
  const target = answeredMessage(message);
  const text = (message.quote?.text ?? target?.text ?? target?.caption ?? '').toWellFormed().trim();
  return target === undefined || text === '' ? null : { text, mine: target.from?.id === self.id };
}
