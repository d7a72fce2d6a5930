/** Which account answers in a chat that several accounts of the bot share. */
import { createHash } from 'node:crypto';
import { laterBy } from '../domain/china-time.ts';
import type { IncomingMessage } from '../domain/message.ts';
import type { ChatsPort } from './ports.ts';

/** Mentions of the other accounts stand in the text that each account hands over. */
const MENTION = /[@＠][^\s\u2005@＠]+[\s\u2005]?/gu;

/**
 * What was said to several accounts is answered by the first that claims it; what was said to one alone is claimed by
 * nobody else. A claim is renewed by its holder and over after `claimSeconds`.
 */
export function createAnswers(chats: Pick<ChatsPort, 'claimAnswer'>, claimSeconds: number) {
  return async (message: IncomingMessage, now: string): Promise<boolean> => {
    const { platform, chatId, account, chatKind, choice } = message;
    if (account === undefined || chatKind === 'private' || choice !== undefined) return true;
    const until = laterBy(now, claimSeconds * 1000);
    return chats.claimAnswer({ platform, chatId, said: saidIn(message), account, until }, now);
  };
}

function saidIn({ personId, text, attachments = [], editOf = '' }: IncomingMessage): string {
  const words = text.replace(MENTION, '').normalize('NFKC').replace(/\s+/gu, '');
  const files = attachments.map(({ name }) => name);
  return createHash('sha256')
    .update(JSON.stringify([personId, words, files, editOf === '']))
    .digest('base64url');
}
