/** What a browser sends to ask something, checked before anything else sees it. */
import { z } from 'zod';
import type { IncomingMessage } from '../domain/message.ts';
import { ERRORS } from './wording.ts';

/** Longest question, in UTF-16 units. */
export const MAX_TEXT_LENGTH = 1000;

/** Largest request body, in bytes. */
export const MAX_BODY_BYTES = 16 * 1024;

const REQUEST = z.object(
  {
    id: z.string({ error: ERRORS.id }).regex(/^[\w-]{1,64}$/, { error: ERRORS.id }),
    chatId: z.uuid({ error: ERRORS.chatId }),
    text: z
      .string({ error: ERRORS.text })
      .refine((text) => text.trim() !== '', { error: ERRORS.emptyText })
      .max(MAX_TEXT_LENGTH, { error: ERRORS.longText(MAX_TEXT_LENGTH) }),
  },
  { error: ERRORS.notJson },
);

export type ParsedRequest = { ok: true; message: IncomingMessage } | { ok: false; problem: string };

/** The message of a request body, or every problem with it in one line. The conversation is the person. */
export function parseMessage(body: unknown): ParsedRequest {
  const checked = REQUEST.safeParse(body);
  if (!checked.success) {
    return { ok: false, problem: [...new Set(checked.error.issues.map((issue) => issue.message))].join('') };
  }
  const { id, chatId, text } = checked.data;
  return {
    ok: true,
    message: {
      platform: 'web',
      id,
      chatId,
      chatKind: 'private',
      personId: chatId,
      text: text.toWellFormed(),
      addressed: true,
    },
  };
}
