import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ImportedDocument, Region } from '../../src/domain/project.ts';
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
  unit,
} from './support.ts';

const place = (slug: string, fullName: string, shortNames: string[]): Region => ({
  ...{ slug, fullName, shortNames, parentName: '成都市', code: null },
});
const HALF = { label: '2025年上半年', start: '2025-01-01', end: '2025-06-30' };

/** Made up: a town and the county around it, each with water pipes and a share. */
const list = (region: Region, village: string, share: number, title?: string): ImportedDocument =>
  document(
    [
      entry(1, {
        title: '供水管网改造',
        goal: '改造供水管网30公里。',
        note: `已改造供水管网12公里，去年同期为9公里；${village}8月底通水。`,
        figures: [target('改造供水管网', 30, '公里'), actual('改造供水管网', 12, '公里')],
        pairs: [[0, 1]],
        milestones: [{ what: '通水', due: '2025-08-31', printed: '8月底' }],
        units: [unit('水务站')],
      }),
      entry(2, {
        title: '食品快检',
        goal: '食品快检合格率保持在98%以上。',
        note: `食品快检合格率为${share}%。`,
        figures: [actual('食品快检合格率', share, '%')],
        units: [unit('市场监管所')],
      }),
      entry(3, {
        title: '公厕改造',
        goal: '改造公厕5座。',
        note: '选址已定。备注：用地手续没有办结。',
        lagging: true,
        units: [unit('综合执法队')],
      }),
    ],
    { region, period: HALF, title: title ?? `${region.fullName}2025年民生实事` },
  );

let engine: TestEngine;
beforeAll(async () => {
  engine = await openEngine([
    list(place('anren', '成都市大邑县安仁镇', ['安仁镇']), '柳堰村', 98.5),
    list(place('chengdu', '成都市', ['成都市', '成都']), '和平村', 97.9),
    list(place('pujiang', '成都市蒲江县', ['蒲江县', '蒲江']), '团结村', 99.2, '蒲江县鹤山镇2025年民生实事'),
  ]);
}, SETUP_MS);
afterAll(async () => {
  expect(engine.rejected).toEqual([]);
  await engine.close();
});

const ask = (text: string, today = '2025-07-10') => engine.talk({ today }).ask(text);

describe('places below a district', () => {
  test('a town is known without what it is', async () => {
    expect((await ask('安仁供水管网改造了多少公里')).projects).toEqual(['anren-2025-01']);
  });

  test('a town is known by the title of its document, where the list is that of the district above', async () => {
    expect((await ask('鹤山镇供水管网改造了多少公里')).projects).toEqual(['pujiang-2025-01']);
  });

  test('a city with a list of its own means that list, not those of its towns', async () => {
    expect((await ask('成都市供水管网改造了多少公里')).projects).toEqual(['chengdu-2025-01']);
  });

  test('a village tells which list is meant', async () => {
    expect((await ask('柳堰村的自来水管什么时候弄好')).projects).toEqual(['anren-2025-01']);
    expect((await ask('行政村的自来水管什么时候弄好')).kind).toBe('clarify');
  });
});

describe('years without a list', () => {
  test('去年 is told by what the list after it says, word for word', async () => {
    const answer = await ask('安仁镇供水管网改造比去年多了多少');
    expect(answer.projects).toEqual(['anren-2025-01']);
    expect(textOf(answer)).toMatch(/没有收录.*2024年.*\n.*去年同期为9公里/u);
  });

  test('今年 said in January means the list of last year, and that is said first', async () => {
    const answer = await ask('安仁镇今年供水管网改造了多少公里', '2026-01-12');
    expect(linesOf(answer, 'note')[0]).toContain('2026年的清单还没有收录');
    expect(answer.projects).toEqual(['anren-2025-01']);
    expect((await ask('安仁镇2026年供水管网改造了多少公里', '2026-01-12')).kind).toBe('refuse');
    expect((await ask('安仁镇今年供水管网改造了多少公里', '2026-08-12')).kind).toBe('refuse');
  });
});

test('what lags is explained by its remark where no other cause is written', async () => {
  expect(linesOf(await ask('安仁镇哪些滞后，什么原因'), 'quote').join()).toContain('用地手续没有办结');
  expect(linesOf(await ask('安仁镇公厕为什么慢'), 'quote')[0]).toContain('用地手续没有办结');
});

test('a field of life picks from the list, though no project is called so', async () => {
  expect((await ask('安仁镇3件里吃水的是哪个')).projects).toEqual(['anren-2025-01']);
});

test('what was done last year is not told as what was done', async () => {
  const [told] = linesOf(await ask('安仁镇供水管网改造了多少公里'), 'text');
  expect(told).toContain('12公里');
});

test('shares differ by points, not by percent', async () => {
  const answer = await ask('安仁镇和蒲江县食品快检合格率哪个高');
  expect(textOf(answer)).toContain('相差0.7个百分点（99.2% - 98.5% = 0.7）');
});
