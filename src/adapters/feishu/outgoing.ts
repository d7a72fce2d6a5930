/** Sends parcels over Feishu. */
import { createHash } from 'node:crypto';
import type { Parcel, SendResult } from '../../domain/channel.ts';
import { withoutFile } from '../render.ts';
import { type Content, type FeishuApi, ID, type Outcome } from './api.ts';
import { plainText } from './escape.ts';
import { type Failure, isOtherKind, nothingToAnswer } from './failures.ts';
import type { ButtonValue } from './incoming.ts';

/** The platform's own limit for a key that makes repeats one message. */
const LONGEST_UUID = 50;

/** Sends one parcel: its file first, then its text, which says so when the file is refused. Never rejects. */
export async function sendParcel(api: FeishuApi, parcel: Parcel): Promise<SendResult> {
  if (!ID.test(parcel.target.chatId)) return final('not an id of a chat');
  if (parcel.edits !== null) return edit(api, parcel, parcel.edits);
  const { file } = parcel;
  const filed = file && (await sendFile(api, parcel, file));
  if (filed && !filed.sent && filed.again) return filed;
  const text = file && !filed?.sent ? withoutFile(parcel.text, file) : parcel.text;
  if (filed && text === '') return filed;
  return resultOf(await deliver(api, parcel, contentOf({ ...parcel, text }), uuidOf(parcel.key)));
}

/** Text, or a card when there is something to choose. */
export function contentOf(parcel: Pick<Parcel, 'text' | 'choices' | 'key' | 'target'>): Content {
  return parcel.choices.length > 0 ? cardOf(parcel) : textOf(parcel.text);
}

function textOf(text: string): Content {
  return { msg_type: 'text', content: JSON.stringify({ text: plainText(text) }) };
}

/** `plain_text` is never read as markup. The card stays where it is: its buttons speak for one chat. */
function cardOf({
  text,
  choices,
  key,
  target,
}: Pick<Parcel, 'text' | 'choices' | 'key' | 'target'>): Content {
  const actions = choices.map(({ label }, index) => {
    const value: ButtonValue = {
      key,
      index,
      chat: target.chatId,
      group: target.chatKind === 'group',
      ...(target.thread !== null && { thread: target.thread }),
    };
    return {
      tag: 'button',
      type: 'default',
      text: { tag: 'plain_text', content: label.toWellFormed() },
      value,
    };
  });
  const words = { tag: 'div', text: { tag: 'plain_text', content: text.toWellFormed() } };
  const buttons = actions.length > 0 ? [{ tag: 'action', layout: 'flow', actions }] : [];
  const config = { wide_screen_mode: true, update_multi: true, enable_forward: false };
  return { msg_type: 'interactive', content: JSON.stringify({ config, elements: [words, ...buttons] }) };
}

async function sendFile(
  api: FeishuApi,
  parcel: Parcel,
  file: NonNullable<Parcel['file']>,
): Promise<SendResult> {
  const uploaded = await api.upload(file);
  if (!uploaded.ok) return resultOf(uploaded);
  return resultOf(await deliver(api, parcel, uploaded.data, uuidOf(`${parcel.key}/file`)));
}

/** Answers the message where there is one, begins anew in the chat where it is gone. */
async function deliver(
  api: FeishuApi,
  { target, quotes, replyContext }: Parcel,
  content: Content,
  uuid: string,
): Promise<Outcome<string>> {
  const inThread = target.thread !== null;
  const anchors = [replyContext.answers ?? quotes, target.thread].filter((each) => each && ID.test(each));
  for (const anchor of anchors) {
    const replied = await api.reply(anchor!, content, { uuid, inThread });
    if (replied.ok || !nothingToAnswer(replied.failure)) return replied;
    if (inThread && anchor === target.thread) return replied;
  }
  return api.create(target.chatId, content, uuid);
}

/** A text replaces a text and a card a card; which of them the old message is, only the platform knows. */
async function edit(api: FeishuApi, parcel: Parcel, messageId: string): Promise<SendResult> {
  if (!ID.test(messageId)) return final('not an id of a message');
  const asCard = () => api.updateCard(messageId, cardOf(parcel));
  if (parcel.choices.length > 0) return edited(await asCard(), messageId);
  const changed = await api.updateText(messageId, textOf(parcel.text));
  const other = !changed.ok && isOtherKind(changed.failure) ? await asCard() : changed;
  return edited(other, messageId);
}

function edited(outcome: Outcome, messageId: string): SendResult {
  return outcome.ok ? { sent: true, messageId } : failed(outcome.failure);
}

function resultOf(outcome: Outcome<unknown>): SendResult {
  if (!outcome.ok) return failed(outcome.failure);
  return { sent: true, messageId: typeof outcome.data === 'string' ? outcome.data : null };
}

function failed({ again, reason, retryAfterMs }: Failure): SendResult {
  return again ? { sent: false, again, reason, retryAfterMs } : final(reason);
}

function final(reason: string): SendResult {
  return { sent: false, again: false, reason };
}

function uuidOf(key: string): string {
  if (key.length <= LONGEST_UUID && /^[\w/:.-]+$/.test(key)) return key;
  return createHash('sha256').update(key).digest('hex').slice(0, LONGEST_UUID);
}
