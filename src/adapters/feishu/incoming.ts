/** Turns events of Feishu into messages. */
import { z } from 'zod';
import type { Attachment, IncomingMessage } from '../../domain/message.ts';
import { ID, type Resource } from './api.ts';
import { contentOf } from './content.ts';

/** Who the bot is on the platform. */
export interface Self {
  /** Id of the application. */
  account: string;
  /** Id of the bot as a member of chats. */
  openId: string;
}

const id = z.string().regex(ID);
const person = z.looseObject({ open_id: id });

const MESSAGE_EVENT = z.looseObject({
  sender: z.looseObject({ sender_id: person, sender_type: z.string().default('user') }),
  message: z.looseObject({
    message_id: id,
    chat_id: id,
    chat_type: z.string(),
    message_type: z.string(),
    content: z.string(),
    root_id: z.string().optional(),
    thread_id: z.string().optional(),
    mentions: z
      .array(
        z.looseObject({
          key: z.string(),
          name: z.string().default(''),
          id: z.looseObject({ open_id: z.string().nullish() }),
        }),
      )
      .nullish(),
  }),
});

const PRESS_EVENT = z.looseObject({
  event_id: z.string().min(1),
  operator: person,
  action: z.looseObject({
    value: z.looseObject({
      key: z.string().min(1),
      index: z.int().min(0),
      chat: id,
      group: z.boolean(),
      thread: id.optional(),
    }),
  }),
  context: z.looseObject({ open_message_id: id, open_chat_id: id }),
});

/** What a button of a card carries: where it was shown, as a press does not tell. */
export type ButtonValue = z.infer<typeof PRESS_EVENT>['action']['value'];

/**
 * The message of an `im.message.receive_v1` event; null for what is none or is the bot's own. A topic is named by the
 * message that began it, so that it can be answered without another.
 */
export function readMessage(event: unknown, self: Self): IncomingMessage | null {
  const parsed = MESSAGE_EVENT.safeParse(event);
  if (!parsed.success || parsed.data.sender.sender_id.open_id === self.openId) return null;
  const { sender, message } = parsed.data;
  const mentions = message.mentions ?? [];
  const mine = new Set(mentions.filter((each) => each.id.open_id === self.openId).map(({ key }) => key));
  const names = new Map(mentions.map(({ key, name }) => [key, mine.has(key) ? '' : `@${name}`]));
  const { text, files } = contentOf(message.message_type, message.content, names);
  const isPrivate = message.chat_type === 'p2p';
  const thread = message.thread_id ? message.root_id || message.message_id : undefined;
  return {
    platform: 'feishu',
    account: self.account,
    id: message.message_id,
    chatId: message.chat_id,
    chatKind: isPrivate ? 'private' : 'group',
    ...(thread && ID.test(thread) && { thread }),
    personId: sender.sender_id.open_id,
    text,
    addressed: isPrivate || mine.size > 0,
    ...(files.length > 0 && { attachments: files.map((file) => attachmentOf(message.message_id, file)) }),
    ...(sender.sender_type !== 'user' && { fromBot: true }),
  };
}

/**
 * The press of a `card.action.trigger` event; null for what is none, and for a card that was carried off into another
 * chat: who listens there is not known.
 */
export function readPress(event: unknown, self: Self): IncomingMessage | null {
  const parsed = PRESS_EVENT.safeParse(event);
  if (!parsed.success) return null;
  const { event_id, operator, action, context } = parsed.data;
  const { key, index, chat, group, thread } = action.value;
  if (chat !== context.open_chat_id) return null;
  return {
    platform: 'feishu',
    account: self.account,
    id: event_id,
    chatId: chat,
    chatKind: group ? 'group' : 'private',
    ...(thread && { thread }),
    personId: operator.open_id,
    text: '',
    addressed: true,
    choice: { parcelKey: key, index },
    replyContext: { answers: context.open_message_id },
  };
}

/** The file that an attachment's `ref` names; null for a foreign one. */
export function resourceOf(ref: string): Resource | null {
  const [messageId = '', type, key = ''] = ref.split('/');
  if (!ID.test(messageId) || !ID.test(key) || (type !== 'file' && type !== 'image')) return null;
  return { messageId, type, key };
}

function attachmentOf(
  messageId: string,
  file: { key: string; type: Resource['type']; name: string },
): Attachment {
  return {
    name: file.name,
    size: null,
    kind: file.type === 'image' ? 'image' : 'document',
    ref: `${messageId}/${file.type}/${file.key}`,
  };
}
