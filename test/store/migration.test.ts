import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { expect, test } from 'vitest';
import { MIGRATIONS } from '../../src/store/migrations/index.ts';
import { document, NOW, openTestStore, project } from './fixtures.ts';

/** A database as the first versions left it, with one project in it. */
async function oldDatabase(): Promise<string> {
  const path = join(mkdtempSync(join(tmpdir(), 'old-')), 'lists.db');
  const database = new Database(path);
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database }) });
  const names = Object.keys(MIGRATIONS).filter((name) => name < '004');
  const old = Object.fromEntries(names.map((name) => [name, MIGRATIONS[name]!]));
  const { error } = await new Migrator({
    db,
    provider: { getMigrations: async () => old },
  }).migrateToLatest();
  expect(error).toBeUndefined();
  database.exec(OLD_ROWS);
  await db.destroy();
  return path;
}

const SUMMARY = {
  ...{
    id: 'wuhou-2025-01',
    regionSlug: 'wuhou',
    regionName: '成都市武侯区',
    year: 2025,
    position: 1,
    number: '1',
  },
  ...{ name: '社区食堂', status: 'in_progress', statusWord: null, lagging: null, statedRate: 0.5 },
  ...{ computedRate: null, officials: [], documentId: 1 },
  units: [{ name: '区民政局', role: 'lead', word: '牵头单位' }],
  period: { label: '2025年上半年', start: '2025-01-01', end: '2025-06-30' },
};
const CLAUSES = [{ part: 'note', ordinal: 0, text: '建成食堂3家。', plain: '建成食堂3家。' }];
const DETAIL = {
  ...{
    title: '社区食堂',
    goal: '',
    note: '建成食堂3家。',
    reason: '',
    clauses: CLAUSES,
    documentTitle: '通报',
  },
  ...{ figures: [], pairs: [], milestones: [], findings: [] },
};

const OLD_ROWS = `
  insert into region values (1, 'wuhou', '成都市武侯区', '["武侯区","武侯"]', '成都市', '510107');
  insert into document values (1, 'hash', 'list.txt', '通报', 1, 2025, '2025年上半年', '2025-01-01', '2025-06-30',
    null, 1, 'table', '2025-07-01T00:00:00.000Z');
  insert into project values (1, 'wuhou-2025-01', 1, 2025, 1);
  insert into report values (1, 1, 1, 1, '1', '社区食堂', '', '建成食堂3家。', '', 'in_progress', null, null, 0.5,
    '[{"name":"区民政局","role":"lead","word":"牵头单位"}]', '[]');
  insert into clause values (1, 0, 'note', '建成食堂3家。');
  insert into unit values (1, '区民政局');
  insert into project_unit values (1, 1, 'lead', '牵头单位');
  insert into revision values (1, 1, 1, 'goal', '甲', '乙', '2025-07-01T00:00:00.000Z');
  insert into term values ('食堂', 1, 'shi tang');
  insert into project_view values (1, 'wuhou-2025-01', 'wuhou', 2025, 1, 'in_progress', '${JSON.stringify(SUMMARY)}',
    '${JSON.stringify(DETAIL)}');
  update counter set value = 1 where name = 'version';
  create virtual table project_search using fts5(
    scope, name, goal, note, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 0');
  insert into project_search (rowid, scope, name, goal, note) values (1, 'r1 y2025', '社区 食堂', '', '建成 食堂');
`;

test('a database of the first versions keeps all it holds, public', async () => {
  const path = await oldDatabase();
  const store = await openTestStore(path);
  for (const role of ['resident', 'staff', 'leader'] as const) {
    const reader = store.readerFor(role);
    expect(await reader.dossiers(['wuhou-2025-01'])).toEqual([{ ...SUMMARY, ...DETAIL }]);
    expect(await reader.search({ groups: [['食堂']], limit: 5 })).toEqual(['wuhou-2025-01']);
    expect(await reader.search({ groups: [['食堂']], regionSlugs: ['wuhou'], limit: 5 })).toEqual([
      'wuhou-2025-01',
    ]);
    expect(await reader.frequencies(['食堂'])).toEqual(new Map([['食堂', 1]]));
    expect(await reader.units()).toEqual([{ name: '区民政局', regionSlugs: ['wuhou'] }]);
    expect(await reader.list({ units: ['区民政局'] })).toHaveLength(1);
    expect(await reader.projectCount()).toBe(1);
    expect(await reader.documents()).toMatchObject([{ audience: 'public', importedBy: null }]);
    expect((await store.history('wuhou-2025-01', role))?.revisions).toHaveLength(1);
  }
  await store.close();
});

test('and takes new documents, public and internal ones', async () => {
  const path = await oldDatabase();
  const store = await openTestStore(path);
  const newer = document(
    [project(1, { title: '社区食堂', note: '选址遇阻。' }), project(2, { title: '公园' })],
    {
      audience: 'staff',
      period: { label: '三季度', start: '2025-07-01', end: '2025-09-30' },
    },
  );
  expect(await store.saveImport(newer, NOW)).toMatchObject({ added: 1, changed: 1 });
  expect((await store.reader.dossiers(['wuhou-2025-01']))[0]?.note).toBe('建成食堂3家。');
  expect((await store.readerFor('staff').dossiers(['wuhou-2025-01']))[0]?.note).toBe('选址遇阻。');
  expect(await store.readerFor('staff').search({ groups: [['选址']], limit: 5 })).toEqual(['wuhou-2025-01']);
  expect(await store.reader.search({ groups: [['选址']], limit: 5 })).toEqual([]);
  await store.close();
});

test('a project that all readers see alike takes one row', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'rows-')), 'lists.db');
  const store = await openTestStore(path);
  const list = (note: string, audience: 'public' | 'staff' | 'leader') =>
    document([project(1, { title: '社区食堂', note }), project(2, { title: '公园' })], { audience });
  const rows = () => {
    const database = new Database(path, { readonly: true });
    const select = 'select code, tier_from, tier_to from project_view order by code, tier_from';
    const found = database.prepare(select).raw().all();
    database.close();
    return found;
  };
  await store.saveImport(list('一。', 'public'), NOW);
  await store.saveImport(list('二。', 'public'), NOW);
  expect(rows()).toEqual([
    ['wuhou-2025-01', 0, 2],
    ['wuhou-2025-02', 0, 2],
  ]);
  await store.saveImport(
    document([project(2, { title: '公园', note: '三。' })], { audience: 'leader' }),
    NOW,
  );
  expect(rows()).toEqual([
    ['wuhou-2025-01', 0, 2],
    ['wuhou-2025-02', 0, 1],
    ['wuhou-2025-02', 2, 2],
  ]);
  await store.close();
});
