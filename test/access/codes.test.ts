import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readCode } from '../../src/access/code-text.ts';
import { laterBy } from '../../src/domain/china-time.ts';
import { openTestStore } from '../store/fixtures.ts';
import { accessOver, NOBODY, NOW } from './support.ts';

const HOUR_MS = 60 * 60 * 1000;
const WRONG = 'AAAA-BBBB-CCCC';

async function desk(path?: string) {
  const store = await openTestStore(path);
  const access = accessOver(store);
  const rights = { ...NOBODY, role: 'staff' as const, unit: '区住建局' };
  return {
    store,
    issue: (hours = 24) => access.codes.issue({ rights, by: 'command line', hours }, NOW),
    redeem: (typed: string, { personId = 'p1', platform = 'telegram', now = NOW } = {}) =>
      access.codes.redeem({ person: { platform, personId, account: 'bot', chatId: personId }, typed }, now),
    spoil: (typed: string) =>
      access.codes.spoil(
        { person: { platform: 'telegram', personId: 'p1', account: 'bot', chatId: 'p1' }, typed },
        NOW,
      ),
  };
}

test('a code binds once, for the person who sends it', async () => {
  const { issue, redeem, store } = await desk();
  const { code } = await issue();
  expect(code).toMatch(/^[2-9A-HJ-NP-Z]{4}(-[2-9A-HJ-NP-Z]{4}){2}$/);
  expect(await redeem(code)).toMatchObject({ personId: 'p1', role: 'staff', unit: '区住建局' });
  expect(await redeem(code, { personId: 'p2' })).toBeNull();
  expect(await store.access.rights.bindings()).toHaveLength(1);
});

test('who sends the code again that bound them stays bound, unless they gave it back', async () => {
  const { issue, redeem, store } = await desk();
  const { code } = await issue();
  const first = await redeem(code);
  expect(await redeem(code, { now: laterBy(NOW, 1000) })).toEqual(first);
  await store.access.rights.revoke({ platform: 'telegram', personId: 'p1' }, 'telegram:p1', NOW);
  expect(await redeem(code, { now: laterBy(NOW, 2000) })).toBeNull();
});

test('two who send a code at the same time do not both get it', async () => {
  const { issue, redeem } = await desk();
  const { code } = await issue();
  const both = await Promise.all([redeem(code), redeem(code, { personId: 'p2' })]);
  expect(both.filter((binding) => binding !== null)).toHaveLength(1);
});

test.each([
  ['lower case', (code: string) => code.toLowerCase()],
  ['blanks', (code: string) => ` ${code.replaceAll('-', ' ')} `],
  ['no separators', (code: string) => code.replaceAll('-', '')],
  [
    'full width',
    (code: string) => code.replace(/[0-9A-Z-]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0)),
  ],
])('a code is understood in %s', async (_, typed) => {
  const { issue, redeem } = await desk();
  expect(await redeem(typed((await issue()).code))).not.toBeNull();
});

test('a code is worth nothing after its time', async () => {
  const { issue, redeem } = await desk();
  const { code, expiresAt } = await issue(2);
  expect(expiresAt).toBe(laterBy(NOW, 2 * HOUR_MS));
  expect(await redeem(code, { now: expiresAt })).toBeNull();
});

test('a new binding takes the place of the old one', async () => {
  const { issue, redeem, store } = await desk();
  await redeem((await issue()).code);
  await redeem((await issue()).code, { now: laterBy(NOW, 1000) });
  expect(await store.access.rights.bindings()).toHaveLength(1);
});

test('after five wrong codes a person is refused for an hour, also after a restart, even with a right one', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'codes-')), 'lists.db');
  const first = await desk(path);
  const { code } = await first.issue();
  for (let i = 0; i < 5; i++) expect(await first.redeem(WRONG)).toBeNull();
  await first.store.close();
  const second = await desk(path);
  expect(await second.redeem(code)).toBeNull();
  expect(await second.redeem(code, { personId: 'p2' })).not.toBeNull();
  const { code: another } = await second.issue();
  expect(await second.redeem(another, { now: laterBy(NOW, HOUR_MS + 1) })).not.toBeNull();
  await second.store.close();
});

test('many people who guess are stopped together, platform by platform', async () => {
  const { issue, redeem } = await desk();
  const { code } = await issue();
  for (let i = 0; i < 50; i++) await redeem(WRONG, { personId: `guess${i % 25}` });
  expect(await redeem(code, { personId: 'honest' })).toBeNull();
  expect(await redeem(code, { personId: 'honest', platform: 'feishu' })).not.toBeNull();
});

test('guesses sent all at once count as many', async () => {
  const { redeem, store } = await desk();
  await Promise.all(Array.from({ length: 20 }, () => redeem(WRONG)));
  const limits = { person: 6, platform: 50, since: laterBy(NOW, -HOUR_MS) };
  const person = { platform: 'telegram', personId: 'p1' };
  expect(await store.access.rights.reserveAttempt(person, limits, NOW)).not.toBeNull();
  expect(await store.access.rights.reserveAttempt(person, limits, NOW)).toBeNull();
});

test('a code that was shown in a group is spoilt', async () => {
  const { issue, redeem, spoil } = await desk();
  const { code } = await issue();
  expect(await spoil(WRONG)).toBe(false);
  expect(await spoil(code)).toBe(true);
  expect(await redeem(code, { personId: 'p2' })).toBeNull();
});

test('the database holds hashes, never a code', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'codes-'));
  const { issue, redeem, store } = await desk(join(folder, 'lists.db'));
  const codes = [(await issue()).code, (await issue()).code];
  await redeem(codes[0]!);
  await store.close();
  const bytes = readdirSync(folder).map((file) => readFileSync(join(folder, file)).toString('latin1'));
  for (const code of codes)
    for (const form of [code, readCode(code)!, code.slice(5), code.slice(5).replace('-', '')])
      expect(bytes.some((text) => text.includes(form))).toBe(false);
});
