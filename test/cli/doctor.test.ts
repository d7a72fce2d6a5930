import { chmodSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { MessengerKind, MessengerModule } from '../../src/adapters/kind.ts';
import { examine, type Section } from '../../src/doctor.ts';
import { InputError } from '../../src/domain/errors.ts';
import { createDesk, type Desk, SHEET } from './terminal.ts';

interface Report {
  ok: boolean;
  sections: Section[];
}

async function report(desk: Desk): Promise<Report & { code: number }> {
  const { code, out } = await desk.run('doctor', '--json');
  return { code, ...(JSON.parse(out) as Report) };
}

const part = ({ sections }: Pick<Report, 'sections'>, title: string) =>
  sections.find((section) => section.title === title)?.diagnoses ?? [];

/** A chat platform that can be asked how it is. */
function kind(platform: string, diagnose: MessengerModule['diagnose'], problem?: InputError): MessengerKind {
  const createMessengers = () => {
    if (problem) throw problem;
    return [];
  };
  return {
    platform,
    label: `平台 ${platform}`,
    variables: { [`MINSHENG_${platform.toUpperCase()}_TOKEN`]: '令牌' },
    load: async () => ({ createMessengers, diagnose }),
  };
}

async function channelsOf(kinds: MessengerKind[], environment: Record<string, string>) {
  const desk = createDesk();
  const options = { dbPath: desk.db, environment, kinds, now: () => new Date(), channelLimitMs: 100 };
  return part({ sections: await examine(options) }, '聊天渠道');
}

test('a sound installation passes, and what deserves attention is told with what to do', async () => {
  const desk = createDesk();
  await desk.run('import', desk.file('sheet.csv', SHEET));
  chmodSync(dirname(desk.db), 0o755);
  const { code, out } = await desk.run('doctor');
  expect(code).toBe(0);
  expect(out).toContain('✓ 数据库完好：文件 1 份，项目 3 个');
  expect(out).toMatch(/！ .*权限是 755.*\n {5}→ 建议执行 chmod 700/);
  expect(out).toMatch(/！ 没有备份记录\n {5}→ 请用 minsheng backup/);
  expect(out).toContain('0 项必须处理');
  await desk.run('backup', `${desk.db}.saved`);
  expect((await desk.run('doctor')).out).toContain('✓ 上次备份在 今天');
});

test('wrong settings, a missing database and a database that is none each have their line', async () => {
  const wrong = createDesk({ MINSHENG_PORT: 'abc', MINSHENG_X_TOKEN_FILE: '/nowhere/token' });
  const settings = await report(wrong);
  expect([settings.code, settings.ok]).toEqual([1, false]);
  expect(
    part(settings, '设置与词表')
      .map(({ what }) => what)
      .join(),
  ).toMatch(/MINSHENG_X_TOKEN_FILE.*MINSHENG_PORT/);
  expect(part(settings, '数据库')).toMatchObject([{ level: 'warn' }]);
  expect(wrong.hasDatabase()).toBe(false);
  const rubbish = createDesk();
  await rubbish.run('import', rubbish.file('sheet.csv', SHEET));
  writeFileSync(rubbish.db, 'rubbish'.repeat(1000));
  expect(part(await report(rubbish), '数据库')).toMatchObject([{ level: 'fail' }]);
});

test('messages given up are counted, and steps that an upgrade will take are told before it takes them', async () => {
  const desk = createDesk();
  await desk.run('import', desk.file('sheet.csv', SHEET));
  const database = new Database(desk.db);
  database.exec(`insert into outbox (key, platform, account, chat_id, chat_kind, kind, parcel, state, created_at, due_at, expires_at)
    values ('k1', 'telegram', '1', 'c', 'group', 'push', '{}', 'dead', '2026', '2026', '2026')`);
  database.exec('delete from kysely_migration where name = (select max(name) from kysely_migration)');
  database.close();
  const found = await report(desk);
  expect(part(found, '消息发送')).toMatchObject([
    { level: 'ok' },
    { level: 'warn', what: '未送达消息 1 条' },
  ]);
  expect(part(found, '数据库')).toMatchObject([
    { level: 'ok' },
    { level: 'warn', what: '数据库结构要升级 1 步' },
  ]);
  expect(part(await report(desk), '数据库')).toHaveLength(2);
});

test('every configured channel is asked; those that are not configured are left alone', async () => {
  const fine = kind('one', async () => [{ level: 'ok', what: '令牌有效', fix: null }]);
  const other = kind('two', () => Promise.reject(new Error('must not be asked')));
  expect(await channelsOf([fine, other], { MINSHENG_ONE_TOKEN: 'a-token' })).toEqual([
    { level: 'ok', what: '平台 one：令牌有效', fix: null },
  ]);
  expect((await channelsOf([fine, other], {}))[0]!.what).toContain('没有配置聊天渠道');
});

test('a channel that does not answer, breaks, lacks its package or its settings fails alone, and tells no secret', async () => {
  const secret = 'tok-0123456789';
  const missing = Object.assign(new Error("Cannot find package 'wechaty'"), { code: 'ERR_MODULE_NOT_FOUND' });
  const problem = new InputError([{ where: '环境变量 MINSHENG_D_TOKEN', message: '格式不对' }]);
  const kinds = [
    kind('a', () => new Promise(() => undefined)),
    kind('b', (settings) => Promise.reject(new Error(`bad ${settings.MINSHENG_B_TOKEN}`))),
    { ...kind('c', async () => []), load: () => Promise.reject(missing) },
    kind('d', async () => [], problem),
    kind('e', async () => []),
  ];
  const names = ['A', 'B', 'C', 'D', 'E'].map((letter) => [`MINSHENG_${letter}_TOKEN`, secret]);
  const found = await channelsOf(kinds, Object.fromEntries(names));
  expect(found.map(({ level }) => level)).toEqual(['fail', 'fail', 'fail', 'fail', 'ok']);
  expect(found[0]!.what).toContain('没有答复');
  expect(found[2]!.fix).toContain('npm ci');
  expect(found[3]!.what).toContain('格式不对');
  expect(JSON.stringify(found)).not.toContain(secret);
});
