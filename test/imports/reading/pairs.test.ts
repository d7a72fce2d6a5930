import { describe, expect, it } from 'vitest';
import { PAIR_CASES } from './pair-cases.ts';
import { pairsOf, read } from './project.ts';

describe('pairs of target and actual', () => {
  it('joins the same thing whatever the order of words', () => {
    const project = read({
      goal: '新建就业驿站20家，新增城镇就业7600人。',
      note: '城镇新增就业6258人；就业驿站建成20家。',
    });
    expect(pairsOf(project)).toEqual(['20家 ← 20家 1', '7600人 ← 6258人 0.8234']);
  });
  it('takes 场 and 场次, 人 and 名 for one unit', () => {
    const project = read({
      goal: '开展惠民演出100场次，培训指导员200人。',
      note: '开展惠民演出140场，培训指导员227名。',
    });
    expect(pairsOf(project)).toEqual(['100场次 ← 140场 1.4', '200人 ← 227名 1.135']);
  });
  it('never divides across units', () => {
    const project = read({ goal: '改造老旧小区210个。', note: '完成厢房改造1302间。' });
    expect(project.pairs).toEqual([]);
  });
  it('gives a ceiling no ratio', () => {
    const project = read({ goal: '城镇登记失业率控制在3%以内。', note: '城镇登记失业率2.31%。' });
    expect(project.pairs).toMatchObject([{ ratio: null }]);
  });
  it('keeps the share of plan that stands beside an actual', () => {
    const project = read({
      goal: '扶持创业3万人，建设国医馆20个。',
      note: '扶持创业3.84万人，占年计划的128%；建成国医馆20个，完成年度任务的100%。',
    });
    expect(project.pairs).toMatchObject([{ statedRatio: 1.28 }, { statedRatio: 1 }]);
    expect(project.figures.filter((figure) => figure.unit === '%')).toEqual([]);
  });
  it('gives shares told together to their counts in order', () => {
    const project = read({
      goal: '铺设管网60公里，加固桥梁27座。',
      note: '铺设管网74公里，加固桥梁27座，分别占年计划的123.3%、100%。',
    });
    expect(project.pairs).toMatchObject([{ statedRatio: 1.233 }, { statedRatio: 1 }]);
  });
  it('does not measure a wider count against the target', () => {
    const project = read({ goal: '建设充电桩1500个。', note: '建成充电桩6074个（含个人）。' });
    expect(project.pairs).toEqual([]);
  });
  it("measures by the year's target, not by a quarter's", () => {
    const goal = '新建口袋公园9个。\n三季度目标：口袋公园6个。';
    expect(pairsOf(read({ goal, note: '口袋公园建成6个。' }))).toEqual(['9个 ← 6个 0.6667']);
  });
  it('does not take one of several parts for the whole', () => {
    const project = read({
      goal: '新建停车泊位750个。',
      note: '东区停车场新建泊位270个；西区停车场新建泊位300个；南区停车场新建泊位308个。',
    });
    expect(project.pairs).toEqual([]);
  });
  it('makes no pair that a careful reader would not make, and hardly misses one', () => {
    const judged = PAIR_CASES.map(([goal, note, wanted]) => {
      const made = pairsOf(read({ goal, note })).map((pair) => pair.split(' ').slice(0, 3).join(' '));
      const wrong = made.filter((pair) => !wanted.includes(pair));
      return { wrong: wrong.map((pair) => `${note}: ${pair}`), found: made.length - wrong.length, wanted };
    });
    expect(judged.flatMap(({ wrong }) => wrong)).toEqual([]);
    const found = judged.reduce((sum, each) => sum + each.found, 0);
    const wanted = judged.reduce((sum, each) => sum + each.wanted.length, 0);
    expect(found / wanted).toBeGreaterThan(0.97);
  });
});
