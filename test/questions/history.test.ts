import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ImportedDocument } from '../../src/domain/project.ts';
import { QINGYANG } from './lists.ts';
import {
  actual,
  document,
  entry,
  linesOf,
  openEngine,
  SETUP_MS,
  type TestEngine,
  target,
  textOf,
} from './support.ts';

/** The same three projects by the end of a quarter. */
function quarter(
  end: string,
  [jobs, rate, lagging]: [number, number, boolean],
  title: string,
): ImportedDocument {
  return document(
    [
      entry(1, {
        title: '城镇就业促进',
        goal: '全年城镇新增就业8000人。',
        note: `城镇新增就业${jobs}人。`,
        figures: [target('城镇新增就业', 8000, '人'), actual('城镇新增就业', jobs, '人')],
        pairs: [[0, 1]],
        statedRate: rate,
        lagging,
      }),
      entry(2, { title: '口袋公园建设', goal: '新建口袋公园8个。', note: '正在施工。' }),
    ],
    { region: QINGYANG, year: 2025, period: { label: title, start: '2025-01-01', end }, title },
  );
}

const FIRST = '青羊区2025年民生实事一季度进展';
const SECOND = '青羊区2025年民生实事二季度进展';

let base: TestEngine;
beforeAll(async () => {
  base = await openEngine([
    quarter('2025-03-31', [1500, 0.19, true], FIRST),
    quarter('2025-06-30', [4240, 0.53, false], SECOND),
  ]);
}, SETUP_MS);
afterAll(async () => {
  expect(base.rejected).toEqual([]);
  await base.close();
});

const ask = (...turns: string[]) => base.talk().ask(...turns);

describe('a project over time', () => {
  test('is told by what changed first, with its arithmetic', async () => {
    const answer = await ask('青羊区城镇就业跟上季度比涨了多少');
    expect(answer.projects).toEqual(['qingyang-2025-01']);
    expect(linesOf(answer, 'text')[0]).toBe('城镇新增就业：从1500人到4240人，增加2740人');
    expect(linesOf(answer, 'text')[1]).toBe('完成率：从19%到53%，增加34个百分点');
  });

  test('has a line for each report, oldest first, with the flag of each', async () => {
    const lines = linesOf(await ask('青羊区城镇就业什么时候开始滞后的'), 'text');
    expect(lines.slice(-2)).toEqual([
      '截至2025-03-31：城镇新增就业1500人，完成率19%，未达序时进度',
      '截至2025-06-30：城镇新增就业4240人，完成率53%，达序时进度',
    ]);
  });

  test('names the document of each report', async () => {
    const answer = await ask('青羊区城镇就业进展怎么样', '跟上季度比怎么样');
    expect(answer.sources).toEqual([
      { document: FIRST, asOf: '2025-03-31' },
      { document: SECOND, asOf: '2025-06-30' },
    ]);
  });

  test('is quoted where neither figure nor rate is given', async () => {
    const answer = await ask('青羊区口袋公园跟上季度比有什么变化');
    expect(answer.projects).toEqual(['qingyang-2025-02']);
    expect(textOf(answer)).toContain('正在施工');
    expect(textOf(answer)).not.toContain('增加');
  });
});

test('one report alone is said to be the only one', async () => {
  const alone = await openEngine([quarter('2025-06-30', [4240, 0.53, false], SECOND)]);
  try {
    const answer = await alone.talk().ask('青羊区城镇就业跟上季度比涨了多少');
    expect(linesOf(answer, 'note')[0]).toBe('只收录了一期进展（截至2025-06-30），没有可比的上一期。');
    expect(textOf(answer)).toContain('4240人');
  } finally {
    await alone.close();
  }
});
