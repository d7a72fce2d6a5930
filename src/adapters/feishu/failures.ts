/** What the error codes of the platform mean for a message that was to be sent. */

/** Why a request failed. `code` is the platform's, null when it was never answered properly. */
export interface Failure {
  again: boolean;
  reason: string;
  retryAfterMs: number | null;
  code: number | null;
}

/** Until somebody has changed the application's setup, trying again sooner is no use. */
const SETUP_RETRY_MS = 10 * 60_000;

/** The platform asks for patience. */
const BUSY: Readonly<Record<number, string>> = {
  9499: 'too many requests',
  11232: 'too many messages',
  2200: 'internal error of the platform',
  99991400: 'too many requests of this application',
  230020: 'too many messages to this chat',
  230049: 'the message is still being sent',
  1061045: 'uploads are being limited',
  234000: 'internal error of the platform',
};

/** The application lacks something that its owner can give it. */
const SETUP: Readonly<Record<number, string>> = {
  10003: 'the application is not known',
  10014: 'the application secret is wrong',
  99991401: 'this address is not on the list of allowed ones',
  99991662: 'the application is not released',
  99991672: 'the application lacks a permission',
  99991679: 'the application lacks a permission',
  230006: 'the application has no bot',
  230027: 'the application lacks a permission',
};

const NEVER: Readonly<Record<number, string>> = {
  230001: 'the content is not accepted',
  230002: 'the bot is not in the chat',
  230011: 'the message was recalled',
  230013: 'the person is outside of those who may use the application',
  230018: 'the group lets only some people speak',
  230019: 'the topic does not exist',
  230022: 'the content is refused as sensitive',
  230025: 'the content is too long',
  230028: 'the content is refused by an audit',
  230029: 'the person has left',
  230035: 'the bot may not speak in this chat',
  230038: 'the chat belongs to another organisation',
  230050: 'the message is not visible to the bot',
  230053: 'the person has muted the bot',
  230054: 'this kind of message cannot be changed',
  230071: 'only its sender may change a message',
  230072: 'the message was changed too often',
  230075: 'the message is too old to be changed',
  230099: 'the card is not accepted',
  230110: 'the message was deleted',
  232009: 'the chat was dissolved',
};

/** The token was taken back before its time. */
const STALE_TOKEN: readonly number[] = [99991661, 99991663, 99991664, 99991665, 99991668];

/** The message that was to be answered is no longer there. */
const NOTHING_TO_ANSWER: readonly number[] = [230011, 230019, 230050, 230110];

/** The message to be changed is a card where a text was expected, or the other way round. */
const OTHER_KIND: readonly number[] = [230001, 230054];

/** What a code means; codes that are not known are final unless the platform itself broke. */
export function failureOf(code: number, status: number, retryAfterMs: number | null): Failure {
  const busy = BUSY[code] ?? (status === 429 || status >= 500 ? `HTTP ${status}` : undefined);
  if (busy) return { again: true, reason: `${busy} (${code})`, retryAfterMs, code };
  const setup = SETUP[code];
  if (setup) return { again: true, reason: `${setup} (${code})`, retryAfterMs: SETUP_RETRY_MS, code };
  return { again: false, reason: `${NEVER[code] ?? 'refused'} (${code})`, retryAfterMs: null, code };
}

/** A request that was not answered, or not in the platform's own way. */
export function unanswered(reason: string): Failure {
  return { again: true, reason, retryAfterMs: null, code: null };
}

export const isStaleToken = (code: number): boolean => STALE_TOKEN.includes(code);
export const nothingToAnswer = ({ code }: Failure): boolean => NOTHING_TO_ANSWER.includes(code ?? 0);
export const isOtherKind = ({ code }: Failure): boolean => OTHER_KIND.includes(code ?? 0);
/** The credentials themselves were refused. */
export const isRefused = ({ code }: Failure): boolean => code === 10003 || code === 10014;
