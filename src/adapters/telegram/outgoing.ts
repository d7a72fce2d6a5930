/** Sends parcels. Texts go out as plain text: nothing in them becomes markup or calls somebody. */
import { type Api, InputFile } from 'grammy';
import type { Parcel, SendResult } from '../../domain/channel.ts';
import type { OutgoingFile } from '../../domain/message.ts';
import { keyboard } from './buttons.ts';
import { failedResult, readFailure } from './failures.ts';

/** Characters under a picture or document. */
const CAPTION_LENGTH = 1024;
const PHOTO_BYTES = 10_000_000;
const NOT_MODIFIED = /message is not modified/i;
const UNEDITABLE = /can't be edited|message to edit not found|MESSAGE_ID_INVALID|no text in the message/i;
const NO_PHOTO = /PHOTO_|IMAGE_PROCESS_FAILED/;

/** An @ that Telegram would turn into a mention of somebody. */
const MENTION = /(?<![\p{L}\p{N}_])@(?=[A-Za-z]\w{3})/gu;

/** Sends one parcel, following a group that became a supergroup. Never rejects. */
export async function sendParcel(api: Api, parcel: Parcel): Promise<SendResult> {
  if (!/^-?\d{1,16}$/.test(parcel.target.chatId)) {
    return { sent: false, again: false, reason: 'the chat id is no number' };
  }
  try {
    return await deliver(api, parcel);
  } catch (error) {
    const failure = readFailure(error);
    if (failure.migratedTo === null) return failedResult(failure);
    return deliver(api, moved(parcel, failure.migratedTo)).catch((later) => failedResult(readFailure(later)));
  }
}

/** The parcel in the supergroup that replaced its group: ids of old messages mean nothing there. */
function moved(parcel: Parcel, chatId: string): Parcel {
  return { ...parcel, target: { ...parcel.target, chatId, thread: null }, quotes: null, edits: null };
}

/** @throws what the call threw */
async function deliver(api: Api, parcel: Parcel): Promise<SendResult> {
  if (parcel.edits !== null && parcel.file === null) {
    const edited = await edit(api, parcel, Number(parcel.edits));
    if (edited) return { sent: true, messageId: parcel.edits };
  }
  const message = await (parcel.file ? sendWithFile(api, parcel, parcel.file) : sendText(api, parcel));
  const id: unknown = message?.message_id;
  return { sent: true, messageId: Number.isInteger(id) ? String(id) : null };
}

/** False when the message is gone or too old to be changed. */
async function edit(api: Api, parcel: Parcel, messageId: number): Promise<boolean> {
  const { link_preview_options, reply_markup } = extras(parcel);
  const other = { link_preview_options, ...(reply_markup && { reply_markup }) };
  try {
    await api.editMessageText(parcel.target.chatId, messageId, plain(parcel.text), other);
    return true;
  } catch (error) {
    const { reason } = readFailure(error);
    if (NOT_MODIFIED.test(reason)) return true;
    if (UNEDITABLE.test(reason)) return false;
    throw error;
  }
}

function sendText(api: Api, parcel: Parcel) {
  return api.sendMessage(parcel.target.chatId, plain(parcel.text), extras(parcel));
}

/** A text too long for a caption follows on its own; the upload comes first, being likelier to fail. */
async function sendWithFile(api: Api, parcel: Parcel, file: OutgoingFile) {
  const caption = plain(parcel.text);
  if (caption.length <= CAPTION_LENGTH) {
    const { link_preview_options: _, ...other } = extras(parcel);
    return upload(api, parcel, { file, other: { ...other, ...(caption && { caption }) } });
  }
  const { message_thread_id } = extras(parcel);
  await upload(api, parcel, { file, other: message_thread_id === undefined ? {} : { message_thread_id } });
  return sendText(api, parcel);
}

type UploadExtras = Parameters<Api['sendDocument']>[2] & Parameters<Api['sendPhoto']>[2];

/** Pictures of a size or shape that Telegram shows as such, everything else as a document. */
async function upload(
  api: Api,
  { target: { chatId } }: Parcel,
  { file, other }: { file: OutgoingFile; other: NonNullable<UploadExtras> },
) {
  const input = () => new InputFile(file.bytes, fileName(file.name));
  if (file.kind === 'image' && file.bytes.length <= PHOTO_BYTES) {
    try {
      return await api.sendPhoto(chatId, input(), other);
    } catch (error) {
      if (!NO_PHOTO.test(readFailure(error).reason)) throw error;
    }
  }
  return api.sendDocument(chatId, input(), other);
}

/** Everything around the text. */
function extras(parcel: Parcel) {
  const { target, key, choices } = parcel;
  const quoted = quotedId(parcel);
  const buttons = keyboard(key, choices);
  return {
    link_preview_options: { is_disabled: true },
    ...(target.thread !== null && { message_thread_id: Number(target.thread) }),
    ...(quoted !== null && {
      reply_parameters: { message_id: quoted, allow_sending_without_reply: true },
    }),
    ...(buttons && { reply_markup: buttons }),
  };
}

/** The message to point at: the answer to a pressed button points at the message with the button. */
function quotedId({ quotes, replyContext }: Parcel): number | null {
  if (quotes === null) return null;
  const id = replyContext.replyTo ?? /^\d+/.exec(quotes)?.[0];
  return id !== undefined && /^\d{1,15}$/.test(id) ? Number(id) : null;
}

/** The text as Telegram takes it, of the same length. An @ before a user name becomes a wide one: nobody is called. */
function plain(text: string): string {
  return text.toWellFormed().replace(MENTION, '＠');
}

/** The name goes into a header of the upload. */
function fileName(name: string): string {
  return (
    name
      .toWellFormed()
      .replace(/[\p{Cc}"'\\/;]/gu, '_')
      .slice(-100) || 'file'
  );
}
