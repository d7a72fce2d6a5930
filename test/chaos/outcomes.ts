/** What became of every message of the load. */
import type { TelegramServer } from '../support/telegram-server.ts';

export interface Ledger {
  /** Message id → its update. */
  asked: Map<number, number>;
  pushed: Set<string>;
  web: { asked: number; answered: number; changed: number };
}

export interface Outcomes {
  asked: number;
  /** Updates that the program acknowledged, so that they will never come again. */
  accepted: number;
  answered: number;
  /** Answers that came more than once: the ones in flight when the program was killed. */
  repeatedAnswers: number;
  pushes: number;
  pushed: number;
  repeatedPushes: number;
  webAsked: number;
  webAnswered: number;
  /** Web answers that were another one when the same message was sent again. */
  webChanged: number;
  /** Accepted messages and pushes that nobody got. */
  missing: number;
}

/** Replies point at the message they answer; of an answer in several parts the first one counts. */
export function countOutcomes(telegram: TelegramServer, { asked, pushed, web }: Ledger): Outcomes {
  const waiting = new Set(telegram.pending());
  const replies = new Map<number, number>();
  const texts = new Map<string, number>();
  for (const { fields, text } of telegram.sent) {
    const quoted = (fields.reply_parameters as { message_id?: number } | undefined)?.message_id;
    if (quoted !== undefined) replies.set(quoted, (replies.get(quoted) ?? 0) + 1);
    if (pushed.has(text)) texts.set(text, (texts.get(text) ?? 0) + 1);
  }
  const accepted = [...asked].filter(([, update]) => !waiting.has(update)).map(([message]) => message);
  const answered = accepted.filter((message) => replies.has(message)).length;
  const repeated = (counts: Map<unknown, number>) =>
    [...counts.values()].reduce((sum, count) => sum + count - 1, 0);
  return {
    asked: asked.size,
    accepted: accepted.length,
    answered,
    repeatedAnswers: repeated(replies),
    pushes: pushed.size,
    pushed: texts.size,
    repeatedPushes: repeated(texts),
    webAsked: web.asked,
    webAnswered: web.answered,
    webChanged: web.changed,
    missing: accepted.length - answered + pushed.size - texts.size + web.asked - web.answered,
  };
}
