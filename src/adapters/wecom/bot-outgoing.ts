/** Parcels → requests over the long connection, as a reply while the platform allows one, else as a push. */
import { createHash } from 'node:crypto';
import type { WsFrame } from '@wecom/aibot-node-sdk';
import type { Parcel, SendResult } from '../../domain/channel.ts';
import type { OutgoingFile } from '../../domain/message.ts';
import { splitText } from '../split.ts';
import { replyTicket } from './bot-incoming.ts';
import type { Link } from './bot-session.ts';
import { type ButtonCard, buttonCards, fitsCard } from './card.ts';
import { isRateLimit, NOT_SUBSCRIBED, oneLine, sendResult } from './errcodes.ts';
import { escapeMarkdown } from './escape.ts';
import { mediaKind, safeName } from './limits.ts';
import type { Part } from './progress.ts';
import { numberAt, textAt } from './values.ts';

/** What sending needs from the connection. */
export interface BotLine {
  link(): Link | null;
  renew(): void;
  now(): Date;
}

/** `stream.content` and `markdown.content` take at most 20,480 bytes; a mention may come on top. */
const MAX_CONTENT_BYTES = 20_000;
/** How long after a message the platform surely takes a reply to it; later it is pushed. */
const REPLY_WINDOW_MS = 5 * 60_000;

type Content =
  | { kind: 'markdown'; content: string; place: number }
  | { kind: 'card'; card: ButtonCard }
  | { kind: 'media'; file: OutgoingFile };

/** The requests of a parcel: texts, then buttons, then the file. */
export function botParts(parcel: Parcel, line: BotLine): Part[] {
  return contentsOf(parcel).map((content) => () => sendContent(content, parcel, line));
}

function contentsOf(parcel: Parcel): Content[] {
  const { text, choices, file } = parcel;
  const inCard = choices.length > 0 && fitsCard(text);
  const texts = inCard ? [] : splitText(escapeMarkdown(text), MAX_CONTENT_BYTES, 'bytes');
  return [
    ...texts
      .filter((part) => part.trim() !== '')
      .map((content, place): Content => ({ kind: 'markdown', content, place })),
    ...buttonCards(parcel, inCard ? text : null).map((card): Content => ({ kind: 'card', card })),
    ...(file ? [{ kind: 'media', file } as const] : []),
  ];
}

async function sendContent(content: Content, parcel: Parcel, line: BotLine): Promise<SendResult> {
  const link = line.link();
  if (!link) return { sent: false, again: true, reason: 'not connected', retryAfterMs: null };
  if (content.kind === 'media' && mediaKind(content.file) === null) {
    return { sent: false, again: false, reason: 'file is empty or over 20 MB' };
  }
  try {
    const message = content.kind === 'media' ? await uploaded(content.file, link) : content;
    const requestId = openRequest(parcel, link, line.now());
    if (requestId !== null) {
      const refused = await reply(message, { parcel, link, requestId });
      if (refused === null) return { sent: true, messageId: null };
      if (isRateLimit(refused)) return sendResult({ errcode: refused, errmsg: 'reply refused' });
    }
    await push(message, parcel, link);
    return { sent: true, messageId: null };
  } catch (error) {
    return failure(error, line);
  }
}

/** The request that a reply can still go to: of this very connection, and not long ago. */
function openRequest(parcel: Parcel, link: Link, now: Date): string | null {
  const ticket = parcel.kind === 'reply' ? replyTicket(parcel.replyContext) : null;
  if (!ticket || ticket.link !== link.id) return null;
  return now.getTime() - ticket.receivedAt < REPLY_WINDOW_MS ? ticket.requestId : null;
}

type Message = Exclude<Content, { kind: 'media' }> | { kind: 'uploaded'; type: 'image' | 'file'; id: string };

/** Sends a message as a reply: null when it is through, else the code with which the platform refused it. */
async function reply(
  message: Message,
  { parcel, link, requestId }: { parcel: Parcel; link: Link; requestId: string },
): Promise<number | null> {
  const frame: WsFrame = { headers: { req_id: requestId } };
  try {
    if (message.kind === 'markdown') {
      await link.client.replyStream(frame, streamId(parcel.key, message.place), message.content, true);
    } else if (message.kind === 'card') await link.client.replyTemplateCard(frame, message.card);
    else await link.client.replyMedia(frame, message.type, message.id);
    return null;
  } catch (error) {
    const code = numberAt(error, 'errcode');
    if (code === null || code === NOT_SUBSCRIBED) throw error;
    return code;
  }
}

async function push(message: Message, parcel: Parcel, { client }: Link): Promise<void> {
  const { chatId } = parcel.target;
  if (message.kind === 'markdown') {
    const content = message.place === 0 ? `${mention(parcel)}${message.content}` : message.content;
    await client.sendMessage(chatId, { msgtype: 'markdown', markdown: { content } });
  } else if (message.kind === 'card') {
    await client.sendMessage(chatId, { msgtype: 'template_card', template_card: message.card });
  } else await client.sendMediaMessage(chatId, message.type, message.id);
}

async function uploaded(file: OutgoingFile, { client }: Link): Promise<Message> {
  const type = mediaKind(file) === 'image' ? 'image' : 'file';
  const bytes = Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength);
  const { media_id: id } = await client.uploadMedia(bytes, { type, filename: safeName(file.name) });
  return { kind: 'uploaded', type, id };
}

/** A late answer in a group is pushed, and a push quotes nobody: the person who asked is named. */
function mention({ kind, target, addressee }: Parcel): string {
  const named = kind === 'reply' && target.chatKind === 'group' && addressee;
  return named && /^[\w.@-]{1,64}$/.test(addressee.id) && addressee.id !== 'all' ? `<@${addressee.id}> ` : '';
}

/** The same for every attempt, so that a repeated reply replaces the first. */
function streamId(key: string, place: number): string {
  return createHash('sha256').update(`${key} ${place}`).digest('hex').slice(0, 32);
}

/** The package rejects with the platform's frame, or with an error of its own. */
function failure(error: unknown, line: BotLine): SendResult {
  const errcode = numberAt(error, 'errcode');
  if (errcode === NOT_SUBSCRIBED) line.renew();
  if (errcode !== null) return sendResult({ errcode, errmsg: textAt(error, 'errmsg') });
  const reason = error instanceof Error ? oneLine(error.message.split(', reply for')[0]!) : 'unknown failure';
  return { sent: false, again: true, reason, retryAfterMs: null };
}
