import { expect, test } from 'vitest';
import { InputError } from '../../src/domain/errors.ts';
import type { ChatReport } from '../../src/domain/records.ts';
import type { Store } from '../../src/store/store.ts';
import { document, figure, NOW, openTestStore, project } from './fixtures.ts';

const TITLE = '聊天上报（区住建局，2025-07-12，未经文件确认）';
const THIRD_QUARTER = { label: '2025年三季度', start: '2025-07-01', end: '2025-09-30' };

const told = (given: Partial<ChatReport> = {}): ChatReport => ({
  projectId: 'wuhou-2025-01',
  rate: 0.6,
  status: null,
  text: '已安装电梯18部，余下12部正在施工。',
  reportedBy: { unit: '区住建局', role: 'staff' },
  at: '2025-07-12T02:00:00.000Z',
  today: '2025-07-12',
  ...given,
});

async function withElevators(): Promise<Store> {
  const store = await openTestStore();
  const elevators = project(1, {
    title: '加装电梯',
    goal: '加装电梯30部。',
    note: '已安装电梯12部。',
    statedRate: 0.4,
    figures: [
      figure({ kind: 'target', value: 30, unit: '部', clause: 1 }),
      figure({ kind: 'actual', value: 12, unit: '部', clause: 2 }),
    ],
    pairs: [{ target: 0, actual: 1, ratio: 0.4, statedRatio: null }],
  });
  await store.saveImport(document([elevators, project(2)]), NOW);
  return store;
}

const elevatorsFor = async (store: Store, role: 'resident' | 'staff') =>
  (await store.readerFor(role).dossiers(['wuhou-2025-01']))[0]!;

test('what is reported stands beside what the document says, for staff only', async () => {
  const store = await withElevators();
  const before = await elevatorsFor(store, 'resident');
  expect(await store.saveChatReport(told(), NOW)).toEqual({ documentId: 2, stored: true, title: TITLE });
  expect(await elevatorsFor(store, 'resident')).toEqual(before);
  const staff = await elevatorsFor(store, 'staff');
  expect(staff.reported).toEqual({
    documentId: 2,
    documentTitle: TITLE,
    day: '2025-07-12',
    text: told().text,
    rate: 0.6,
    status: null,
  });
  const { reported, ...confirmed } = staff;
  expect(confirmed).toEqual(before);
});

test('the report is filed word for word with what it says and its own source', async () => {
  const store = await withElevators();
  await store.saveChatReport(told({ status: 'in_progress' }), NOW);
  expect((await store.history('wuhou-2025-01'))?.reports).toHaveLength(1);
  const [newest] = (await store.history('wuhou-2025-01', 'staff'))?.reports ?? [];
  expect(newest).toMatchObject({
    note: told().text,
    statedRate: 0.6,
    status: 'in_progress',
    documentTitle: TITLE,
    audience: 'staff',
    confirmed: false,
    pairs: [],
  });
  expect(await store.readerFor('staff').documents()).toHaveLength(1);
});

test('the same words of the same unit on one day are one report', async () => {
  const store = await withElevators();
  await store.saveChatReport(told(), NOW);
  expect(await store.saveChatReport(told({ at: '2025-07-12T09:00:00.000Z' }), NOW)).toMatchObject({
    stored: false,
    documentId: 2,
  });
  expect((await store.saveChatReport(told({ today: '2025-07-13' }), NOW)).stored).toBe(true);
  expect((await elevatorsFor(store, 'staff')).reported?.day).toBe('2025-07-13');
});

test('the next document of a later period takes its place; an earlier one does not', async () => {
  const store = await withElevators();
  await store.saveChatReport(told(), NOW);
  const report = (end: string) =>
    document([project(1, { title: '加装电梯', note: `到${end}完成。` })], {
      period: { label: end, start: '2025-01-01', end },
    });
  await store.saveImport(report('2025-07-11'), NOW);
  expect((await elevatorsFor(store, 'staff')).reported?.text).toBe(told().text);
  await store.saveImport(report(THIRD_QUARTER.end), NOW);
  const staff = await elevatorsFor(store, 'staff');
  expect(staff.reported).toBeUndefined();
  expect(staff).toEqual(await elevatorsFor(store, 'resident'));
});

test('nobody can report of a project that they do not know, or nothing at all', async () => {
  const store = await withElevators();
  await store.saveImport(
    document([project(5, { title: '领导专项' })], { audience: 'leader', period: THIRD_QUARTER }),
    NOW,
  );
  const version = await store.reader.version();
  for (const wrong of [
    told({ projectId: 'wuhou-2025-99' }),
    told({ projectId: 'wuhou-2025-05' }),
    told({ text: ' ' }),
    told({ rate: -1 }),
    told({ rate: Number.NaN }),
  ]) {
    await expect(store.saveChatReport(wrong, NOW)).rejects.toBeInstanceOf(InputError);
  }
  expect(await store.reader.version()).toBe(version);
  const leader = { unit: null, role: 'leader' } as const;
  const known = told({ projectId: 'wuhou-2025-05', reportedBy: leader, today: '2025-10-08' });
  expect((await store.saveChatReport(known, NOW)).title).toBe(
    '聊天上报（工作人员，2025-10-08，未经文件确认）',
  );
  expect(await store.readerFor('staff').dossiers(['wuhou-2025-05'])).toEqual([]);
  expect((await store.readerFor('leader').dossiers(['wuhou-2025-05']))[0]?.reported?.text).toBe(told().text);
});
