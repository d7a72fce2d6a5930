import { expect, test } from 'vitest';
import type { ChangeFilter } from '../../src/domain/records.ts';
import type { Store } from '../../src/store/store.ts';
import { document, openTestStore, project, WUHOU } from './fixtures.ts';

const DAYS = ['2025-07-01', '2025-07-02', '2025-07-03', '2025-07-04'].map((day) => `${day}T01:00:00.000Z`);
const HAISHU = { ...WUHOU, slug: 'haishu', fullName: '宁波市海曙区', shortNames: ['海曙'], code: '330203' };
const by = (name: string) => [{ name, role: 'lead' as const, word: '牵头单位' }];
const until = (end: string) => ({ period: { label: end, start: '2025-01-01', end }, title: `截至${end}` });

async function told(): Promise<Store> {
  const store = await openTestStore();
  const parking = { title: '停车设施建设', units: by('区住建局') };
  await store.saveImport(document([project(1, parking)], until('2025-03-31')), DAYS[0]!);
  await store.saveImport(
    document(
      [project(1, { ...parking, note: '新增100个。', statedRate: 0.5 }), project(2, { title: '社区食堂' })],
      {
        ...until('2025-06-30'),
      },
    ),
    DAYS[1]!,
  );
  const inside = [
    project(1, { ...parking, note: '资金缺口900万元。', lagging: true }),
    project(3, { title: '搬迁' }),
  ];
  await store.saveImport(document(inside, { ...until('2025-07-02'), audience: 'staff' }), DAYS[2]!);
  await store.saveImport(document([project(1)], { region: HAISHU }), DAYS[2]!);
  await store.saveChatReport(
    {
      projectId: 'wuhou-2025-01',
      rate: 0.6,
      status: null,
      text: '又新增20个。',
      reportedBy: { unit: '区住建局', role: 'staff' },
      at: DAYS[3]!,
      today: '2025-07-04',
    },
    DAYS[3]!,
  );
  return store;
}

const lines = async (store: Store, since: string, filter: ChangeFilter) =>
  (await store.changesSince(since, filter)).map(
    ({ projectId, field, before, after }) => `${projectId} ${field} ${before}>${after}`,
  );

test('tells residents what public documents changed and added, newest first', async () => {
  const store = await told();
  expect(await lines(store, DAYS[0]!, { role: 'resident' })).toEqual([
    'haishu-2025-01 added >项目1',
    'wuhou-2025-01 rate >0.5',
    'wuhou-2025-01 note >新增100个。',
    'wuhou-2025-02 added >社区食堂',
  ]);
  const [, change] = await store.changesSince(DAYS[0]!, { role: 'resident' });
  expect(change).toMatchObject({
    name: '停车设施建设',
    regionName: '成都市武侯区',
    year: 2025,
    at: DAYS[1],
    documentTitle: '截至2025-06-30',
    periodEnd: '2025-06-30',
  });
});

test('tells staff also what internal documents and chats say', async () => {
  const store = await told();
  expect(await lines(store, DAYS[1]!, { role: 'staff', regionSlug: 'wuhou' })).toEqual([
    'wuhou-2025-01 reported >又新增20个。',
    'wuhou-2025-01 rate 0.5>',
    'wuhou-2025-01 lagging >true',
    'wuhou-2025-01 note 新增100个。>资金缺口900万元。',
    'wuhou-2025-03 added >搬迁',
  ]);
});

test('narrows to a unit, to a number and to what came after', async () => {
  const store = await told();
  const ofUnit = await lines(store, DAYS[0]!, { role: 'staff', unit: '区住建局' });
  expect(new Set(ofUnit.map((line) => line.split(' ')[0]))).toEqual(new Set(['wuhou-2025-01']));
  expect(await lines(store, DAYS[0]!, { role: 'staff', unit: '区水务局' })).toEqual([]);
  expect(await lines(store, DAYS[0]!, { role: 'staff', limit: 2 })).toHaveLength(2);
  expect(await lines(store, DAYS[3]!, { role: 'leader' })).toEqual([]);
});

test('a document that says the same again is no change', async () => {
  const store = await openTestStore();
  const park = () => [project(1, { title: '口袋公园', note: '开工。' })];
  await store.saveImport(document(park(), until('2025-03-31')), DAYS[0]!);
  await store.saveImport(document(park(), until('2025-06-30')), DAYS[1]!);
  expect(await store.changesSince(DAYS[0]!, { role: 'operator' })).toEqual([]);
});
