/** Codes that bind rights to a person: used once, kept only as hashes, guessed slowly. */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { actorOf, type Binding, type PersonInPrivate, type Rights } from '../domain/access-records.ts';
import { laterBy } from '../domain/china-time.ts';
import { prefixOf, printedCode, randomCode, readCode } from './code-text.ts';
import { isPerson } from './identify.ts';
import type { Manners } from './manners-data.ts';
import type { RightsPort } from './ports.ts';

const HOUR_MS = 60 * 60 * 1000;
const HASH_BYTES = 32;

/** What a code is issued for. */
export interface IssueRequest {
  rights: Rights;
  /** `command line` or `platform:person`. */
  by: string;
  hours: number;
}

/** Somebody who says that they have a code. */
export interface Attempt {
  person: PersonInPrivate;
  /** As typed. */
  typed: string;
}

export interface Codes {
  /** The code is told here once and kept nowhere. */
  issue(request: IssueRequest, now: string): Promise<{ code: string; expiresAt: string }>;
  /**
   * The new binding; null for every kind of failure alike. Who sends the code that bound them once more is told the same
   * again: a message may be worked on twice.
   */
  redeem(attempt: Attempt, now: string): Promise<Binding | null>;
  /** A code that others have seen is worth nothing any more. True when there was such a code. */
  spoil(attempt: Attempt, now: string): Promise<boolean>;
}

/** Codes over the store's tables. */
export function createCodes(rights: RightsPort, limits: Manners['codes']): Codes {
  return {
    async issue({ rights: given, by, hours }, now) {
      const code = randomCode();
      const salt = randomBytes(16).toString('base64');
      const expiresAt = laterBy(now, hours * HOUR_MS);
      const hash = (await hashed(code, salt)).toString('base64');
      await rights.addCode({
        ...given,
        prefix: prefixOf(code),
        hash,
        salt,
        issuedAt: now,
        issuedBy: by,
        expiresAt,
      });
      return { code: printedCode(code), expiresAt };
    },
    redeem: (attempt, now) =>
      tried({ rights, limits }, attempt, now, async (found) => {
        const { role, unit, official, region, issuedBy, usedBy } = found;
        const { platform, personId, account, chatId } = attempt.person;
        if (usedBy !== null)
          return usedBy === actorOf(attempt.person) ? rights.binding(attempt.person) : null;
        const given = { role, unit, official, region };
        const binding: Binding = {
          platform,
          personId,
          account,
          chatId,
          ...given,
          boundAt: now,
          by: issuedBy,
        };
        return (await rights.redeem(found.id, binding)) ? binding : null;
      }),
    async spoil(attempt, now) {
      const spoilt = await tried({ rights, limits }, attempt, now, async (found) => {
        await rights.spoil(found.id, actorOf(attempt.person), now);
        return found.usedBy === null;
      });
      return spoilt ?? false;
    },
  };
}

type LiveCode = Awaited<ReturnType<RightsPort['liveCodes']>>[number];

/** Looks a code up within the limits and uses it; what was right does not count as an attempt. */
async function tried<Result>(
  { rights, limits }: { rights: RightsPort; limits: Manners['codes'] },
  { person, typed }: Attempt,
  now: string,
  use: (found: LiveCode) => Promise<Result | null>,
): Promise<Result | null> {
  if (!isPerson(person.personId)) return null;
  const since = laterBy(now, -HOUR_MS);
  const borne = { person: limits.personPerHour, platform: limits.platformPerHour, since };
  const attempt = await rights.reserveAttempt(person, borne, now);
  if (attempt === null) return null;
  const found = await findCode(rights, typed, now);
  if (found === null) return null;
  await rights.releaseAttempt(attempt);
  return use(found);
}

/** Takes as long for an unknown first group as for a known one. */
async function findCode(rights: RightsPort, typed: string, now: string): Promise<LiveCode | null> {
  const code = readCode(typed);
  const candidates = code === null ? [] : await rights.liveCodes(prefixOf(code), now);
  if (candidates.length === 0) await hashed(code ?? '', '');
  for (const candidate of candidates) {
    const hash = await hashed(code ?? '', candidate.salt);
    if (timingSafeEqual(hash, Buffer.from(candidate.hash, 'base64'))) return candidate;
  }
  return null;
}

function hashed(code: string, salt: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(code, salt, HASH_BYTES, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
