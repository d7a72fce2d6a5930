/** Frames of the smart bot → messages as the program knows them. */
import type { Attachment, IncomingMessage } from '../../domain/message.ts';
import { pressedChoice } from './card.ts';
import { listAt, numberAt, textAt, valueAt } from './values.ts';

/** What the adapter knows about a frame besides the frame. */
export interface FrameContext {
  account: string;
  /** The authenticated connection that it came over. */
  link: string;
  /** When it came, milliseconds since 1970. */
  receivedAt: number;
  /** How the bot is called in groups; '' when the operator did not say. */
  botName: string;
}

/** What is needed to answer a message over the connection that brought it. */
export interface ReplyTicket {
  requestId: string;
  link: string;
  receivedAt: number;
}

/** Where the encrypted bytes of an attachment lie. */
export interface FileReference {
  url: string;
  /** Base64; '' when they are not encrypted. */
  key: string;
}

/** A frame as a message; null for frames that say nothing to the program or lack what a message must have. */
export function messageOfFrame(frame: unknown, context: FrameContext): IncomingMessage | null {
  const sender = senderOf(frame);
  const content = sender && contentOf(frame, context.botName);
  if (!sender || !content) return null;
  return {
    platform: 'wecom-bot',
    account: context.account,
    ...sender,
    ...content,
    addressed: true,
    replyContext: {
      requestId: textAt(frame, 'headers', 'req_id'),
      link: context.link,
      receivedAt: String(context.receivedAt),
    },
  };
}

/** The ticket that `messageOfFrame` wrote; null when there is none. */
export function replyTicket(context: Readonly<Record<string, string>>): ReplyTicket | null {
  const { requestId = '', link = '', receivedAt = '' } = context;
  return requestId && link && receivedAt ? { requestId, link, receivedAt: Number(receivedAt) } : null;
}

/** The reference in `Attachment.ref`; null when it is none. */
export function fileReference(ref: string): FileReference | null {
  try {
    const parsed: unknown = JSON.parse(ref);
    const url = textAt(parsed, 'url');
    return /^https?:\/\//.test(url) ? { url, key: textAt(parsed, 'key') } : null;
  } catch {
    return null;
  }
}

type Sender = Pick<IncomingMessage, 'id' | 'chatId' | 'chatKind' | 'personId'>;

/** Who wrote where: groups have an id of their own, a private chat is named by its person. */
function senderOf(frame: unknown): Sender | null {
  const id = textAt(frame, 'body', 'msgid');
  const personId = textAt(frame, 'body', 'from', 'userid');
  const group = textAt(frame, 'body', 'chattype') === 'group';
  const chatId = group ? textAt(frame, 'body', 'chatid') : personId;
  return id && personId && chatId ? { id, personId, chatId, chatKind: group ? 'group' : 'private' } : null;
}

type Content = Pick<IncomingMessage, 'text' | 'choice' | 'attachments' | 'quoted'>;

function contentOf(frame: unknown, botName: string): Content | null {
  const body = valueAt(frame, 'body');
  if (textAt(body, 'msgtype') === 'event') return pressedButton(body);
  const own = partsOf(body);
  if (own === null) return null;
  const quote = valueAt(body, 'quote');
  const words = partsOf(quote)?.text.trim() ?? '';
  const group = textAt(body, 'chattype') === 'group';
  const attachments = [...own.attachments, ...attachmentsOf(quote)];
  return {
    text: group ? withoutMention(own.text, botName) : own.text.trim(),
    ...(attachments.length > 0 ? { attachments } : {}),
    ...(words === '' ? {} : { quoted: { text: words, mine: false } }),
  };
}

/** A press; its details lie in an object of their own, in older frames beside the kind of event. */
function pressedButton(body: unknown): Content | null {
  const event = valueAt(body, 'event');
  if (textAt(event, 'eventtype') !== 'template_card_event') return null;
  const key = textAt(event, 'template_card_event', 'event_key') || textAt(event, 'event_key');
  const choice = pressedChoice(key);
  return choice && { text: '', choice };
}

/** Text and files of a message or of one item of a mixed one; null for kinds that the program has no use for. */
function partsOf(body: unknown): { text: string; attachments: Attachment[] } | null {
  switch (textAt(body, 'msgtype')) {
    case 'text':
    case 'voice':
      return { text: textAt(body, textAt(body, 'msgtype'), 'content'), attachments: [] };
    case 'image':
    case 'file':
      return { text: '', attachments: attachmentsOf(body) };
    case 'mixed': {
      const items = listAt(body, 'mixed', 'msg_item').map(partsOf);
      const texts = items.flatMap((item) => item?.text.trim() || []);
      return { text: texts.join('\n'), attachments: items.flatMap((item) => item?.attachments ?? []) };
    }
    default:
      return null;
  }
}

function attachmentsOf(body: unknown): Attachment[] {
  const kind = textAt(body, 'msgtype');
  if (kind === 'mixed') return listAt(body, 'mixed', 'msg_item').flatMap(attachmentsOf);
  if (kind !== 'image' && kind !== 'file') return [];
  const url = textAt(body, kind, 'url');
  if (url === '') return [];
  const reference: FileReference = { url, key: textAt(body, kind, 'aeskey') };
  return [
    {
      name: textAt(body, kind, 'filename') || textAt(body, kind, 'name'),
      size: numberAt(body, kind, 'size'),
      kind: kind === 'image' ? 'image' : 'document',
      ref: JSON.stringify(reference),
    },
  ];
}

/** Group messages begin with `@name `; without the bot's name, what looks like mentions is taken off the front. */
function withoutMention(text: string, botName: string): string {
  if (botName !== '') return text.replaceAll(`@${botName}`, ' ').trim();
  return text.replace(/^\s*(?:@\S+(?:\s+|$))+/, '').trim();
}
