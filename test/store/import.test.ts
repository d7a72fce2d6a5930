import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ImportedProject } from '../../src/domain/project.ts';
import { document, figure, NOW, openTestStore, project, WUHOU } from './fixtures.ts';

const unit = (name: string) => ({ name, role: 'lead' as const, word: '牵头单位' });
const PLAN = { period: null, title: '2025年民生实事项目安排' };

test('keeps every text, figure and link of an imported list and hands it out as a dossier', async () => {
  const store = await openTestStore();
  const parking = project(2, {
    title: '停车设施建设',
    goal: '新增公共停车位5000个。',
    note: '已新增公共停车位1250个。',
    units: [unit('区住建局')],
    figures: [
      figure({ kind: 'target', value: 5000, unit: '个', clause: 1 }),
      figure({ kind: 'actual', value: 1250, unit: '个', clause: 2, asOf: '2025-06-30' }),
    ],
    pairs: [{ target: 0, actual: 1, ratio: 0.25, statedRatio: null }],
    milestones: [{ what: '完工', due: '2025-12-31', printed: '年底', clause: 1 }],
    findings: [{ kind: 'missing', severity: 'doubt', message: '缺少责任人。', clause: null }],
  });
  const report = await store.saveImport(document([project(1), parking]), NOW);
  expect(report).toEqual({ documentId: 1, stored: true, added: 2, changed: 0, unchanged: 0, doubts: 1 });
  const [dossier] = await store.reader.dossiers(['wuhou-2025-02']);
  expect(dossier).toMatchObject({
    name: '停车设施建设',
    regionName: '成都市武侯区',
    computedRate: 0.25,
    statedRate: null,
    figures: parking.figures,
    milestones: parking.milestones,
    findings: parking.findings,
    documentTitle: '2025年民生实事推进情况（上半年）',
  });
  expect(dossier?.clauses[1]?.plain).toContain('停车');
  expect((await store.history('wuhou-2025-02'))?.reports[0]).toMatchObject(parking);
  await store.close();
});

test('the same file twice changes nothing', async () => {
  const store = await openTestStore();
  const list = document([project(1)]);
  await store.saveImport(list, NOW);
  const version = await store.reader.version();
  const again = await store.saveImport(list, '2025-08-01T00:00:00.000Z');
  expect(again).toEqual({ documentId: 1, stored: false, added: 0, changed: 0, unchanged: 1, doubts: 0 });
  expect(await store.reader.version()).toBe(version);
  expect(await store.reader.documents()).toHaveLength(1);
});

test('a progress report shows its own note beside the goal, units and targets of the plan before it', async () => {
  const store = await openTestStore();
  const plan = project(1, {
    title: '停车设施建设',
    goal: '新增公共停车位5000个。',
    units: [unit('区住建局')],
    status: 'unknown',
    figures: [figure({ kind: 'target', value: 5000, unit: '个', clause: 1 })],
  });
  const progress = project(1, {
    title: '停车设施建设',
    note: '已新增1250个。',
    figures: [figure({ kind: 'actual', value: 1250, unit: '个', clause: 1 })],
  });
  await store.saveImport(document([plan], PLAN), NOW);
  const report = await store.saveImport(document([progress]), NOW);
  expect(report).toMatchObject({ added: 0, changed: 1 });
  const [dossier] = await store.reader.dossiers(['wuhou-2025-01']);
  expect(dossier).toMatchObject({
    goal: plan.goal,
    note: progress.note,
    units: plan.units,
    status: 'in_progress',
  });
  const textOf = (index: number) => dossier?.clauses[dossier.figures[index]!.clause]?.text;
  expect(dossier?.figures.map((item) => item.value)).toEqual([5000, 1250]);
  expect([textOf(0), textOf(1)]).toEqual(['新增公共停车位5000个。', '已新增1250个。']);
  expect((await store.history('wuhou-2025-01'))?.reports).toHaveLength(2);
});

