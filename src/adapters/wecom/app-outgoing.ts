/** Parcels → requests to `message/send`. */
import type { Parcel, SendResult } from '../../domain/channel.ts';
import type { OutgoingFile } from '../../domain/message.ts';
import { splitText } from '../split.ts';
import { type ApiAnswer, fileForm } from './api-answer.ts';
import type { AppApi } from './app-api.ts';
import { buttonCards, fitsCard } from './card.ts';
import { sendResult } from './errcodes.ts';
import { escapePlain } from './escape.ts';
import { mediaKind, safeName } from './limits.ts';
import type { Part } from './progress.ts';
import { textAt } from './values.ts';

/** The platform cuts off what is longer, without a word. */
const MAX_TEXT_BYTES = 2_048;

/** How parcels leave: the interface, the app that sends, and who is told of every answer. */
export interface AppLine {
  api: AppApi;
  agentId: string;
  onAnswer: (answer: ApiAnswer) => void;
}

/** The requests of a parcel: texts, then buttons, then the file. */
export function appParts(parcel: Parcel, line: AppLine): Part[] {
  const { text, choices, file } = parcel;
  const inCard = choices.length > 0 && fitsCard(text);
  const texts = inCard ? [] : splitText(escapePlain(text), MAX_TEXT_BYTES, 'bytes');
  const messages: object[] = [
    ...texts
      .filter((content) => content.trim() !== '')
      .map((content) => ({ msgtype: 'text', text: { content } })),
    ...buttonCards(parcel, inCard ? text : null).map((card) => ({
      msgtype: 'template_card',
      template_card: card,
    })),
  ];
  const parts = messages.map(
    (message): Part =>
      () =>
        sendMessage(message, parcel, line),
  );
  return file ? [...parts, () => sendFile(file, parcel, line)] : parts;
}

async function sendMessage(message: object, parcel: Parcel, line: AppLine): Promise<SendResult> {
  const { chatId } = parcel.target;
  if (parcel.target.chatKind !== 'private' || !isUserId(chatId)) {
    return { sent: false, again: false, reason: 'an app can only write to one person' };
  }
  const posted = { touser: chatId, agentid: Number(line.agentId), ...message, safe: 0 };
  const answer = await line.api.call('message/send', posted);
  line.onAnswer(answer);
  const outside = textAt(answer.body, 'invaliduser') || textAt(answer.body, 'unlicenseduser');
  if (answer.errcode === 0 && outside !== '') {
    return { sent: false, again: false, reason: 'the person is outside the visible range of the app' };
  }
  return sendResult(answer, textAt(answer.body, 'msgid') || null);
}

async function sendFile(file: OutgoingFile, parcel: Parcel, line: AppLine): Promise<SendResult> {
  const type = mediaKind(file);
  if (type === null) return { sent: false, again: false, reason: 'file is empty or over 20 MB' };
  const form = fileForm(safeName(file.name), file.bytes);
  const uploaded = await line.api.call('media/upload', form, { type });
  const mediaId = textAt(uploaded.body, 'media_id');
  if (uploaded.errcode !== 0 || mediaId === '') {
    line.onAnswer(uploaded);
    return sendResult({ ...uploaded, errcode: uploaded.errcode || -1 });
  }
  return sendMessage({ msgtype: type, [type]: { media_id: mediaId } }, parcel, line);
}

/** `@all` and `a|b` would reach more than one person. */
function isUserId(id: string): boolean {
  return /^[^\s|@][^\s|]{0,63}$/.test(id);
}
