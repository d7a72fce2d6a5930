import { beforeAll, describe, expect, test } from 'vitest';
import { codesOf } from '../../src/codes.ts';
import { openTestStore } from '../store/fixtures.ts';
import { createDesk, type Desk, SHEET } from './terminal.ts';

let desk: Desk;
beforeAll(async () => {
  desk = createDesk();
  await desk.run('import', desk.file('list.csv', SHEET));
});

async function redeem(code: string, personId: string) {
  const store = await openTestStore(desk.db);
  const person = { platform: 'telegram', personId, account: 'bot', chatId: personId };
  const binding = await codesOf(store).redeem({ person, typed: code }, new Date().toISOString());
  await store.close();
  return binding;
}

describe('rights at the command line', () => {
  test('a code is told once, binds, and can be taken back', async () => {
    const { code, out, err } = await desk.run(
      ...['code', '--role', 'staff', '--unit', '区住建局', '--region', '武侯区', '--hours', '2'],
    );
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const printed = /[2-9A-Z]{4}(?:-[2-9A-Z]{4}){2}/.exec(out)?.[0] ?? '';
    expect(await redeem(printed, '12345')).toMatchObject({
      role: 'staff',
      unit: '区住建局',
      region: 'wuhou',
    });
    expect((await desk.run('bindings')).out).toContain('telegram:12345');
    expect(JSON.parse((await desk.run('bindings', '--json')).out)).toHaveLength(1);
    expect((await desk.run('bindings', '--revoke', 'telegram:12345')).out).toContain('已解绑');
    expect((await desk.run('bindings')).out).toContain('还没有绑定');
    expect((await desk.run('bindings', '--revoke', 'telegram:12345')).code).toBe(2);
  });

  test('a unit that no document names is pointed out', async () => {
    const { code, err } = await desk.run('code', '--role', 'leader', '--unit', '区教育据');
    expect(code).toBe(0);
    expect(err).toContain('区教育据');
  });

  test.each([
    [['code'], '--role'],
    [['code', '--role', 'resident'], 'staff、leader、operator'],
    [['code', '--role', 'staff', '--region', '青羊区'], '成都市武侯区'],
    [['code', '--role', 'staff', '--hours', '0'], '--hours'],
    [['chats', 'telegram'], 'telegram:-100123'],
    [['chats', 'telegram:1'], '--audience'],
    [['chats', 'telegram:1', '--audience', 'all'], 'public、staff、leader'],
    [['audit', '--limit', 'many'], '--limit'],
    [['audit', '--since', 'yesterday'], '--since'],
  ])('%j is refused with what is accepted', async (words, part) => {
    const { code, err } = await desk.run(...words);
    expect(code).toBe(2);
    expect(err).toContain(part);
  });

  test('a group gets its audience and region', async () => {
    const { out } = await desk.run('chats', 'telegram:-100', '--audience', 'staff', '--region', '武侯');
    expect(out).toMatch(/telegram:-100 +staff +wuhou/u);
    expect((await desk.run('chats', 'telegram:-100', '--audience', 'public')).out).toMatch(/public +wuhou/u);
  });

  test('the audit trail tells who did what, as a table, JSON and CSV, and never a code', async () => {
    const { out: code } = await desk.run('code', '--role', 'staff');
    const printed = /[2-9A-Z]{4}(?:-[2-9A-Z]{4}){2}/.exec(code)?.[0] ?? '';
    const { out } = await desk.run('audit');
    expect(out).toMatch(/command line +code/u);
    expect(out).not.toContain(printed);
    const entries = JSON.parse((await desk.run('audit', '--json', '--action', 'chat')).out) as object[];
    expect(entries[0]).toMatchObject({ action: 'chat', place: 'telegram:-100', outcome: 'done' });
    expect((await desk.run('audit', '--csv', '--limit', '1')).out).toMatch(/^\ufeff时间,谁.*\r\n.*\r\n$/u);
    expect((await desk.run('audit', '--since', '2999-01-01')).out).toContain('没有记录');
  });
});
