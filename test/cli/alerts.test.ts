import { beforeAll, expect, test } from 'vitest';
import { bound } from '../access/support.ts';
import { openTestStore } from '../store/fixtures.ts';
import { createDesk, type Desk, SHEET } from './terminal.ts';

let desk: Desk;
beforeAll(async () => {
  desk = createDesk({ MINSHENG_TELEGRAM_TOKEN: `1:${'A'.repeat(35)}` });
  await desk.run('import', desk.file('list.csv', SHEET));
  const store = await openTestStore(desk.db);
  await bound(store, 'boss', { role: 'leader' });
  await store.close();
});

const WHEN = ['--now', '2025-07-10T10:00'];

test('a dry run says who would get what and why not, and keeps nothing', async () => {
  const first = await desk.run('alerts', ...WHEN, '--dry-run');
  expect(first).toMatchObject({ code: 0, err: '' });
  expect(first.out).toMatch(/wuhou-2025-01.*慢于序时/u);
  expect(first.out).toContain('没有发送');
  expect(await desk.run('alerts', ...WHEN, '--dry-run')).toEqual(first);
});

test('with --json every decision has its reason', async () => {
  const { out } = await desk.run('alerts', ...WHEN, '--dry-run', '--json');
  const { decisions, alerts } = JSON.parse(out);
  expect(alerts.length).toBeGreaterThan(0);
  for (const { send, occasion, reason } of decisions) expect(send ? occasion : reason).toBeTruthy();
});

test.each([
  ['--now', '2025-13-01'],
  ['--now', 'gestern'],
  ['--region', '火星'],
])('%s %s is refused in Chinese', async (option, value) => {
  const { code, err } = await desk.run('alerts', option, value);
  expect(code).toBe(2);
  expect(err).toMatch(new RegExp(`^${option}：.*${value}`, 'u'));
});
