/** The manners at the door: limits of a person, a group and a platform, floods, two bots talking. In memory. */
import { createHash } from 'node:crypto';
import { BurstyRateLimiter, RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import type { IncomingMessage } from '../domain/message.ts';
import type { Limit, Manners } from './manners-data.ts';
import type { AccessLog } from './ports.ts';

/** Whether a message is taken in, why not, and what is said about it. */
export type Admission = { admit: true } | { admit: false; reason: string; notice: string | null };

type Limiter = Pick<RateLimiterMemory, 'consume'>;
type Decide = (message: IncomingMessage) => Promise<Admission | null>;

/** Decides in the order of the list; the first that refuses is the last that is asked. */
export function createAdmit(manners: Manners, log: AccessLog) {
  const { notices } = manners;
  const notice = new RateLimiterMemory({ points: 1, duration: manners.noticeSeconds });
  const stages: readonly Decide[] = [
    async ({ fromBot = false }) => (fromBot ? silent('from_bot') : null),
    async ({ addressed, choice }) => (addressed || choice ? null : silent('not_addressed')),
    floodGuard(manners.flood),
    pingPongGuard(manners.pingPong, log),
    limited('person', personKey, { limit: manners.person, notice, text: notices.person }),
    limited('group', groupKey, { limit: manners.group, notice, text: notices.group }),
    limited('platform', ({ platform }) => platform, {
      limit: manners.platform,
      notice,
      text: notices.platform,
    }),
  ];
  return async (message: IncomingMessage): Promise<Admission> => {
    for (const stage of stages) {
      const decided = await stage(message);
      if (decided !== null) return decided;
    }
    return { admit: true };
  };
}

const silent = (reason: string): Admission => ({ admit: false, reason, notice: null });

const keyOf = (...parts: readonly string[]): string => JSON.stringify(parts);
const personKey = ({ platform, personId }: IncomingMessage): string => keyOf(platform, personId);
const groupKey = ({ platform, chatId, chatKind }: IncomingMessage): string | null =>
  chatKind === 'group' ? keyOf(platform, chatId) : null;

/** Null when there was room; otherwise how far over the limit the key is. */
async function over(limiter: Limiter, key: string): Promise<RateLimiterRes | null> {
  try {
    await limiter.consume(key);
    return null;
  } catch (rejected) {
    if (rejected instanceof Error) throw rejected;
    return rejected as RateLimiterRes;
  }
}

interface LimitParts {
  limit: Limit;
  notice: Limiter;
  text: string;
}

/** One notice a chat and window, then silence. */
function limited(
  name: string,
  keyFor: (message: IncomingMessage) => string | null,
  { limit, notice, text }: LimitParts,
): Decide {
  const limiter = new BurstyRateLimiter(
    new RateLimiterMemory({ points: limit.count, duration: limit.seconds }),
    new RateLimiterMemory({ points: limit.burst.count, duration: limit.burst.seconds }),
  );
  return async (message) => {
    const key = keyFor(message);
    if (key === null || (await over(limiter, key)) === null) return null;
    const heard = keyOf(name, message.platform, message.chatId, name === 'person' ? message.personId : '');
    const first = (await over(notice, heard)) === null;
    return { admit: false, reason: `limit_${name}`, notice: first ? text : null };
  };
}

/** The same words of the same person again and again. Pressed buttons and files have no words. */
function floodGuard({ times, seconds, repeatable }: Manners['flood']): Decide {
  const limiter = new RateLimiterMemory({ points: times - 1, duration: seconds });
  return async ({ platform, chatId, personId, text }) => {
    const words = text.trim();
    if (words === '' || /^\d{1,2}$/.test(words) || repeatable.includes(words)) return null;
    const said = createHash('sha256').update(words).digest('base64url');
    return (await over(limiter, keyOf(platform, chatId, personId, said))) === null
      ? null
      : silent('repeated');
  };
}

/** Whoever gets so many replies in a group in so short a time is no person. Silence, and one line in the log. */
function pingPongGuard({ replies, seconds, silenceSeconds }: Manners['pingPong'], log: AccessLog): Decide {
  const limiter = new RateLimiterMemory({
    points: replies,
    duration: seconds,
    blockDuration: silenceSeconds,
  });
  return async (message) => {
    if (message.chatKind !== 'group') return null;
    const rejected = await over(limiter, keyOf(message.platform, message.chatId, message.personId));
    if (rejected === null) return null;
    if (rejected.consumedPoints === replies + 1)
      log.warn(
        { platform: message.platform, silenceSeconds },
        'somebody in a group answers like a program: silent for a while',
      );
    return silent('ping_pong');
  };
}
