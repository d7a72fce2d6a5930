import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openDatabase } from '../../src/database.ts';
import { createDesk, type Desk, SHEET } from './terminal.ts';

/** A desk with two dead letters, 1 and 2, and one that waits. */
async function deskWithLetters(): Promise<Desk> {
  const desk = createDesk();
  await desk.run('import', desk.file('sheet.csv', SHEET));
  const database = new Database(desk.db);
  const write = database.prepare(`insert into outbox
    (key, platform, account, chat_id, chat_kind, kind, parcel, state, created_at, due_at, expires_at, attempts, reason)
    values (?, 'telegram', '1', 'c', 'group', 'push', '{"text":"秘密"}', ?, '2026-03-02T01:00:00.000Z',
      '2026-03-02T01:00:00.000Z', '2026-03-03T01:00:00.000Z', 3, 'the bot was thrown out')`);
  write.run('k1', 'dead');
  write.run('k2', 'dead');
  write.run('k3', 'waiting');
  database.close();
  return desk;
}

const statesOf = (desk: Desk) => {
  const database = new Database(desk.db, { readonly: true });
  const states = database.prepare('select state from outbox order by id').pluck().all();
  database.close();
  return states;
};

test('lists what waits and what was given up, with the reason and without the text', async () => {
  const desk = await deskWithLetters();
  const { code, out } = await desk.run('outbox');
  expect(code).toBe(0);
  expect(out).toContain('待发 1 条，最早一条 2026-03-02 09:00 到期；未送达 2 条。');
  expect(out).toContain('the bot was thrown out');
  const json = await desk.run('outbox', '--json');
  expect(JSON.parse(json.out)).toMatchObject({ waiting: 1, dead: 2, deadLetters: [{ outboxId: 2 }, {}] });
  expect(out + json.out).not.toContain('秘密');
});

test('sends again and drops by number, once, and records who did', async () => {
  const desk = await deskWithLetters();
  expect((await desk.run('outbox', 'resend', '1')).out).toBe('1：已放回发送队列\n');
  const again = await desk.run('outbox', 'drop', '1', '2');
  expect(again.code).toBe(1);
  expect(again.out).toBe('1：不是未送达的消息，没有改动\n2：已丢弃\n');
  expect(statesOf(desk)).toEqual(['waiting', 'dropped', 'waiting']);
  const database = new Database(desk.db, { readonly: true });
  const acts = database
    .prepare("select action, outcome from audit where action in ('resend', 'drop') order by id")
    .all();
  database.close();
  expect(acts).toEqual([
    { action: 'resend', outcome: 'done' },
    { action: 'drop', outcome: 'refused' },
    { action: 'drop', outcome: 'done' },
  ]);
});

test('takes all dead letters when told to, and says what is wrong with other words', async () => {
  const desk = await deskWithLetters();
  expect((await desk.run('outbox', 'resend', '--all')).code).toBe(0);
  expect(statesOf(desk)).toEqual(['waiting', 'waiting', 'waiting']);
  expect((await desk.run('outbox', 'explode')).err).toContain('list、resend、drop');
  expect((await desk.run('outbox', 'drop')).err).toContain('--all');
  expect((await desk.run('outbox', 'drop', 'x1')).err).toContain('x1');
});

test('what waits behind another message of its chat is not what waits longest', async () => {
  const database = await openDatabase(':memory:');
  const { outbox } = database.store;
  const now = '2026-03-02T01:00:00.000Z';
  const target = { platform: 'telegram', account: '1', chatKind: 'group', thread: null } as const;
  const parcel = { text: '', choices: [], file: null, quotes: null, edits: null, addressee: null };
  const wait = (key: string, chatId: string, dueAt: string) =>
    outbox.add(
      [
        {
          parcel: { ...parcel, key, target: { ...target, chatId }, replyContext: {}, kind: 'reply' },
          dueAt,
          expiresAt: '2026-03-03T01:00:00.000Z',
        },
      ],
      dueAt,
    );
  await wait('a', 'tried again later', '2026-03-02T01:05:00.000Z');
  await wait('b', 'tried again later', '2026-03-02T00:00:00.000Z');
  await wait('c', 'free', '2026-03-02T00:59:00.000Z');
  expect(await outbox.figures(now)).toEqual({
    waiting: 3,
    dead: 0,
    oldestDueAt: '2026-03-02T00:59:00.000Z',
    overdue: [{ platform: 'telegram', account: '1', dueAt: '2026-03-02T00:59:00.000Z' }],
  });
  await database.store.close();
});