test('targets of the plan and actuals of a report make a rate when the store is told how to pair them', async () => {
  const both = [{ target: 0, actual: 1, ratio: 0.25, statedRatio: null }];
  const store = await openTestStore(':memory:', (figures) => (figures.length === 2 ? both : []));
  const goal = {
    goal: '新增停车位5000个。',
    figures: [figure({ kind: 'target', value: 5000, unit: '个', clause: 1 })],
  };
  const note = {
    note: '已新增1250个。',
    figures: [figure({ kind: 'actual', value: 1250, unit: '个', clause: 1 })],
  };
  await store.saveImport(document([project(1, goal)], PLAN), NOW);
  await store.saveImport(document([project(1, note)]), NOW);
  expect((await store.reader.list({}))[0]?.computedRate).toBe(0.25);
});

test('a newer document that says the same of a project updates only the others', async () => {
  const store = await openTestStore();
  const third = {
    period: { label: '2025年三季度', start: '2025-07-01', end: '2025-09-30' },
    title: '三季度',
  };
  const canteen = { title: '社区食堂', note: '已建成社区食堂12家。' };
  const park = { title: '口袋公园', note: '已建成口袋公园3处。', statedRate: 0.5 };
  const list = (park: Partial<ImportedProject>) => [project(1, canteen), project(2, park)];
  await store.saveImport(document(list(park)), NOW);
  expect(await store.saveImport(document(list(park), third), NOW)).toMatchObject({
    changed: 0,
    unchanged: 2,
  });
  const [dossier] = await store.reader.dossiers(['wuhou-2025-01']);
  expect(dossier).toMatchObject({ documentTitle: '三季度', period: third.period });
  const faster = document(list({ ...park, statedRate: 0.6 }), third);
  expect(await store.saveImport(faster, NOW)).toMatchObject({ added: 0, changed: 1, unchanged: 1 });
  await store.close();
});

test('two programs may store into one file at the same time', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'store-')), 'lists.db');
  const [one, other] = [await openTestStore(path), await openTestStore(path)];
  await one.saveImport(document([project(1)]), NOW);
  expect(await other.saveImport(document([project(2)]), NOW)).toMatchObject({ added: 1 });
  expect((await one.reader.list({})).map((item) => item.id)).toEqual(['wuhou-2025-01', 'wuhou-2025-02']);
  await Promise.all([one.close(), other.close()]);
});

test('a file that is no database is refused by name', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'store-')), 'notes.txt');
  writeFileSync(path, '这不是数据库。'.repeat(200));
  await expect(openTestStore(path)).rejects.toThrow(`数据库 ${path}：打不开`);
});

test('a report of an earlier period imported late stays history', async () => {
  const store = await openTestStore();
  const first = { period: { label: '2025年一季度', start: '2025-01-01', end: '2025-03-31' } };
  await store.saveImport(document([project(1, { note: '已完成一半。' })]), NOW);
  await store.saveImport(document([project(1, { note: '刚刚开工。' })], first), NOW);
  const [dossier] = await store.reader.dossiers(['wuhou-2025-01']);
  expect(dossier?.note).toBe('已完成一半。');
  expect(await store.reader.search({ groups: [['开工']], limit: 5 })).toEqual([]);
  expect((await store.history('wuhou-2025-01'))?.reports.map((report) => report.note)).toEqual([
    '已完成一半。',
    '刚刚开工。',
  ]);
});

test('a changed target is kept as a revision and the old report stays as filed', async () => {
  const store = await openTestStore();
  await store.saveImport(document([project(1, { goal: '建成公园20处。' })], PLAN), NOW);
  await store.saveImport(document([project(1, { goal: '建成公园16处。' })]), NOW);
  const history = await store.history('wuhou-2025-01');
  expect(history?.revisions).toEqual([
    { field: 'goal', before: '建成公园20处。', after: '建成公园16处。', documentId: 2, at: NOW },
  ]);
  expect(history?.reports[1]?.goal).toBe('建成公园20处。');
});

test('a project that moved in the list is recognised by its name', async () => {
  const store = await openTestStore();
  await store.saveImport(
    document([project(1, { title: '社区食堂' }), project(2, { title: '口袋公园' })], PLAN),
    NOW,
  );
  await store.saveImport(document([project(1, { title: '口袋公园', note: '完工。' })]), NOW);
  const [dossier] = await store.reader.dossiers(['wuhou-2025-02']);
  expect(dossier).toMatchObject({ name: '口袋公园', note: '完工。' });
});

