/** What the error codes of the platform mean for a message that was to be sent. */

/** Why a request failed. `code` is the platform's, null when it was never answered properly. */
export interface Failure {
  again: boolean;
  reason: string;
  retryAfterMs: number | null;
  code: string | null;
}

/** After a refusal for too many messages, a minute's quota must run out first. */
const BUSY_RETRY_MS = 60_000;
/** Until somebody has changed the application's setup, trying again sooner is no use. */
const SETUP_RETRY_MS = 10 * 60_000;

const BUSY =
  /QpsLimit|Throttl|flow.?control|TooManyRequests|^(130101|410100|90018|90002|-1)$|system\.?(error|busy)|serviceUnavailable/i;
const SETUP =
  /invalidClientIdOrSecret|invalid.?client|authFailed|PermissionDenied|IpForbidden|NotInWhiteList|^(40035|40078|40089|60011|60020|88)$/i;
const STALE_TOKEN = /InvalidAuthentication|invalid.?access.?token|^(40014|42001)$/i;
/** The one-off address of a conversation ran out, or its robot is known no more. */
const SESSION_GONE = /^(300001|300005|400101)$/;

const NEVER: Readonly<Record<string, string>> = {
  310000: 'the content breaks the rules of the robot',
  400013: 'the group was dissolved',
  400102: 'the robot was switched off',
  400105: 'this kind of message is not accepted',
  400106: 'the robot does not exist',
  430101: 'the content is refused: unsafe link',
  430102: 'the content is refused: unsuitable text',
  430103: 'the content is refused: unsuitable picture',
  430104: 'the content is refused',
};

/** What a code means; codes that are not known are final unless the platform itself broke. */
export function failureOf(code: string, status: number): Failure {
  const named = /^[\w.-]{1,80}$/.test(code) ? code : 'unnamed code';
  if (status === 429 || BUSY.test(code)) {
    return { again: true, reason: `too many messages (${named})`, retryAfterMs: BUSY_RETRY_MS, code };
  }
  if (status >= 500) return { again: true, reason: `HTTP ${status} (${named})`, retryAfterMs: null, code };
  if (SETUP.test(code)) {
    const reason = `the application lacks a permission or has wrong credentials (${named})`;
    return { again: true, reason, retryAfterMs: SETUP_RETRY_MS, code };
  }
  return { again: false, reason: `${NEVER[code] ?? 'refused'} (${named})`, retryAfterMs: null, code };
}

/** A request that was not answered, or not in the platform's own way. */
export function unanswered(reason: string): Failure {
  return { again: true, reason, retryAfterMs: null, code: null };
}

/** A message that can never be sent. */
export function never(reason: string): Failure {
  return { again: false, reason, retryAfterMs: null, code: null };
}

export const isStaleToken = ({ code }: Failure): boolean => STALE_TOKEN.test(code ?? '');
export const isSessionGone = ({ code }: Failure): boolean => SESSION_GONE.test(code ?? '');
