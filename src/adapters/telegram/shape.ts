/** The parts of an update that the bot reads. The server is not trusted to send what it should. */
import { z } from 'zod';

const USER = z.object({
  id: z.int(),
  is_bot: z.boolean().default(false),
  first_name: z.string().default(''),
  last_name: z.string().optional(),
});

const CHAT = z.object({
  id: z.int(),
  type: z.enum(['private', 'group', 'supergroup', 'channel']),
  title: z.string().optional(),
});

const ENTITY = z.object({
  type: z.string(),
  /** UTF-16 units, like the positions in a string. */
  offset: z.int().nonnegative(),
  length: z.int().nonnegative(),
  user: USER.optional(),
});

const FILE = z.object({
  file_id: z.string().min(1),
  file_size: z.int().nonnegative().optional(),
  file_name: z.string().optional(),
});

const PHOTO = FILE.extend({ width: z.int().default(0), height: z.int().default(0) });

const MESSAGE = z.object({
  message_id: z.int(),
  chat: CHAT,
  from: USER.optional(),
  sender_chat: CHAT.optional(),
  message_thread_id: z.int().optional(),
  is_topic_message: z.boolean().optional(),
  is_automatic_forward: z.boolean().optional(),
  edit_date: z.int().optional(),
  via_bot: USER.optional(),
  forward_origin: z.object({ sender_user: USER.optional() }).optional(),
  reply_to_message: z
    .object({
      message_id: z.int(),
      from: USER.optional(),
      forum_topic_created: z.unknown().optional(),
      text: z.string().optional(),
      caption: z.string().optional(),
    })
    .optional(),
  /** The part of it that was picked out. */
  quote: z.object({ text: z.string() }).optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  entities: z.array(ENTITY).optional(),
  caption_entities: z.array(ENTITY).optional(),
  animation: z.unknown().optional(),
  document: FILE.optional(),
  photo: z.array(PHOTO).optional(),
});

const PRESS = z.object({
  id: z.string(),
  from: USER,
  data: z.string().optional(),
  message: z
    .object({
      message_id: z.int(),
      chat: CHAT,
      message_thread_id: z.int().optional(),
      is_topic_message: z.boolean().optional(),
    })
    .optional(),
});

/** Something that happened; at most one of its parts is set. Everything unknown is dropped. */
export const UPDATE = z.object({
  update_id: z.int(),
  message: MESSAGE.optional(),
  edited_message: MESSAGE.optional(),
  callback_query: PRESS.optional(),
});

/** What the bot asks Telegram to send it. */
export const ALLOWED_UPDATES = ['message', 'edited_message', 'callback_query'] as const;

/** Who the bot itself is. */
export interface BotSelf {
  id: number;
  /** Without the @. */
  username: string;
}

export type TelegramMessage = z.infer<typeof MESSAGE>;
export type TelegramPress = z.infer<typeof PRESS>;
export type TelegramUpdate = z.infer<typeof UPDATE>;
export type TelegramUser = z.infer<typeof USER>;
