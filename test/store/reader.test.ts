import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { allTokens } from '../../src/store/indexing.ts';
import type { Reader } from '../../src/store/sqlite/reader.ts';
import type { Store } from '../../src/store/store.ts';
import { document, NOW, openTestStore, pairs, project, WUHOU } from './fixtures.ts';

const HAISHU = {
  slug: 'haishu',
  fullName: '宁波市海曙区',
  shortNames: ['海曙区', '海曙'],
  parentName: '宁波市',
  code: '330203',
};
let store: Store;
let reader: Reader;

beforeAll(async () => {
  store = await openTestStore();
  reader = store.reader;
  const lead = (name: string) => [{ name, role: 'lead' as const, word: '牵头单位' }];
  const chief = [{ name: '李明', role: 'inCharge' as const, word: '分管领导' }];
  await store.saveImports(
    [
      document([
        project(1, { title: '停车设施建设', note: '新增车位。', units: lead('区住建局'), status: 'done' }),
        project(2, { title: '社区食堂', note: '食堂旁新增停车位和电梯。', units: lead('区民政局') }),
        project(3, {
          title: '加装电梯',
          goal: '为老旧小区加装电梯。',
          units: lead('区住建局'),
          officials: chief,
        }),
      ]),
      document([project(1, { title: '停车泊位共享' })], { region: HAISHU }),
      document([project(1, { title: '停车难治理' })], { region: HAISHU, year: 2024 }),
    ],
    NOW,
  );
});

describe('search', () => {
  test('finds a project by words of its name before those that only mention them', async () => {
    expect(await reader.search({ groups: [['停车']], regionSlugs: ['wuhou'], limit: 5 })).toEqual([
      'wuhou-2025-01',
      'wuhou-2025-02',
    ]);
  });

  test('stays within regions and years', async () => {
    const groups = [['停车']];
    expect(await reader.search({ groups, years: [2024], limit: 5 })).toEqual(['haishu-2024-01']);
    expect(await reader.search({ groups, regionSlugs: ['haishu'], years: [2025], limit: 5 })).toEqual([
      'haishu-2025-01',
    ]);
    expect(await reader.search({ groups, regionSlugs: ['nowhere'], limit: 5 })).toEqual([]);
    expect(await reader.search({ groups, regionSlugs: [], limit: 5 })).toEqual([]);
  });

  test('puts projects that hold every group first and then those that hold some', async () => {
    const found = await reader.search({
      groups: [['电梯'], ['停车', '泊位']],
      regionSlugs: ['wuhou'],
      limit: 5,
    });
    expect(found[0]).toBe('wuhou-2025-02');
    expect(found.toSorted()).toEqual(['wuhou-2025-01', 'wuhou-2025-02', 'wuhou-2025-03']);
  });

  test('takes quotes, operators and any other text only as text', async () => {
    for (const token of [
      '"',
      'NEAR(',
      'a AND b',
      '停车" OR "电梯',
      '*',
      '',
      ' ',
      'scope:y2025',
      '\u0000',
      '{name}:x',
    ]) {
      await expect(reader.search({ groups: [[token]], limit: 5 })).resolves.toBeInstanceOf(Array);
    }
    expect(await reader.search({ groups: [['y2025']], limit: 5 })).toEqual([]);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(fc.string({ unit: 'binary' }))), async (groups) => {
        expect((await reader.search({ groups, limit: 3 })).length).toBeLessThanOrEqual(3);
      }),
      { numRuns: 50 },
    );
  });

  test('agrees with a plain scan on which projects hold a token', async () => {
    const all = await reader.dossiers((await reader.list({})).map((item) => item.id));
    const held = new Map(all.map((item) => [item, new Set(allTokens(item, pairs))]));
    const tokens = new Set([...held.values()].flatMap((set) => [...set]));
    for (const token of tokens) {
      const holding = all.filter((item) => held.get(item)!.has(token));
      expect((await reader.search({ groups: [[token]], limit: 50 })).toSorted()).toEqual(
        holding.map((item) => item.id).toSorted(),
      );
      expect((await reader.frequencies([token])).get(token)).toBe(holding.length);
    }
  });
});

test('lists in the order of region, year and position, by every condition', async () => {
  const ids = async (filter: Parameters<Reader['list']>[0]) =>
    (await reader.list(filter)).map((item) => item.id);
  expect(await ids({})).toEqual([
    'haishu-2024-01',
    'haishu-2025-01',
    'wuhou-2025-01',
    'wuhou-2025-02',
    'wuhou-2025-03',
  ]);
  expect(await ids({ units: ['区住建局'] })).toEqual(['wuhou-2025-01', 'wuhou-2025-03']);
  expect(await ids({ units: ['区住建局'], statuses: ['done'] })).toEqual(['wuhou-2025-01']);
  expect(await ids({ officials: ['李明'] })).toEqual(['wuhou-2025-03']);
  expect(await ids({ ids: ['wuhou-2025-02', 'x'], years: [2025], regionSlugs: ['wuhou'] })).toEqual([
    'wuhou-2025-02',
  ]);
  expect(await ids({ units: [] })).toEqual([]);
});

test('names regions with their years, units, officials and documents', async () => {
  expect(await reader.regions()).toEqual([
    { ...WUHOU, years: [2025] },
    { ...HAISHU, years: [2025, 2024] },
  ]);
  expect(await reader.units()).toEqual([
    { name: '区住建局', regionSlugs: ['wuhou'] },
    { name: '区民政局', regionSlugs: ['wuhou'] },
  ]);
  expect(await reader.officials()).toEqual([{ name: '李明', regionSlugs: ['wuhou'] }]);
  expect(await reader.unitNames()).toEqual(['区住建局', '区民政局']);
  expect(await reader.officialNames()).toEqual(['李明']);
  expect(await reader.projectCount()).toBe(5);
  expect((await reader.documents())[2]).toMatchObject({
    regionSlug: 'haishu',
    year: 2024,
    foundCount: 1,
    findings: [],
  });
});

test('finds stored words by their sound', async () => {
  expect(await reader.soundingLike(['ting che', 'dian ti', 'mei you'])).toEqual(
    new Map([
      ['ting che', ['停车']],
      ['dian ti', ['电梯']],
    ]),
  );
});

test('hands out dossiers in the order asked and leaves out unknown ids', async () => {
  const found = await reader.dossiers(['wuhou-2025-03', 'nowhere-2025-01', 'haishu-2024-01']);
  expect(found.map((item) => item.id)).toEqual(['wuhou-2025-03', 'haishu-2024-01']);
});

test('a newer report replaces words and counts of the index and shows at once', async () => {
  const other = await openTestStore();
  await other.saveImport(
    document([project(1, { title: '社区食堂', note: '正在选址。' })], { period: null }),
    NOW,
  );
  await other.reader.dossiers(['wuhou-2025-01']);
  const version = await other.reader.version();
  await other.saveImport(document([project(1, { title: '社区食堂', note: '已经开业。' })]), NOW);
  expect(await other.reader.version()).not.toBe(version);
  expect(await other.reader.search({ groups: [['选址']], limit: 5 })).toEqual([]);
  expect(await other.reader.search({ groups: [['开业']], limit: 5 })).toEqual(['wuhou-2025-01']);
  expect(await other.reader.frequencies(['选址', '开业', '食堂'])).toEqual(
    new Map([
      ['开业', 1],
      ['食堂', 1],
    ]),
  );
  expect((await other.reader.dossiers(['wuhou-2025-01']))[0]?.note).toBe('已经开业。');
});
