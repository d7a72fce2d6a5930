import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ImportedDocument } from '../../src/domain/project.ts';
import type { Store } from '../../src/store/store.ts';
import { document, figure, NOW, openTestStore, project, WUHOU } from './fixtures.ts';

const HAISHU = { ...WUHOU, slug: 'haishu', fullName: '宁波市海曙区', shortNames: ['海曙'], code: '330203' };
const THIRD_QUARTER = { label: '2025年三季度', start: '2025-07-01', end: '2025-09-30' };
const unit = (name: string) => ({ name, role: 'lead' as const, word: '牵头单位' });
const official = (name: string) => ({ name, role: 'lead' as const, word: '牵头领导' });

const half = () =>
  document([
    project(1, {
      title: '停车设施建设',
      note: '新增车位100个。',
      statedRate: 0.4,
      units: [unit('区住建局')],
    }),
    project(2, { title: '社区食堂', note: '建成食堂3家。' }),
    project(3, { title: '口袋公园', note: '正在选址。' }),
  ]);

/** Another order, one changed, one new with new names, one gone. */
const third = (given: Partial<ImportedDocument> = {}) =>
  document(
    [
      project(1, { title: '社区食堂', note: '建成食堂9家。', status: 'done' }),
      project(2, {
        title: '停车设施建设',
        note: '新增车位250个。',
        statedRate: 0.9,
        units: [unit('区城管局')],
        officials: [official('张三')] as never,
        figures: [figure({ kind: 'actual', value: 250, unit: '个', clause: 1 })],
      }),
      project(4, { title: '加装电梯', note: '已加装5部。', units: [unit('区房管局')] }),
    ],
    { period: THIRD_QUARTER, ...given },
  );

interface Opened {
  store: Store;
  /** Every row of every table that residents, staff or later imports depend on. */
  rows(): Record<string, unknown[]>;
}

const TABLES = [
  ...['region', 'document', 'project', 'report', 'clause', 'figure', 'pair', 'milestone', 'finding'],
  ...['unit', 'official', 'project_unit', 'project_official', 'revision', 'term', 'project_view'],
];

async function open(): Promise<Opened> {
  const path = join(mkdtempSync(join(tmpdir(), 'undo-')), 'lists.db');
  const store = await openTestStore(path);
  return {
    store,
    rows() {
      const database = new Database(path, { readonly: true });
      const all = TABLES.map((table) => {
        const rows = database.prepare(`select * from "${table}"`).all() as Record<string, unknown>[];
        const plain = table === 'project_view' ? rows.map(({ id: _, ...rest }) => rest) : rows;
        return [table, plain.map((row) => JSON.stringify(row)).sort()] as const;
      });
      database.close();
      return Object.fromEntries(all);
    },
  };
}

async function undoLast(store: Store, scope: { regionSlug?: string; year?: number } = {}) {
  const plan = await store.planUndo({ role: 'operator', ...scope });
  return 'undoable' in plan ? store.undoImport(plan.undoable.id, NOW) : plan.hindrance;
}

const found = (store: Store, word: string) => store.reader.search({ groups: [[word]], limit: 9 });

test('after the undo every row and the index are as before the import, and its words are found no more', async () => {
  const { store, rows } = await open();
  await store.saveImport(half(), NOW);
  const before = rows();
  await store.saveImport(third(), NOW);
  expect(await found(store, '电梯')).toHaveLength(1);
  expect(rows()).not.toEqual(before);
  expect(await undoLast(store)).toMatchObject({ vanishing: 1, reverting: 2, onlyReaders: false });
  expect(rows()).toEqual(before);
  expect(await found(store, '电梯')).toEqual([]);
  expect(await found(store, '选址')).toEqual(['wuhou-2025-03']);
  expect((await store.reader.dossiers(['wuhou-2025-01']))[0]).toMatchObject({ name: '停车设施建设' });
});

test('a second undo takes the one before, a third says that there is nothing', async () => {
  const { store, rows } = await open();
  const empty = rows();
  await store.saveImport(half(), NOW);
  await store.saveImport(third(), NOW);
  await undoLast(store);
  expect(await undoLast(store)).toMatchObject({ vanishing: 3 });
  expect(rows()).toEqual(empty);
  expect(await undoLast(store)).toBe('nothing');
});

