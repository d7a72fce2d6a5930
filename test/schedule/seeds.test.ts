import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Assessment, assessAll } from '../../src/assessment.ts';
import { openDatabase, type ProgramDatabase } from '../../src/database.ts';
import type { Verdict } from '../../src/domain/schedule.ts';
import { unbacked } from '../../src/questions/ground.ts';
import { verdictLine } from '../../src/schedule/wording.ts';
import { importSeeds } from '../../src/seeds.ts';
import { POLICY } from './support.ts';

const SILENT = { debug() {}, info() {}, warn() {}, error() {} };
const TODAY = '2025-07-01';

let folder: string;
let database: ProgramDatabase;
let assessed: Assessment[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'minsheng-schedule-'));
  database = await openDatabase(join(folder, 'lists.db'));
  await importSeeds(database, SILENT, `${TODAY}T04:00:00.000Z`);
  assessed = await assessAll(database.store, POLICY, { role: 'staff', today: TODAY });
});

afterAll(async () => {
  await database.store.close();
  rmSync(folder, { recursive: true, force: true });
});

const verdictOf = (id: string): Verdict => assessed.find(({ project }) => project.id === id)!.verdict;
const inRegion = (slug: string) => assessed.filter(({ project }) => project.regionSlug === slug);

describe('the sample list of Zhangqiu at mid-year', () => {
  test('has one project behind: 43% where 49.6% of the year had gone by', () => {
    const behind = inRegion('zhangqiu').filter(({ verdict }) =>
      ['remind', 'warn', 'serious'].includes(verdict.light),
    );
    expect(behind.map(({ project }) => project.id)).toEqual(['zhangqiu-2025-04']);
    expect(behind[0]!.verdict).toMatchObject({ light: 'remind', decidedBy: 'line', pointsBehind: 6.6 });
    expect(behind[0]!.line).toBe('提醒：截至2025-06-30，完成43%，时间进度为49.6%，低6.6个百分点');
  });

  test('finds nothing behind that its document calls done', () => {
    const done = inRegion('zhangqiu').filter(({ project }) => project.status === 'done');
    expect(done.length).toBe(10);
    expect(new Set(done.map(({ verdict }) => verdict.light))).toEqual(new Set(['done']));
  });

  test('doubts 3 of 4 at 100% and mends neither', () => {
    const verdict = verdictOf('zhangqiu-2025-05');
    expect(verdict).toMatchObject({ light: 'done', rate: 1 });
    expect(verdict.reasons[1]).toMatchObject({
      code: 'claimDisagrees',
      values: { stated: 1, computed: 0.75 },
      words: { actual: '3家', whole: '4家' },
    });
  });
});

test('doubts are told to staff, not to residents', async () => {
  const heard = await assessAll(database.store, POLICY, {
    role: 'resident',
    today: TODAY,
    region: 'zhangqiu',
  });
  expect(heard.map(({ verdict }) => verdict.light)).toEqual(
    inRegion('zhangqiu').map(({ verdict }) => verdict.light),
  );
  expect(heard.flatMap(({ verdict }) => verdict.reasons.map(({ code }) => code))).not.toContain(
    'claimDisagrees',
  );
});

describe('the sample lists', () => {
  test('without progress are unknown throughout', () => {
    const plan = inRegion('shizhong').filter(({ project }) => project.year === 2024);
    expect(plan.length).toBe(24);
    expect(new Set(plan.map(({ verdict }) => verdict.light))).toEqual(new Set(['unknown']));
  });

  test('have verdicts whose every figure is backed', () => {
    expect(assessed.length).toBe(95);
    for (const { verdict } of assessed) expect(unbacked(verdictLine(verdict))).toEqual([]);
  });
});
