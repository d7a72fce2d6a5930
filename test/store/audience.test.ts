import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Audience, mayRead, type Role } from '../../src/domain/access.ts';
import type { ImportedDocument } from '../../src/domain/project.ts';
import type { ChatReport, Dossier } from '../../src/domain/records.ts';
import type { Reader } from '../../src/store/sqlite/reader.ts';
import type { Store } from '../../src/store/store.ts';
import { document, figure, NOW, openTestStore, pairs, project, WUHOU } from './fixtures.ts';

const CANARY = '金丝雀';
const HAISHU = { ...WUHOU, slug: 'haishu', fullName: '宁波市海曙区', shortNames: ['海曙'], code: '330203' };
const THIRD_QUARTER = { label: '2025年三季度', start: '2025-07-01', end: '2025-09-30' };
const by = (name: string) => [{ name, role: 'lead' as const, word: '牵头单位' }];

const published = document([
  project(1, { title: '停车设施建设', note: '新增车位100个。', units: by('区住建局'), statedRate: 0.4 }),
  project(2, { title: '社区食堂', note: '建成食堂3家。', units: by('区民政局') }),
]);

/** A newer list for staff: other notes, units and figures, a project more, and a region that residents do not know. */
const internal = [
  document(
    [
      project(1, {
        title: '停车设施建设',
        goal: `建成${CANARY}停车楼。`,
        note: `${CANARY}停车楼资金缺口900万元。`,
        units: by(`${CANARY}公司`),
        officials: [{ name: CANARY, role: 'lead', word: '牵头领导' }],
        figures: [figure({ kind: 'actual', value: 900, unit: '万元', clause: 2 })],
        findings: [{ kind: 'garbled', severity: 'doubt', message: `${CANARY}可疑`, clause: null }],
        status: 'not_started',
        lagging: true,
        statedRate: 0.1,
      }),
      project(3, { title: `${CANARY}搬迁`, note: '正在谈判。', units: by('区住建局') }),
    ],
    {
      audience: 'staff',
      title: `${CANARY}内部调度表`,
      fileName: `${CANARY}.xlsx`,
      period: THIRD_QUARTER,
      findings: [{ kind: 'missing', severity: 'doubt', message: `${CANARY}缺页`, clause: null }],
    },
  ),
  document([project(1, { title: `${CANARY}工程` })], { region: HAISHU, audience: 'leader' }),
];

const whisper: ChatReport = {
  projectId: 'wuhou-2025-02',
  rate: 0.99,
  status: 'done',
  text: `${CANARY}食堂已经开张。`,
  reportedBy: { unit: `${CANARY}局`, role: 'staff' },
  at: NOW,
  today: '2025-07-10',
};

interface Vocabulary {
  ids: string[];
  words: string[];
  names: string[];
}

/** Every id, word and name in a database. */
async function vocabularyOf(store: Store): Promise<Vocabulary> {
  const everything = store.readerFor('operator');
  const ids = (await everything.list({})).map(({ id }) => id);
  const words = [...new Set((await everything.dossiers(ids)).flatMap((one) => pairs(textOf(one))))].sort();
  const names = [...(await everything.units()), ...(await everything.officials())].map(({ name }) => name);
  return { ids, words, names };
}

/** Everything that a reader can be asked. */
async function tellAll(reader: Reader, { ids, words, names }: Vocabulary): Promise<unknown> {
  const searches: string[][] = [];
  for (const word of words) {
    searches.push(await reader.search({ groups: [[word]], limit: 50 }));
    searches.push(await reader.search({ groups: [[word], ['停车']], regionSlugs: ['wuhou'], limit: 50 }));
  }
  const byName = [];
  for (const name of names)
    byName.push(await reader.list({ units: [name] }), await reader.list({ officials: [name] }));
  return {
    regions: await reader.regions(),
    units: await reader.units(),
    officials: await reader.officials(),
    documents: (await reader.documents()).map(({ id, ...rest }) => rest),
    frequencies: [...(await reader.frequencies(words))],
    sounds: [...(await reader.soundingLike(['jin si', 'si que', 'ting che', 'ban qian']))],
    count: await reader.projectCount(),
    searches: searches.filter((found) => found.length > 0),
    byName: byName.flat().map(({ documentId, ...rest }) => rest),
    list: (await reader.list({})).map(({ documentId, ...rest }) => rest),
    dossiers: (await reader.dossiers(ids)).map(({ documentId, ...rest }) => rest),
  };
}