test('another work at the same position becomes a project of its own', async () => {
  const store = await openTestStore();
  await store.saveImport(
    document([project(1, { title: '老旧小区加装电梯三十部', goal: '加装电梯三十部。' })], PLAN),
    NOW,
  );
  await store.saveImport(
    document([project(1, { title: '农村饮水安全巩固提升', note: '管网已铺设。' })]),
    NOW,
  );
  const names = (await store.reader.list({})).map((item) => `${item.id} ${item.name}`);
  expect(names).toEqual(['wuhou-2025-01 老旧小区加装电梯三十部', 'wuhou-2025-02 农村饮水安全巩固提升']);
});

test('a slug that another place has already gets the parent before it', async () => {
  const store = await openTestStore();
  const place = (fullName: string, parentName: string) => ({
    ...WUHOU,
    slug: 'shizhong',
    fullName,
    parentName,
  });
  await store.saveImport(document([project(1)], { region: place('济南市市中区', '济南市') }), NOW);
  await store.saveImport(document([project(1)], { region: place('枣庄市市中区', '枣庄市') }), NOW);
  await store.saveImport(document([project(2)], { region: place('枣庄市市中区', '枣庄市') }), NOW);
  expect((await store.reader.list({})).map((item) => item.id)).toEqual([
    'shizhong-2025-01',
    'zaozhuang-shizhong-2025-01',
    'zaozhuang-shizhong-2025-02',
  ]);
});

test('an import that fails leaves nothing behind', async () => {
  const store = await openTestStore();
  const broken = project(2, {
    clauses: [
      { part: 'note', ordinal: 0, text: 'x' },
      { part: 'note', ordinal: 0, text: 'y' },
    ],
  });
  await expect(store.saveImport(document([project(1), broken]), NOW)).rejects.toThrow();
  expect(await store.reader.projectCount()).toBe(0);
  expect(await store.reader.documents()).toEqual([]);
  expect(await store.reader.search({ groups: [['项目']], limit: 5 })).toEqual([]);
  expect(await store.saveImport(document([project(1)]), NOW)).toMatchObject({ added: 1 });
});

test('what was stored is there after a restart', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'store-')), 'deep', 'lists.db');
  const first = await openTestStore(path);
  await first.saveImport(document([project(1, { title: '社区食堂' })]), NOW);
  expect(await first.reader.search({ groups: [['食堂']], limit: 5 })).toEqual(['wuhou-2025-01']);
  await first.close();
  const second = await openTestStore(path);
  expect(await second.reader.search({ groups: [['食堂']], limit: 5 })).toEqual(['wuhou-2025-01']);
  expect((await second.saveImport(document([project(2)]), NOW)).added).toBe(1);
  await second.close();
});

test('a corrected file of the same period takes the place of the first, and both are kept', async () => {
  const store = await openTestStore();
  const goal = (text: string) => project(1, { title: '停车设施建设', goal: text, note: '已新增1250个。' });
  await store.saveImport(document([goal('新增公共停车位5000个。')]), NOW);
  const corrected = document([{ ...goal('新增公共停车位4500个。'), statedRate: 0.28 }]);
  expect(await store.saveImport(corrected, NOW)).toMatchObject({ added: 0, changed: 1 });
  const [dossier] = await store.reader.dossiers(['wuhou-2025-01']);
  expect(dossier).toMatchObject({ goal: '新增公共停车位4500个。', statedRate: 0.28 });
  const history = await store.history('wuhou-2025-01');
  expect(history?.reports.map(({ goal: text, period }) => [text, period?.end])).toEqual([
    ['新增公共停车位4500个。', '2025-06-30'],
    ['新增公共停车位5000个。', '2025-06-30'],
  ]);
  expect(history?.revisions).toEqual([
    expect.objectContaining({
      field: 'goal',
      before: '新增公共停车位5000个。',
      after: '新增公共停车位4500个。',
    }),
  ]);
});
