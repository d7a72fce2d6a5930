/** Turns what the robot is told into messages. */
import { z } from 'zod';
import type { Attachment, IncomingMessage, Quoted } from '../../domain/message.ts';

const PART = z.looseObject({
  text: z.string().nullish(),
  type: z.string().nullish(),
  downloadCode: z.string().nullish(),
});
const CONTENT = z.looseObject({
  richText: z.array(PART).nullish(),
  downloadCode: z.string().nullish(),
  fileName: z.string().nullish(),
  /** What was said, in a voice message. */
  recognition: z.string().nullish(),
});
/** The message that is answered; no documentation of DingTalk tells of it. */
const REPLIED = z.looseObject({
  senderId: z.string().nullish(),
  content: z
    .looseObject({
      text: z.string().nullish(),
      richText: z
        .array(z.looseObject({ text: z.string().nullish(), content: z.string().nullish() }))
        .nullish(),
    })
    .nullish(),
});
const MESSAGE = z.looseObject({
  msgId: z.string().min(1),
  msgtype: z.string(),
  conversationId: z.string().min(1),
  conversationType: z.string(),
  senderId: z.string().min(1),
  senderStaffId: z.string().nullish(),
  senderNick: z.string().nullish(),
  chatbotUserId: z.string().nullish(),
  isInAtList: z.boolean().nullish(),
  sessionWebhook: z.string().nullish(),
  sessionWebhookExpiredTime: z.number().nullish(),
  text: z.looseObject({ content: z.string(), repliedMsg: REPLIED.nullish().catch(null) }).nullish(),
  content: CONTENT.nullish(),
});

type Raw = z.infer<typeof MESSAGE>;

/** Chats with one member of staff: the platform wants the person, not the conversation, when the robot speaks first. */
export const PERSON_PREFIX = 'user:';

/** The message of a robot callback's data (JSON); null for what is none, and for the robot's own. */
export function readMessage(data: string, account: string): IncomingMessage | null {
  const raw = MESSAGE.safeParse(parse(data)).data;
  if (!raw || raw.senderId === raw.chatbotUserId) return null;
  const isGroup = raw.conversationType !== '1';
  const attachments = attachmentsOf(raw);
  const quoted = quotedIn(raw);
  return {
    platform: 'dingtalk',
    account,
    id: raw.msgId,
    chatId: isGroup || !raw.senderStaffId ? raw.conversationId : `${PERSON_PREFIX}${raw.senderStaffId}`,
    chatKind: isGroup ? 'group' : 'private',
    personId: raw.senderStaffId || raw.senderId,
    ...(raw.senderNick && { personName: raw.senderNick.toWellFormed() }),
    text: textOf(raw).toWellFormed().trim(),
    addressed: !isGroup || raw.isInAtList !== false,
    ...(attachments.length > 0 && { attachments }),
    ...(quoted && { quoted }),
    replyContext: replyContextOf(raw),
  };
}

function textOf({ msgtype, text, content }: Raw): string {
  switch (msgtype) {
    case 'text':
      return text?.content ?? '';
    case 'richText':
      return (content?.richText ?? []).map((part) => part.text ?? '').join('');
    case 'audio':
      return content?.recognition ?? '';
    default:
      return '';
  }
}

/** Null when no words are quoted. */
function quotedIn({ text, chatbotUserId }: Raw): Quoted | null {
  const { senderId, content } = text?.repliedMsg ?? {};
  const parts = content?.richText ?? [];
  const words = content?.text ?? parts.map((part) => part.text ?? part.content ?? '').join('');
  const said = words.toWellFormed().trim();
  return said === '' ? null : { text: said, mine: senderId != null && senderId === chatbotUserId };
}

function attachmentsOf({ msgtype, content }: Raw): Attachment[] {
  const file = (ref: string | null | undefined, kind: Attachment['kind'], name = ''): Attachment[] =>
    ref ? [{ name, size: null, kind, ref }] : [];
  switch (msgtype) {
    case 'picture':
      return file(content?.downloadCode, 'image');
    case 'file':
      return file(content?.downloadCode, 'document', content?.fileName ?? '');
    case 'richText':
      return (content?.richText ?? [])
        .filter(({ type }) => type === 'picture')
        .flatMap(({ downloadCode }) => file(downloadCode, 'image'));
    default:
      return [];
  }
}

/** Where this conversation can be answered, and until when (ms since 1970). */
function replyContextOf({
  sessionWebhook,
  sessionWebhookExpiredTime,
  senderStaffId,
}: Raw): Record<string, string> {
  return {
    ...(sessionWebhook && { webhook: sessionWebhook, webhookUntil: `${sessionWebhookExpiredTime ?? 0}` }),
    ...(senderStaffId && { staffId: senderStaffId }),
  };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