const textOf = ({ name, goal, note, units }: Dossier) =>
  [name, goal, note, ...units.map((unit) => unit.name)].join(' ');

async function filled(documents: readonly ImportedDocument[]): Promise<Store> {
  const store = await openTestStore();
  await store.saveImports(documents, NOW);
  return store;
}

describe('what residents are told', () => {
  const orders: [string, ImportedDocument[]][] = [
    ['after', [published, ...internal]],
    ['before', [...internal, published]],
  ];

  test.each(orders)(
    'does not change when internal documents are stored %s the public ones',
    async (_, all) => {
      const [alone, mixed] = [await filled([published]), await filled(all)];
      await mixed.saveChatReport(whisper, NOW);
      const vocabulary = await vocabularyOf(mixed);
      const told = JSON.stringify(await tellAll(mixed.reader, vocabulary), null, 1);
      expect(told).toBe(JSON.stringify(await tellAll(alone.reader, vocabulary), null, 1));
      expect(told).not.toContain(CANARY);
    },
  );

  test.each(orders)('holds no internal word in histories, changes and exports either: %s', async (_, all) => {
    const store = await filled(all);
    await store.saveChatReport(whisper, NOW);
    const everything = [
      await store.exportProjects(),
      await store.changesSince('2025-01-01T00:00:00.000Z', { role: 'resident' }),
      await Promise.all(
        (await store.readerFor('operator').list({})).map(({ id }) => store.history(id, 'resident')),
      ),
    ];
    expect(JSON.stringify(everything)).not.toContain(CANARY);
    expect(await store.history('wuhou-2025-03')).toBeNull();
    expect(await store.exportProjects()).toHaveLength(2);
    expect(await store.exportProjects('staff')).toHaveLength(3);
    expect(await store.exportProjects('leader')).toHaveLength(4);
  });

  test('stays the same in any order and mixture of lists', async () => {
    const titles = ['停车设施建设', '社区食堂', '老旧小区加装电梯', '口袋公园', '农村饮水安全'];
    const lists = fc.array(
      fc.record({
        audience: fc.constantFrom<Audience>('public', 'staff', 'leader'),
        entries: fc.uniqueArray(fc.nat({ max: titles.length - 1 }), { minLength: 1, maxLength: 4 }),
        end: fc.constantFrom('2025-03-31', '2025-06-30', '2025-09-30'),
      }),
      { minLength: 1, maxLength: 5 },
    );
    const made = ({ audience, entries, end }: { audience: Audience; entries: number[]; end: string }) =>
      document(
        entries.map((title, index) =>
          project(index + 1, {
            title: titles[title]!,
            goal: `${titles[title]}，全年做好${titles[title]}的各项工作。`,
            note: `${audience}说${titles[title]}到${end}进展顺利。`,
          }),
        ),
        { audience, period: { label: end, start: '2025-01-01', end } },
      );
    await fc.assert(
      fc.asyncProperty(lists, fc.constantFrom<Role>('resident', 'staff'), async (given, role) => {
        const all = given.map(made);
        const alone = await filled(all.filter(({ audience = 'public' }) => mayRead(role, audience)));
        const mixed = await filled(all);
        expect(await listedTo(mixed.readerFor(role))).toEqual(await listedTo(alone.readerFor(role)));
        await Promise.all([alone.close(), mixed.close()]);
      }),
      { numRuns: 25 },
    );
  });
});

/** Every dossier in list order, and how many there are. */
async function listedTo(reader: Reader) {
  const ids = (await reader.list({})).map(({ id }) => id);
  const dossiers = (await reader.dossiers(ids)).map(({ documentId, ...rest }) => rest);
  return { ids, dossiers, count: await reader.projectCount() };
}