test('readers see the change at once: the version counts on', async () => {
  const { store } = await open();
  await store.saveImport(half(), NOW);
  const version = await store.reader.version();
  await undoLast(store);
  expect(await store.reader.version()).toBe(version + 1);
  expect(await store.reader.projectCount()).toBe(0);
});

test('only the last import of a list can be undone, and those of other lists stay as they are', async () => {
  const { store } = await open();
  await store.saveImport(half(), NOW);
  const plan = await store.planUndo({ role: 'operator' });
  const first = 'undoable' in plan ? plan.undoable.id : 0;
  await store.saveImport(third(), NOW);
  await store.saveImport(document([project(1, { title: '校园食堂' })], { region: HAISHU }), NOW);
  expect(await store.undoImport(first, NOW)).toBeNull();
  expect(await undoLast(store, { regionSlug: 'wuhou', year: 2025 })).toMatchObject({
    regionName: '成都市武侯区',
  });
  expect(await found(store, '校园')).toEqual(['haishu-2025-01']);
  expect((await store.reader.dossiers(['wuhou-2025-01']))[0]?.note).toBe('新增车位100个。');
});

test('a document only opened to the public is for its earlier readers again, and stays', async () => {
  const { store, rows } = await open();
  const list = half();
  await store.saveImport({ ...list, audience: 'staff' }, NOW, 'telegram:staff');
  const before = rows();
  await store.saveImport(list, '2025-08-01T00:00:00.000Z');
  expect(await store.reader.projectCount()).toBe(3);
  expect(await undoLast(store)).toMatchObject({ onlyReaders: true, vanishing: 0 });
  expect(rows()).toEqual(before);
  expect(await store.reader.projectCount()).toBe(0);
});

test('what was told in a chat of a project that would vanish hinders the undo', async () => {
  const { store } = await open();
  await store.saveImport(half(), NOW);
  const told = {
    ...{
      projectId: 'wuhou-2025-02',
      rate: null,
      status: null,
      text: '已开工。',
      today: '2025-07-11',
      at: NOW,
    },
    reportedBy: { unit: null, role: 'staff' as const },
  };
  await store.saveChatReport(told, NOW);
  expect(await undoLast(store)).toBe('reportedSince');
  await store.saveImport(third(), NOW);
  expect(await undoLast(store)).toMatchObject({ vanishing: 1 });
  const [dossier] = await store.readerFor('staff').dossiers(['wuhou-2025-02']);
  expect(dossier?.reported?.text).toBe('已开工。');
});

test('somebody who may not read the last document learns nothing of it', async () => {
  const { store } = await open();
  await store.saveImport({ ...half(), audience: 'leader' }, NOW);
  expect(await store.planUndo({ role: 'staff' })).toEqual({ hindrance: 'nothing' });
});

test('the id of a document that is undone is never given again', async () => {
  const { store } = await open();
  const { documentId } = await store.saveImport(half(), NOW);
  await undoLast(store);
  expect((await store.saveImport(half(), NOW)).documentId).toBeGreaterThan(documentId);
});

test('any imports, undone one after the other, leave what was before each of them', async () => {
  const entry = fc.record({
    title: fc.constantFrom('停车设施建设', '社区食堂', '口袋公园', '加装电梯', '校园食堂'),
    note: fc.constantFrom('', '正在选址。', '建成3家。'),
    unit: fc.constantFrom('区住建局', '区民政局', '区教体局'),
  });
  const step = fc.record({
    entries: fc.uniqueArray(entry, { minLength: 1, maxLength: 4, selector: ({ title }) => title }),
    audience: fc.constantFrom('public', 'staff', 'leader'),
    end: fc.constantFrom('2025-03-31', '2025-06-30', '2025-09-30'),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async (steps) => {
      const { store, rows } = await open();
      const states: unknown[] = [];
      for (const { entries, audience, end } of steps) {
        states.push(rows());
        const projects = entries.map(({ title, note, unit: name }, index) =>
          project(index + 1, { title, note, units: [unit(name)] }),
        );
        const period = { label: end, start: '2025-01-01', end };
        await store.saveImport(document(projects, { audience, period }), NOW);
      }
      for (const state of states.reverse()) {
        await undoLast(store);
        expect(rows()).toEqual(state);
      }
      await store.close();
    }),
    { numRuns: 12 },
  );
});
