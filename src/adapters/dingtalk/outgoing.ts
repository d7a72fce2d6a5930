/** Sends parcels over DingTalk. */
import type { Parcel, SendResult } from '../../domain/channel.ts';
import { withoutFile } from '../render.ts';
import type { DingtalkApi, Outcome, Template } from './api.ts';
import { isSessionGone, never } from './failures.ts';
import { PERSON_PREFIX } from './incoming.ts';
import type { DingtalkAccount } from './settings.ts';

/** A one-off address is not used in its last moments. */
const WEBHOOK_MARGIN_MS = 10_000;

/** What sending needs. */
export interface Sender {
  api: DingtalkApi;
  account: DingtalkAccount;
  now: () => Date;
}

/** Sends one parcel: its file first, then its text, which says so when the file is refused. Never rejects. */
export async function sendParcel(sender: Sender, parcel: Parcel): Promise<SendResult> {
  const { file } = parcel;
  const filed = file && (await sendFile(sender, parcel, file));
  if (filed && !filed.ok && filed.failure.again) return resultOf(filed);
  const text = file && !filed?.ok ? withoutFile(parcel.text, file) : parcel.text;
  if (filed && text === '') return resultOf(filed);
  return resultOf(await sendText(sender, { ...parcel, text }));
}

/**
 * The words as they are: text messages know no markup, and mentions only by the ids sent along. What looks like a call
 * to everybody is broken by an invisible blank all the same.
 */
export function plainText(text: string): string {
  return text.toWellFormed().replace(/@(?=all|所有人|\d{6,}|\$)/gi, '@\u200b');
}

/** At the one-off address while it lasts, otherwise by the robot itself. */
async function sendText(sender: Sender, parcel: Parcel): Promise<Outcome<string | null>> {
  const text = plainText(parcel.text);
  const webhook = usableWebhook(sender, parcel);
  if (webhook) {
    const said = await sender.api.sayAt(webhook, text, mentioned(parcel));
    if (said.ok) return { ok: true, data: null };
    if (!isSessionGone(said.failure)) return said;
  }
  return sendTemplate(sender.api, parcel, { msgKey: 'sampleText', msgParam: { content: text } });
}

async function sendFile(
  { api }: Sender,
  parcel: Parcel,
  file: NonNullable<Parcel['file']>,
): Promise<Outcome<string | null>> {
  const uploaded = await api.upload(file);
  return uploaded.ok ? sendTemplate(api, parcel, uploaded.data) : uploaded;
}

async function sendTemplate(
  api: DingtalkApi,
  { target }: Parcel,
  template: Template,
): Promise<Outcome<string | null>> {
  if (target.chatKind === 'group') return api.sendToGroup(target.chatId, template);
  if (target.chatId.startsWith(PERSON_PREFIX)) {
    return api.sendToPerson(target.chatId.slice(PERSON_PREFIX.length), template);
  }
  const reason = 'somebody outside of the organisation can be answered only for a while after a message';
  return { ok: false, failure: never(reason) };
}

/** The address that came with the message, while it lasts. A message could name any: only the platform's are used. */
function usableWebhook({ account, now }: Sender, { replyContext }: Parcel): string | null {
  const { webhook = '', webhookUntil = '' } = replyContext;
  const url = URL.parse(webhook);
  const roots = [account.apiRoot, account.oldApiRoot].map((root) => new URL(root).origin);
  if (!url || !roots.includes(url.origin) || url.username || url.password) return null;
  return Number(webhookUntil) - WEBHOOK_MARGIN_MS > now().getTime() ? url.href : null;
}

/** In a group the person who asked is mentioned: there is no quoting. */
function mentioned({ target, addressee, replyContext }: Parcel): string[] {
  const { staffId } = replyContext;
  return target.chatKind === 'group' && staffId && addressee?.id === staffId ? [staffId] : [];
}

function resultOf(outcome: Outcome<string | null>): SendResult {
  if (outcome.ok) return { sent: true, messageId: outcome.data };
  const { again, reason, retryAfterMs } = outcome.failure;
  return again ? { sent: false, again, reason, retryAfterMs } : { sent: false, again, reason };
}
