/** What went wrong with a call, in words that are safe to log: an error of the network holds the token in its URL. */
import { GrammyError, HttpError } from 'grammy';
import type { SendResult } from '../../domain/channel.ts';

/** How long a delivery waits when the token is refused: only the operator can mend that. */
const REFUSED_WAIT_MS = 60_000;

/** One failed call. */
export interface Failure {
  /** Of the Bot API, like HTTP's; null when no sensible answer came. */
  code: number | null;
  /** English, one line, without token, text or names. */
  reason: string;
  /** Milliseconds that Telegram wants to be left alone. */
  retryAfterMs: number | null;
  /** The new id of a group that became a supergroup. */
  migratedTo: string | null;
}

/** Reads whatever a call threw. */
export function readFailure(error: unknown): Failure {
  if (!(error instanceof GrammyError) || !Number.isInteger(error.error_code)) {
    return { code: null, reason: networkReason(error), retryAfterMs: null, migratedTo: null };
  }
  const { retry_after, migrate_to_chat_id } = error.parameters;
  return {
    code: error.error_code,
    reason: `${error.error_code} ${safe(error.description)}`,
    retryAfterMs: typeof retry_after === 'number' ? retry_after * 1000 : null,
    migratedTo: Number.isInteger(migrate_to_chat_id) ? String(migrate_to_chat_id) : null,
  };
}

/** What a failed delivery means for the parcel. */
export function failedResult({ code, reason, retryAfterMs }: Failure): SendResult {
  const later = (ms: number | null): SendResult => ({ sent: false, again: true, reason, retryAfterMs: ms });
  if (code === null || code >= 500 || code === 429) return later(retryAfterMs);
  if (code === 401 || code === 404 || code === 409) return later(retryAfterMs ?? REFUSED_WAIT_MS);
  return { sent: false, again: false, reason };
}

function networkReason(error: unknown): string {
  if (!(error instanceof HttpError)) return 'the answer makes no sense';
  const cause = error.error;
  if (!(cause instanceof Error)) return 'unreachable';
  const code = 'code' in cause ? String(cause.code) : '';
  if (/^[A-Z][A-Z0-9_]+$/.test(code)) return `unreachable: ${code}`;
  if ('type' in cause && cause.type === 'invalid-json') return 'the answer is no JSON';
  return /timed out/.test(cause.message) ? 'no answer in time' : 'unreachable';
}

/** The server's own words, as far as they are plain. */
function safe(description: unknown): string {
  return String(description)
    .replace(/\d+:[\w-]{20,}/g, '…')
    .replace(/[^\x20-\x7e]/g, '')
    .slice(0, 120);
}
