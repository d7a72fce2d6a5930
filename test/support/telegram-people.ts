/** What people do in chats with a bot. */
import type { SentMessage } from './telegram-chats.ts';
import { type Fields, misused } from './telegram-reply.ts';
import { findEntities } from './telegram-wire.ts';

/** The person who speaks by default. */
export const PERSON = { id: 7001, is_bot: false, first_name: '张', last_name: '三' };

/** A group to speak in. */
export const GROUP = { id: -1001234, type: 'supergroup', title: '民生实事群' };

/** What a person sends; everything absent is filled in. */
export interface Saying extends Fields {
  text?: string;
  chat?: Fields;
  from?: Fields;
  message_id?: number;
}

export interface PeopleOptions {
  sent: readonly SentMessage[];
  nextId(): number;
  push(update: Fields, token: string): number;
}

/** People who talk to the bots of a server. */
export function createPeople({ sent, nextId, push }: PeopleOptions) {
  return {
    /** A person says something, privately by default. The message that the bot gets. */
    say(saying: Saying, token: string): Fields & { message_id: number; update_id: number } {
      const from = saying.from ?? PERSON;
      const words = saying.text ?? saying.caption;
      const entities = typeof words === 'string' ? findEntities(words) : [];
      const message = {
        message_id: saying.message_id ?? nextId(),
        date: Math.floor(Date.now() / 1000),
        chat: { id: from.id, type: 'private' },
        from,
        ...(entities.length > 0 && {
          [saying.text === undefined ? 'caption_entities' : 'entities']: entities,
        }),
        ...saying,
      };
      return { ...message, update_id: push({ message }, token) };
    },
    /** A person presses a button of a sent message, counted from 0 over all rows. Id of the update. */
    press(messageId: number, index: number, { from = PERSON }: { from?: Fields } = {}): number {
      const pressed = sent.find((each) => each.messageId === messageId) ?? misused(`no message ${messageId}`);
      const { inline_keyboard } = pressed.fields.reply_markup as { inline_keyboard: Fields[][] };
      const data = inline_keyboard.flat()[index]?.callback_data;
      const message = { message_id: messageId, date: 1, ...placeOf(pressed) };
      const callback_query = { id: String(nextId() * 7919), from, chat_instance: '1', data, message };
      return push({ callback_query }, pressed.token);
    },
  };
}

function placeOf({ chatId, fields: { message_thread_id } }: SentMessage): Fields {
  const id = Number(chatId);
  const chat = id < 0 ? { ...GROUP, id } : { id, type: 'private' };
  return message_thread_id === undefined ? { chat } : { chat, message_thread_id, is_topic_message: true };
}
