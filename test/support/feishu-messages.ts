/** Messages of a Feishu for tests: as people write them, and as the bot's are seen. */

/** A message that the bot sent. */
export interface SentMessage {
  id: string;
  chatId: string;
  /** The message that it answers; null when it stands alone. */
  answers: string | null;
  inThread: boolean;
  type: string;
  // biome-ignore lint/suspicious/noExplicitAny: the content of a message has as many shapes as there are kinds
  content: any;
  uuid: string;
  edits: number;
}

export interface SpokenMessage {
  id: string;
  chatId: string;
  chatType?: 'p2p' | 'group';
  senderId?: string;
  senderType?: string;
  type?: string;
  content?: object;
  text?: string;
  mentions?: { key: string; name: string; openId: string }[];
  rootId?: string;
  threadId?: string;
  eventId?: string;
}

/** The event of a message, as it comes over the connection and to a hook. */
export function messageEvent(message: SpokenMessage): { type: string; event: object } {
  const { id, chatId, chatType = 'p2p', senderId = 'ou_person', senderType = 'user' } = message;
  const { type = 'text', text = '', content = { text }, mentions = [] } = message;
  return {
    type: 'im.message.receive_v1',
    event: {
      sender: {
        sender_id: { open_id: senderId, union_id: 'on_1', user_id: null },
        sender_type: senderType,
        tenant_key: 't',
      },
      message: {
        message_id: id,
        chat_id: chatId,
        chat_type: chatType,
        message_type: type,
        create_time: '1750000000000',
        content: JSON.stringify(content),
        ...(message.rootId && { root_id: message.rootId, parent_id: message.rootId }),
        ...(message.threadId && { thread_id: message.threadId }),
        ...(mentions.length > 0 && {
          mentions: mentions.map(({ key, name, openId }) => ({
            key,
            name,
            id: { open_id: openId },
            tenant_key: 't',
          })),
        }),
      },
    },
  };
}

/** The buttons of a card. */
export function buttonsOf(message: SentMessage): { text: { content: string }; value: object }[] {
  return message.content.elements.find((each: { tag: string }) => each.tag === 'action')?.actions ?? [];
}

/** What a person sees of a message. */
export function shownOf(message: SentMessage): string {
  if (message.type === 'text') return message.content.text;
  if (message.type !== 'interactive') return `[${message.type}]`;
  const labels = buttonsOf(message).map(({ text }) => text.content);
  return [message.content.elements[0].text.content, ...labels].join('\n');
}
