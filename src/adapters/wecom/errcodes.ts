/** What the error codes of WeCom mean for a message: later, or never. */
import type { SendResult } from '../../domain/channel.ts';

/** An answer of the platform; 0 is success. */
export interface Errcode {
  errcode: number;
  errmsg: string;
}

/** Not of the platform: it could not be reached, or what came back was no answer. */
export const UNREACHABLE = -1000;

/** The token of the app is not valid (any more). */
export const TOKEN_CODES: ReadonlySet<number> = new Set([40014, 42001]);

/** The long connection is open but not subscribed. */
export const NOT_SUBSCRIBED = 846609;

const MINUTE_MS = 60_000;
/** Faults that only the operator can mend: messages wait, but do not knock all the time. */
const OPERATOR_PAUSE_MS = 5 * MINUTE_MS;

/** Codes after which a message is worth another attempt, with the pause that the platform wants. */
const PAUSE_MS: Readonly<Record<number, number>> = {
  [-1]: 5_000, // system busy
  45009: MINUTE_MS, // too many calls a minute: blocked for 60 s
  45033: 5_000, // too many calls at once
  846607: MINUTE_MS, // the bot sends too fast
  40001: OPERATOR_PAUSE_MS, // wrong secret
  40013: OPERATOR_PAUSE_MS, // wrong corp id
  40056: OPERATOR_PAUSE_MS, // wrong agent id
  48002: OPERATOR_PAUSE_MS, // interface not permitted
  60020: OPERATOR_PAUSE_MS, // the address of this machine is not trusted
  301002: OPERATOR_PAUSE_MS, // the secret belongs to another app
};

/** Codes that say that this message will never be taken. */
const NEVER: ReadonlySet<number> = new Set([
  40003, 40004, 40006, 40007, 40008, 40009, 40031, 40032, 40035, 40058, 40096, 41006, 44004, 45002, 45004,
  45008, 46003, 46004, 60011, 60111, 81013, 82001, 93000, 93004, 93006, 93008, 93017,
]);

const RATE_LIMITS: ReadonlySet<number> = new Set([-1, 45009, 45033, 846607]);

/** Whether the platform asks for less at the moment, whatever the message. */
export function isRateLimit(errcode: number): boolean {
  return RATE_LIMITS.has(errcode);
}

/** Whether nothing can be sent at all, so that the channel is down. */
export function isBroken(errcode: number): boolean {
  return errcode === UNREACHABLE || PAUSE_MS[errcode] === OPERATOR_PAUSE_MS;
}

/** How sending went, by the answer. An unknown code is tried again: the dispatcher gives up in the end. */
export function sendResult({ errcode, errmsg }: Errcode, messageId: string | null = null): SendResult {
  if (errcode === 0) return { sent: true, messageId };
  const reason = errcode === UNREACHABLE ? errmsg : `errcode ${errcode}: ${oneLine(errmsg)}`;
  if (NEVER.has(errcode)) return { sent: false, again: false, reason };
  return { sent: false, again: true, reason, retryAfterMs: PAUSE_MS[errcode] ?? null };
}

/** A platform's message for the log: short, on one line. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').slice(0, 160);
}
