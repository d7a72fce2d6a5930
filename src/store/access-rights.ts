/** Bindings and the codes that give them. */
import type { Kysely, Transaction } from 'kysely';
import type { Binding, PersonKey, Rights, StoredCode } from '../domain/access-records.ts';
import type { Schema } from './schema.ts';

/** A code whose time is not over. */
export interface LiveCode extends StoredCode {
  id: number;
  /** `platform:person` who used it; null while nobody has. */
  usedBy: string | null;
}

/** How many wrong attempts are borne, each since an instant. */
export interface AttemptLimits {
  person: number;
  platform: number;
  /** ISO instant. */
  since: string;
}

export interface RightsStore {
  /** The live binding of a person, null when there is none. */
  binding(person: PersonKey): Promise<Binding | null>;
  /** Live ones, newest first. */
  bindings(): Promise<Binding[]>;
  /** False when there was none. */
  revoke(person: PersonKey, by: string, at: string): Promise<boolean>;
  addCode(code: StoredCode): Promise<void>;
  /** Those not expired, used or not. */
  liveCodes(prefix: string, now: string): Promise<LiveCode[]>;
  /** Uses a code up and binds, in one transaction; false when somebody was quicker. */
  redeem(codeId: number, binding: Binding): Promise<boolean>;
  /** Uses a code up for nobody. */
  spoil(codeId: number, by: string, at: string): Promise<void>;
  /** Counts an attempt before it is looked at; null when there were too many. */
  reserveAttempt(person: PersonKey, limits: AttemptLimits, now: string): Promise<number | null>;
  /** Takes an attempt back that was right. */
  releaseAttempt(id: number): Promise<void>;
  /** Forgets attempts before an instant and codes that expired before it. */
  forgetBefore(instant: string): Promise<void>;
}

const RIGHTS = ['role', 'unit', 'official', 'region'] as const;

/** Bindings and codes in the database. */
export function createRightsStore(db: Kysely<Schema>): RightsStore {
  return {
    ...bindingsOf(db),
    ...codesOf(db),
    ...attemptsOf(db),
    async forgetBefore(instant) {
      await db.deleteFrom('code_attempt').where('at', '<', instant).execute();
      await db.deleteFrom('binding_code').where('expires_at', '<', instant).execute();
    },
  };
}

function bindingsOf(db: Kysely<Schema>): Pick<RightsStore, 'binding' | 'bindings' | 'revoke'> {
  const live = () =>
    db
      .selectFrom('binding')
      .select([
        ...RIGHTS,
        'platform',
        'person_id as personId',
        'account',
        'chat_id as chatId',
        'bound_at as boundAt',
        'bound_by as by',
      ])
      .where('revoked_at', 'is', null);
  return {
    async binding({ platform, personId }) {
      const row = await live()
        .where('platform', '=', platform)
        .where('person_id', '=', personId)
        .executeTakeFirst();
      return row === undefined ? null : { ...row, role: row.role as Rights['role'] };
    },
    async bindings() {
      const rows = await live().orderBy('id', 'desc').execute();
      return rows.map((row) => ({ ...row, role: row.role as Rights['role'] }));
    },
    revoke: (person, by, at) => revoke(db, person, { by, at }),
  };
}

async function revoke(
  db: Kysely<Schema> | Transaction<Schema>,
  { platform, personId }: PersonKey,
  { by, at }: { by: string; at: string },
): Promise<boolean> {
  const changed = await db
    .updateTable('binding')
    .set({ revoked_at: at, revoked_by: by })
    .where('platform', '=', platform)
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return changed.numUpdatedRows > 0n;
}

function codesOf(db: Kysely<Schema>): Pick<RightsStore, 'addCode' | 'liveCodes' | 'redeem' | 'spoil'> {
  return {
    async addCode({ issuedAt, issuedBy, expiresAt, ...code }) {
      await db
        .insertInto('binding_code')
        .values({ ...code, issued_at: issuedAt, issued_by: issuedBy, expires_at: expiresAt })
        .execute();
    },
    async liveCodes(prefix, now) {
      const rows = await db
        .selectFrom('binding_code')
        .select([...RIGHTS, 'id', 'prefix', 'hash', 'salt'])
        .select(['issued_at as issuedAt', 'issued_by as issuedBy', 'expires_at as expiresAt'])
        .select('used_by as usedBy')
        .where('prefix', '=', prefix)
        .where('expires_at', '>', now)
        .execute();
      return rows.map((row) => ({ ...row, role: row.role as Rights['role'] }));
    },
    redeem: (codeId, binding) => db.transaction().execute((trx) => redeem(trx, codeId, binding)),
    async spoil(codeId, by, at) {
      await useUp(db, codeId, { by, at });
    },
  };
}

async function redeem(trx: Transaction<Schema>, codeId: number, binding: Binding): Promise<boolean> {
  const { platform, personId, account, chatId, boundAt, by, role, unit, official, region } = binding;
  const person = `${platform}:${personId}`;
  if (!(await useUp(trx, codeId, { by: person, at: boundAt }))) return false;
  await revoke(trx, binding, { by: person, at: boundAt });
  await trx
    .insertInto('binding')
    .values({
      platform,
      person_id: personId,
      account,
      chat_id: chatId,
      role,
      unit,
      official,
      region,
      bound_at: boundAt,
      bound_by: by,
      revoked_at: null,
      revoked_by: null,
    })
    .execute();
  return true;
}

async function useUp(
  db: Kysely<Schema> | Transaction<Schema>,
  codeId: number,
  { by, at }: { by: string; at: string },
): Promise<boolean> {
  const used = await db
    .updateTable('binding_code')
    .set({ used_at: at, used_by: by })
    .where('id', '=', codeId)
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return used.numUpdatedRows > 0n;
}

function attemptsOf(db: Kysely<Schema>): Pick<RightsStore, 'reserveAttempt' | 'releaseAttempt'> {
  return {
    reserveAttempt: (person, limits, now) =>
      db.transaction().execute(async (trx) => {
        const { platform, personId } = person;
        const since = trx
          .selectFrom('code_attempt')
          .select((eb) => eb.fn.countAll<number>().as('count'))
          .where('platform', '=', platform)
          .where('at', '>=', limits.since);
        const all = await since.executeTakeFirstOrThrow();
        const own = await since.where('person_id', '=', personId).executeTakeFirstOrThrow();
        if (Number(all.count) >= limits.platform || Number(own.count) >= limits.person) return null;
        const added = await trx
          .insertInto('code_attempt')
          .values({ platform, person_id: personId, at: now })
          .returning('id')
          .executeTakeFirstOrThrow();
        return added.id;
      }),
    async releaseAttempt(id) {
      await db.deleteFrom('code_attempt').where('id', '=', id).execute();
    },
  };
}