describe('three documents for three classes of readers', () => {
  const list = (audience: Audience, note: string, end: string) =>
    document([project(1, { title: '口袋公园', note })], {
      audience,
      title: note,
      period: { label: end, start: '2025-01-01', end },
    });

  test('each class reads the newest one that it may read', async () => {
    const store = await filled([
      list('public', '公开稿。', '2025-03-31'),
      list('staff', '内部稿。', '2025-06-30'),
      list('leader', '领导稿。', '2025-09-30'),
    ]);
    const noteFor = async (role: Parameters<Store['readerFor']>[0]) =>
      (await store.readerFor(role).dossiers(['wuhou-2025-01'])).map(({ note }) => note);
    expect(await noteFor('resident')).toEqual(['公开稿。']);
    expect(await noteFor('staff')).toEqual(['内部稿。']);
    expect(await noteFor('leader')).toEqual(['领导稿。']);
    expect(await noteFor('operator')).toEqual(['领导稿。']);
    for (const [role, word] of [
      ['resident', '公开'],
      ['staff', '内部'],
      ['leader', '领导'],
    ] as const) {
      const reader = store.readerFor(role);
      for (const other of ['公开', '内部', '领导']) {
        const found = other === word ? ['wuhou-2025-01'] : [];
        expect(await reader.search({ groups: [[other]], limit: 5 })).toEqual(found);
        expect(await reader.search({ groups: [[other]], regionSlugs: ['wuhou'], limit: 5 })).toEqual(found);
        expect((await reader.frequencies([other])).size).toBe(found.length);
      }
      expect(await reader.projectCount()).toBe(1);
    }
  });

  test('a public document newer than the internal one is what everybody reads', async () => {
    const store = await filled([
      list('staff', '内部稿。', '2025-06-30'),
      list('public', '公开稿。', '2025-09-30'),
    ]);
    expect((await store.readerFor('staff').dossiers(['wuhou-2025-01']))[0]?.note).toBe('公开稿。');
  });

  test('what is stored for staff and published later becomes known to everybody, and can be taken back', async () => {
    const store = await openTestStore();
    const sheet = list('staff', '内部稿。', '2025-06-30');
    await store.saveImport(sheet, NOW);
    expect(await store.reader.projectCount()).toBe(0);
    expect(await store.reader.regions()).toEqual([]);
    expect(await store.saveImport({ ...sheet, audience: 'public' }, NOW)).toMatchObject({
      added: 1,
      stored: true,
    });
    expect((await store.reader.list({})).map(({ id }) => id)).toEqual(['wuhou-2025-01']);
    expect(await store.reader.search({ groups: [['内部']], limit: 5 })).toEqual(['wuhou-2025-01']);
    expect(await store.saveImport({ ...sheet, audience: 'leader' }, NOW)).toMatchObject({
      added: 0,
      stored: true,
    });
    expect(await store.reader.list({})).toEqual([]);
    expect(await store.readerFor('staff').search({ groups: [['内部']], limit: 5 })).toEqual([]);
    expect(await store.reader.frequencies(['内部'])).toEqual(new Map());
    expect(await store.readerFor('leader').projectCount()).toBe(1);
  });
});

test('a public work takes the place of a hidden one, which moves behind and keeps its history', async () => {
  const store = await filled([
    document([project(1, { title: '老旧小区加装电梯三十部', goal: '加装电梯三十部。' })], {
      audience: 'staff',
    }),
    document([project(1, { title: '农村饮水安全巩固提升', note: '管网已铺设。' })]),
  ]);
  const names = async (role: 'resident' | 'staff') =>
    (await store.readerFor(role).list({})).map(({ id, name }) => `${id} ${name}`);
  expect(await names('resident')).toEqual(['wuhou-2025-01 农村饮水安全巩固提升']);
  expect(await names('staff')).toEqual([
    'wuhou-2025-01 农村饮水安全巩固提升',
    'wuhou-2025-02 老旧小区加装电梯三十部',
  ]);
  expect((await store.history('wuhou-2025-02', 'staff'))?.reports).toHaveLength(1);
  expect(await store.readerFor('staff').search({ groups: [['电梯']], limit: 5 })).toEqual(['wuhou-2025-02']);
});

test('a document keeps who handed it in', async () => {
  const store = await openTestStore();
  await store.saveImport(document([project(1)]), NOW, 'telegram:staff');
  expect(await store.reader.documents()).toMatchObject([
    { importedBy: 'telegram:staff', audience: 'public' },
  ]);
});
