import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { document, figure, NOW, openTestStore, project, WUHOU } from './fixtures.ts';

const THIRD_QUARTER = { label: '2025年三季度', start: '2025-07-01', end: '2025-09-30' };
const HAISHU = { ...WUHOU, slug: 'haishu', fullName: '宁波市海曙区', shortNames: ['海曙'], code: '330203' };

const before = document([
  project(1, { title: '停车设施建设', note: '新增车位100个。', statedRate: 0.4 }),
  project(2, { title: '社区食堂', note: '建成食堂3家。' }),
  project(3, { title: '口袋公园', note: '正在选址。' }),
]);

const after = document(
  [
    project(1, { title: '停车设施建设', note: '新增车位250个。', statedRate: 0.9, status: 'done' }),
    project(2, {
      title: '社区食堂',
      note: '建成食堂3家。',
      findings: [{ kind: 'garbled', severity: 'doubt', message: '有乱码。', clause: null }],
    }),
    project(4, { title: '加装电梯', note: '已加装5部。' }),
  ],
  {
    period: THIRD_QUARTER,
    findings: [{ kind: 'declaredCount', severity: 'doubt', message: '少一项。', clause: null }],
  },
);

test('tells what each project would become, what is gone and what is doubtful', async () => {
  const store = await openTestStore();
  await store.saveImport(before, NOW);
  const [preview] = await store.previewImports([after], NOW);
  expect(preview?.report).toMatchObject({ stored: true, added: 1, changed: 2, unchanged: 0, doubts: 2 });
  expect(preview?.projects.map(({ id, name, change }) => [id, name, change])).toEqual([
    ['wuhou-2025-01', '停车设施建设', 'changed'],
    ['wuhou-2025-02', '社区食堂', 'changed'],
    ['wuhou-2025-04', '加装电梯', 'added'],
  ]);
  expect(preview?.projects[0]?.fields).toEqual([
    { field: 'status', before: 'in_progress', after: 'done' },
    { field: 'rate', before: '0.4', after: '0.9' },
    { field: 'note', before: '新增车位100个。', after: '新增车位250个。' },
  ]);
  expect(preview?.gone).toEqual([{ id: 'wuhou-2025-03', number: '3', name: '口袋公园' }]);
  expect(preview?.doubts.map(({ number, message }) => [number, message])).toEqual([
    [null, '少一项。'],
    ['2', '有乱码。'],
  ]);
});

test('the second document is seen as after the first', async () => {
  const store = await openTestStore();
  const previews = await store.previewImports([before, after, before], NOW);
  expect(previews.map(({ report }) => [report.added, report.changed, report.stored])).toEqual([
    [3, 0, true],
    [1, 2, true],
    [0, 0, false],
  ]);
});

test('writes nothing: not a byte of the file, no word of the index, no count', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'preview-')), 'lists.db');
  const bytes = () => createHash('sha256').update(readFileSync(path)).digest('hex');
  const first = await openTestStore(path);
  await first.saveImport(before, NOW);
  await first.close();
  const untouched = bytes();
  const store = await openTestStore(path);
  const version = await store.reader.version();
  await store.previewImports([after, document([project(1, { title: '加装电梯' })], { region: HAISHU })], NOW);
  expect(await store.reader.version()).toBe(version);
  for (const role of ['resident', 'operator'] as const) {
    const reader = store.readerFor(role);
    expect(await reader.search({ groups: [['电梯']], limit: 5 })).toEqual([]);
    expect(await reader.search({ groups: [['选址']], limit: 5 })).toEqual(['wuhou-2025-03']);
    expect(await reader.frequencies(['电梯', '食堂'])).toEqual(new Map([['食堂', 1]]));
    expect((await reader.regions()).map(({ slug }) => slug)).toEqual(['wuhou']);
    expect(await reader.documents()).toHaveLength(1);
  }
  expect((await store.reader.dossiers(['wuhou-2025-01']))[0]?.note).toBe('新增车位100个。');
  await store.close();
  expect(bytes()).toBe(untouched);
  const later = await openTestStore(path);
  expect(await later.saveImport(after, NOW)).toMatchObject({ added: 1, changed: 2 });
  expect(await later.reader.search({ groups: [['电梯']], limit: 5 })).toEqual(['wuhou-2025-04']);
  await later.close();
});

test('a document that cannot be stored leaves the database usable', async () => {
  const store = await openTestStore();
  const broken = project(1, {
    clauses: [
      { part: 'note', ordinal: 0, text: 'x' },
      { part: 'note', ordinal: 0, text: 'y' },
    ],
  });
  const twice = [document([broken]), document([broken], { contentHash: 'later' })];
  await expect(store.previewImports(twice, NOW)).rejects.toThrow();
  expect(await store.saveImport(before, NOW)).toMatchObject({ added: 3 });
});

test('figures of progress that say something else are told by indicator, word for word', async () => {
  const store = await openTestStore();
  const parking = (value: number, given = {}) =>
    document(
      [
        project(1, {
          title: '停车',
          figures: [figure({ kind: 'actual', value, unit: '个', indicator: '新增车位' })],
        }),
      ],
      given,
    );
  await store.saveImport(parking(100), NOW);
  const [preview] = await store.previewImports([parking(250, { period: THIRD_QUARTER })], NOW);
  expect(preview?.projects[0]?.figures).toEqual([
    { indicator: '新增车位', before: '100个', after: '250个', fell: false },
  ]);
});

test('what was previewed is stored only while its list is as it was', async () => {
  const store = await openTestStore();
  await store.saveImport(before, NOW);
  const [preview] = await store.previewImports([after], NOW);
  const previewed = [{ document: after, basis: preview!.basis }];
  await store.saveImport(document([project(1)], { region: HAISHU }), NOW);
  const newer = await store.saveImport(document([project(1, { title: '停车设施建设' })]), NOW);
  expect(await store.confirmImports(previewed, NOW)).toBeNull();
  expect(await store.reader.search({ groups: [['电梯']], limit: 5 })).toEqual([]);
  const plan = await store.planUndo({ role: 'operator', regionSlug: 'wuhou' });
  expect(plan).toMatchObject({ undoable: { documentId: newer.documentId } });
  if ('undoable' in plan) await store.undoImport(plan.undoable.id, NOW);
  expect(await store.confirmImports(previewed, NOW)).toMatchObject([{ stored: true, added: 1 }]);
});
