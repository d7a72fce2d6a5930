/** What bots sent into chats: checked as the real server checks it, kept with every repetition. */
import { accepted, type Call, type Fields, type Reply, refusal } from './telegram-reply.ts';
import type { Upload } from './telegram-wire.ts';

/** One message that reached a chat. A repeated one is there twice. */
export interface SentMessage {
  method: string;
  token: string;
  messageId: number;
  chatId: string;
  /** Text or caption; the newest after edits. */
  text: string;
  fields: Fields;
  file: Upload | null;
  /** Epoch milliseconds. */
  at: number;
}

/** Why everything sent to a chat is refused. */
export interface Refusal {
  code: number;
  description: string;
  parameters?: Fields;
}

export interface ChatsOptions {
  nextMessageId(): number;
  /** Answers 429 as the real one does: over 30 messages a second in all, over 20 a minute in a group. */
  floodLimits: boolean;
}

/** The chats of all bots. */
export function createChats({ nextMessageId, floodLimits }: ChatsOptions) {
  const sent: SentMessage[] = [];
  const refusals = new Map<string, Reply>();

  const flood = ({ token, at }: Call, chatId: string): Reply | null => {
    if (!floodLimits) return null;
    const within = (ms: number) => sent.filter((each) => each.token === token && each.at > at - ms);
    const inGroup = chatId.startsWith('-') ? within(60_000).filter((each) => each.chatId === chatId) : [];
    if (within(1000).length < 30 && inGroup.length < 20) return null;
    return refusal(429, 'Too Many Requests: retry after 1', { retry_after: 1 });
  };

  return {
    sent,
    refuse(chatId: number, reason?: Refusal): void {
      if (reason) refusals.set(String(chatId), refusal(reason.code, reason.description, reason.parameters));
      else refusals.delete(String(chatId));
    },
    /** Takes a message with its upload. `from` is the bot. */
    keep(call: Call, file: Upload | null, from: Fields): Reply {
      const { method, fields, token, at } = call;
      const chatId = String(fields.chat_id ?? '');
      const field = method === 'sendMessage' ? 'text' : 'caption';
      const text = String(fields[field] ?? '');
      const problem = refusals.get(chatId) ?? check(method, fields, text) ?? flood(call, chatId);
      if (problem) return problem;
      const messageId = nextMessageId();
      sent.push({ method, token, messageId, chatId, text, fields, file, at });
      const chat = { id: Number(chatId), type: chatId.startsWith('-') ? 'supergroup' : 'private' };
      return accepted({ message_id: messageId, date: Math.floor(at / 1000), from, chat, [field]: text });
    },
    edit({ fields }: Call): Reply {
      const text = String(fields.text ?? '');
      const problem = refusals.get(String(fields.chat_id)) ?? check('sendMessage', fields, text);
      if (problem) return problem;
      const message = sent.find((each) => each.messageId === fields.message_id);
      if (!message) return refusal(400, 'Bad Request: message to edit not found');
      const same = JSON.stringify(message.fields.reply_markup) === JSON.stringify(fields.reply_markup);
      if (message.text === text && same) return refusal(400, NOT_MODIFIED);
      Object.assign(message, { text, fields: { ...message.fields, ...fields } });
      return accepted({ message_id: message.messageId, date: 0, chat: { id: fields.chat_id } });
    },
  };
}

const NOT_MODIFIED =
  'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a ' +
  'current content and reply markup of the message';

/** The refusal of a message that the real server would not take. */
function check(method: string, fields: Fields, text: string): Reply | null {
  const bad = (description: string) => refusal(400, `Bad Request: ${description}`);
  if (fields.chat_id === undefined || fields.chat_id === '') return bad('chat_id is empty');
  if (method === 'sendMessage' && text.trim() === '') return bad('message text is empty');
  if (method === 'sendMessage' && text.length > 4096) return bad('message is too long');
  if (method !== 'sendMessage' && text.length > 1024) return bad('message caption is too long');
  const markup = fields.reply_markup as { inline_keyboard?: Fields[][] } | undefined;
  const buttons = markup?.inline_keyboard?.flat() ?? [];
  if (buttons.some(({ text: label }) => !label))
    return bad('text buttons are unallowed in the inline keyboard');
  const tooLong = buttons.some(({ callback_data }) => Buffer.byteLength(String(callback_data)) > 64);
  return tooLong ? bad('BUTTON_DATA_INVALID') : null;
}
