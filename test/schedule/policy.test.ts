import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkAll } from '../../src/checks.ts';
import { InputError, type Problem } from '../../src/domain/errors.ts';
import { loadPolicy } from '../../src/policy.ts';
import { rulesFor } from '../../src/schedule/policy.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'minsheng-policy-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const BASE = `schedule:
  preset: standard
  reportCycleDays: 120
  dueSoonDays: 30
  claimTolerancePoints: 20
`;

function written(text: string): string {
  const path = join(folder, 'policy.yaml');
  writeFileSync(path, text);
  return path;
}

function problemsOf(text: string): readonly Problem[] {
  try {
    loadPolicy(written(text));
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  return [];
}

describe('the policy', () => {
  test('that comes with the program names the standard preset and knows all published ones', () => {
    const { schedule } = loadPolicy();
    expect(schedule.preset).toBe('standard');
    expect(Object.keys(schedule.presets)).toEqual([
      'standard',
      'yinchuan',
      'dazu',
      'xinhua',
      'quarter-bands',
    ]);
  });

  test('holds a project to its own rules, then to those of its region, then to those of all', () => {
    const { schedule } = loadPolicy(
      written(`${BASE}  regions:
    lixia: {preset: yinchuan, tolerancePoints: 3}
  projects:
    lixia-2025-02: {preset: dazu}
`),
    );
    const rules = (id: string, regionSlug: string) => rulesFor({ id, regionSlug }, schedule);
    expect(rules('lixia-2025-02', 'lixia')).toMatchObject({ presetName: 'dazu', tolerancePoints: 3 });
    expect(rules('lixia-2025-01', 'lixia')).toMatchObject({ presetName: 'yinchuan', tolerancePoints: 3 });
    expect(rules('huaiyin-2025-01', 'huaiyin')).toMatchObject({ presetName: 'standard', tolerancePoints: 0 });
  });

  test('may bring presets of its own', () => {
    const { schedule } = loadPolicy(
      written(`${BASE.replace('standard', 'ours')}  presets:
    ours:
      about: 低于计划1个百分点即提醒
      rule: {measure: points, bands: [{light: remind, atLeast: 1}]}
      flagged: warn
      notStarted: []
`),
    );
    expect(rulesFor({ id: 'a-2025-01', regionSlug: 'a' }, schedule).presetName).toBe('ours');
  });

  test('that names an unknown preset is told which there are', () => {
    const [problem] = problemsOf(`${BASE}  regions:\n    lixia: {preset: sanming}\n`);
    expect(problem!.where).toContain('policy.yaml');
    expect(problem!.message).toContain('schedule.regions.lixia.preset');
    expect(problem!.message).toMatch(/“sanming”.*可用：standard、yinchuan/);
  });

  test.each([
    ['a misspelt key', '  tolerance: 5\n', 'tolerance'],
    ['a day that is none', '  projects:\n    a-2025-01: {due: 2025-02-30}\n', 'due'],
    [
      'a start behind the due day',
      '  projects:\n    a-2025-01: {start: 2025-09-01, due: 2025-05-01}\n',
      'start',
    ],
    ['an ignored project without a reason', '  projects:\n    a-2025-01: {ignore: true}\n', 'reason'],
  ])('with %s is refused, and where it stands is told', (_, text, told) => {
    const problems = problemsOf(BASE + text);
    expect(problems).toHaveLength(1);
    expect(problems[0]!.message).toContain(told);
  });

  test('is part of what check looks at', async () => {
    const path = join(folder, 'none.yaml');
    const problems = await checkAll({ MINSHENG_POLICY: path });
    expect(problems.find(({ where }) => where === path)?.message).toContain('读不了');
  });
});
