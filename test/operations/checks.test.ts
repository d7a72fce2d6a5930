import { expect, test } from 'vitest';
import { sizeWord } from '../../src/operations/bytes.ts';
import {
  checkBackup,
  checkDatabase,
  checkDisk,
  checkPermissions,
  checkRuntime,
} from '../../src/operations/checks.ts';

const NOW = new Date('2026-03-02T16:30:00Z');
const GB = 1024 ** 3;
const whole = { damage: null, ours: true, migrations: { pending: [], unknown: [] }, counts: { projects: 3 } };
const levels = (found: readonly { level: string }[]) => found.map(({ level }) => level);

test('the machine: an old Node and a clock in the past fail, little memory is told', () => {
  const machine = { nodeVersion: '24.21.0', memoryLimit: 8 * GB, now: NOW, timeZone: 'UTC' };
  expect(levels(checkRuntime(machine))).toEqual(['ok', 'ok', 'ok']);
  expect(checkRuntime(machine)[2]!.what).toContain('2026-03-03 00:30');
  const poor = { ...machine, nodeVersion: '22.9.1', memoryLimit: GB / 2, now: new Date(0) };
  expect(levels(checkRuntime(poor))).toEqual(['fail', 'warn', 'fail']);
  expect(levels(checkRuntime({ ...machine, nodeVersion: '22.18.0' }))[0]).toBe('ok');
});

test('the database: damage, a foreign file and a newer version fail; an empty one is told', () => {
  expect(levels(checkDatabase(whole))).toEqual(['ok']);
  expect(levels(checkDatabase({ ...whole, damage: 'row 3 missing from index' }))).toEqual(['fail']);
  expect(levels(checkDatabase({ ...whole, ours: false }))).toEqual(['fail']);
  const newer = { pending: [], unknown: ['999-future'] };
  expect(checkDatabase({ ...whole, migrations: newer })[0]!.what).toContain('999-future');
  expect(levels(checkDatabase({ ...whole, counts: {} }))).toEqual(['warn']);
});

test('the disk must hold one more copy of the database, and something at all', () => {
  expect(levels(checkDisk({ database: GB, log: 0, free: 3 * GB }))).toEqual(['ok', 'ok']);
  expect(levels(checkDisk({ database: 2 * GB, log: GB, free: 3 * GB }))).toEqual(['warn', 'warn']);
  expect(levels(checkDisk({ database: 0, log: 0, free: 1000 }))).toEqual(['ok', 'fail']);
});

test('files that others can read are told one by one, with the command that closes them', () => {
  const mine = { path: 'data/minsheng.db', mode: 0o100600, folder: false };
  expect(levels(checkPermissions([mine]))).toEqual(['ok']);
  const found = checkPermissions([
    { path: 'data', mode: 0o40755, folder: true },
    { ...mine, mode: 0o100644 },
  ]);
  expect(found.map(({ fix }) => fix)).toEqual([
    '建议执行 chmod 700 data',
    '建议执行 chmod 600 data/minsheng.db',
  ]);
});

test('a backup is recent for a week', () => {
  const taken = (at: string) => checkBackup({ at, file: '/b/x.db' }, NOW)[0]!;
  expect(taken('2026-03-02T01:00:00Z')).toMatchObject({ level: 'ok', what: '上次备份在 今天：/b/x.db' });
  expect(taken('2026-02-24T01:00:00Z').level).toBe('ok');
  expect(taken('2026-02-20T01:00:00Z')).toMatchObject({ level: 'warn' });
  expect(levels(checkBackup(null, NOW))).toEqual(['warn']);
});

test.each([
  [0, '0 字节'],
  [1023, '1023 字节'],
  [1536, '1.5 KB'],
  [5 * 1024 ** 2, '5 MB'],
  [2.25 * GB, '2.3 GB'],
])('%d bytes are read as %s', (bytes, word) => {
  expect(sizeWord(bytes)).toBe(word);
});
