import { copyFileSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { lastBackup } from '../../src/backups.ts';
import { startBusyProcess } from '../support/busy-database.ts';
import { createDesk, type Desk, SHEET } from './terminal.ts';

/** A desk with one imported sheet. */
async function filledDesk(): Promise<Desk & { backup: string }> {
  const desk = createDesk();
  expect((await desk.run('import', desk.file('sheet.csv', SHEET))).err).toBe('');
  return { ...desk, backup: join(dirname(dirname(desk.db)), 'saved.db') };
}

/** Names beside the database that belong to it. */
const beside = (db: string) => readdirSync(dirname(db)).filter((name) => name !== basename(db));

function countIn(path: string, table: string): number {
  const database = new Database(path, { readonly: true });
  const count = Number(database.prepare(`select count(*) from ${table}`).pluck().get());
  database.close();
  return count;
}

test('saves a database in one file for its owner alone, and says what is in it', async () => {
  const desk = await filledDesk();
  const { code, out } = await desk.run('backup', desk.backup);
  expect(code).toBe(0);
  expect(out).toContain('文件 1，项目 3，进展记录 3');
  expect(statSync(desk.backup).mode & 0o777).toBe(0o600);
  expect(existsSync(`${desk.backup}-wal`)).toBe(false);
  expect(readdirSync(dirname(desk.backup)).filter((name) => name.includes('partial'))).toEqual([]);
  expect(lastBackup(desk.db)?.file).toBe(desk.backup);
  expect((await desk.run('export', '--db', desk.backup)).out).toBe((await desk.run('export')).out);
});

test('what the program makes is for its own user alone', async () => {
  const desk = await filledDesk();
  expect(statSync(dirname(desk.db)).mode & 0o777).toBe(0o700);
  expect(statSync(desk.db).mode & 0o777).toBe(0o600);
});

test('never overwrites a file unless told to, and never the database itself', async () => {
  const desk = await filledDesk();
  const other = desk.file('other.txt', 'precious');
  const refused = await desk.run('backup', other);
  expect([refused.code, readFileSync(other, 'utf8')]).toEqual([2, 'precious']);
  expect(refused.err).toContain('--force');
  expect((await desk.run('backup', other, '--force')).code).toBe(0);
  expect((await desk.run('backup', desk.db, '--force')).err).toContain('就是正在用的数据库');
  expect((await desk.run('backup', join(desk.nowhere, 'x.db'))).code).toBe(2);
  expect((await desk.run('backup')).err).toContain('请写一个备份文件的路径');
});

test('a backup taken while another process writes is whole, and comes back as it was', async () => {
  const desk = await filledDesk();
  const writer = await startBusyProcess(desk.db, 'write');
  await new Promise((resolve) => setTimeout(resolve, 300));
  const saved = await desk.run('backup', desk.backup);
  expect(saved.err).toBe('');
  await new Promise((resolve) => setTimeout(resolve, 100));
  await writer.stop();
  const rows = countIn(desk.backup, 'audit');
  expect(rows).toBeGreaterThan(10);
  expect(countIn(desk.db, 'audit')).toBeGreaterThan(rows);
  const exported = (await desk.run('export')).out;
  const { code, out, err } = await desk.run('restore', desk.backup);
  expect([code, err]).toEqual([0, '']);
  expect(out).toContain('项目 3');
  expect(countIn(desk.db, 'audit')).toBe(rows);
  expect((await desk.run('export')).out).toBe(exported);
});

test('restoring keeps the old database, leaves no log of it beside the new one, and works on an empty place', async () => {
  const desk = await filledDesk();
  await desk.run('backup', desk.backup);
  const second = SHEET.replace('2025年', '2024年');
  await desk.run('import', desk.file('second.csv', second));
  const writer = await startBusyProcess(desk.db, 'write');
  await writer.stop();
  expect(existsSync(`${desk.db}-wal`)).toBe(true);
  expect((await desk.run('restore', desk.backup)).code).toBe(0);
  const kept = beside(desk.db).find((name) => name.includes('.before-restore-'))!;
  expect(countIn(join(dirname(desk.db), kept), 'project')).toBe(6);
  expect(countIn(desk.db, 'project')).toBe(3);
  const fresh = join(dirname(desk.backup), 'fresh.db');
  const { code, out } = await desk.run('restore', desk.backup, '--db', fresh);
  expect([code, out.includes('原来的数据库')]).toEqual([0, false]);
  expect(countIn(fresh, 'project')).toBe(3);
});

test('restoring is refused while a program serves the database or a command has it open', async () => {
  const desk = await filledDesk();
  await desk.run('backup', desk.backup);
  await desk.run('import', desk.file('second.csv', SHEET.replace('2025年', '2024年')));
  for (const work of ['hold', 'open'] as const) {
    const program = await startBusyProcess(desk.db, work);
    const refused = await desk.run('restore', desk.backup);
    expect(refused.code).toBe(2);
    expect(refused.err).toMatch(/正在使用/);
    expect(beside(desk.db).join()).not.toMatch(/before-restore|partial/);
    await program.stop('SIGKILL');
  }
  expect(countIn(desk.db, 'project')).toBe(6);
  expect((await desk.run('restore', desk.backup)).code).toBe(0);
});

test('refuses what is no whole backup of this program, and changes nothing', async () => {
  const desk = await filledDesk();
  await desk.run('backup', desk.backup);
  const before = (await desk.run('export')).out;
  const foreign = join(dirname(desk.backup), 'foreign.db');
  const made = new Database(foreign);
  made.exec('create table project (id integer)');
  made.close();
  const newer = join(dirname(desk.backup), 'newer.db');
  copyFileSync(desk.backup, newer);
  const future = new Database(newer);
  future.exec("insert into kysely_migration values ('999-future', '2030')");
  future.close();
  const damaged = join(dirname(desk.backup), 'damaged.db');
  const bytes = readFileSync(desk.backup);
  writeFileSync(damaged, bytes.fill(0xff, 8192, bytes.length - 4096));
  for (const [file, complaint] of [
    [desk.file('rubbish.db', 'not a database at all'.repeat(100)), '复制失败'],
    [desk.file('empty.db', ''), '不是本程序的数据库'],
    [foreign, '不是本程序的数据库'],
    [newer, '999-future'],
    [damaged, /损坏|复制失败/],
    [desk.nowhere, '没有这个文件'],
    [desk.db, '就是正在用的数据库'],
  ] as const) {
    const { code, err } = await desk.run('restore', file);
    expect(code, file).toBe(2);
    expect(err).toMatch(complaint);
  }
  expect((await desk.run('export')).out).toBe(before);
  expect(beside(desk.db).join()).not.toMatch(/before-restore|partial/);
});

test('a damaged database is replaced too, and kept with its log', async () => {
  const desk = await filledDesk();
  await desk.run('backup', desk.backup);
  writeFileSync(desk.db, 'scrambled'.repeat(1000));
  writeFileSync(`${desk.db}-wal`, 'scrambled too');
  expect((await desk.run('restore', desk.backup)).code).toBe(0);
  expect(countIn(desk.db, 'project')).toBe(3);
  expect(beside(desk.db).filter((name) => name.includes('before-restore')).length).toBeGreaterThan(0);
  expect(existsSync(`${desk.db}-wal`) && readFileSync(`${desk.db}-wal`, 'utf8')).not.toBe('scrambled too');
});
