/** Events brought to a hook, for applications that do not use the long connection. */
import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Hook, HookRequest, HookResponse } from '../../domain/channel.ts';
import type { OnEvent } from './connection.ts';

/** What proves that a request is the platform's. */
export interface HookSecrets {
  verificationToken: string;
  encryptKey: string;
}

const SEALED = z.looseObject({ encrypt: z.string().min(1) });
const CHALLENGE = z.looseObject({
  type: z.literal('url_verification'),
  token: z.string(),
  challenge: z.string(),
});
const EVENT = z.looseObject({
  header: z.looseObject({ event_id: z.string(), event_type: z.string(), token: z.string() }),
  event: z.looseObject({}),
});

/** A hook that lets nothing pass but events which are encrypted, signed and carry the verification token. */
export function createHook(secrets: HookSecrets, onEvent: OnEvent): Hook {
  return async (request) => {
    if (request.method !== 'POST') return answer(405, {});
    const opened = open(request.body, secrets.encryptKey);
    const challenge = CHALLENGE.safeParse(opened).data;
    if (challenge) {
      const known = same(challenge.token, secrets.verificationToken);
      return known ? answer(200, { challenge: challenge.challenge }) : answer(401, {});
    }
    const event = EVENT.safeParse(opened).data;
    if (!event || !isSigned(request, secrets.encryptKey)) return answer(401, {});
    if (!same(event.header.token, secrets.verificationToken)) return answer(401, {});
    try {
      await onEvent(event.header.event_type, { ...event.header, ...event.event });
      return answer(200, {});
    } catch {
      return answer(503, {});
    }
  };
}

/** The signature covers the body as it came. */
function isSigned({ headers, body }: HookRequest, encryptKey: string): boolean {
  const time = headers['x-lark-request-timestamp'] ?? '';
  const nonce = headers['x-lark-request-nonce'] ?? '';
  const expected = createHash('sha256').update(`${time}${nonce}${encryptKey}${body}`).digest('hex');
  return same(headers['x-lark-signature'] ?? '', expected);
}

/** What was encrypted; undefined when it was not, or with another key. */
function open(body: string, encryptKey: string): unknown {
  try {
    const sealed = Buffer.from(SEALED.parse(JSON.parse(body)).encrypt, 'base64');
    const key = createHash('sha256').update(encryptKey).digest();
    const decipher = createDecipheriv('aes-256-cbc', key, sealed.subarray(0, 16));
    const plain = Buffer.concat([decipher.update(sealed.subarray(16)), decipher.final()]);
    return JSON.parse(plain.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Compares without telling by its time how much was right. */
function same(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

function answer(status: number, body: object): HookResponse {
  return { status, body: JSON.stringify(body), contentType: 'application/json' };
}
