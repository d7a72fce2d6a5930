import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { NoteKind } from '../../src/llm/summary.ts';
import { ALTERATIONS, alterationCase, pickerOf } from './alterations.ts';
import { FRESH_DRAFTS } from './fresh-drafts.ts';
import { GOOD_DRAFTS } from './good-drafts.ts';
import { check, draftCases, mask } from './tools.ts';

const cases = draftCases([...GOOD_DRAFTS, ...FRESH_DRAFTS]);
const accepted = cases.filter((one) => one.accepted);

function faults(
  notes: readonly (readonly [NoteKind, string])[],
  draft: string,
  names: string[] = [],
): string[] {
  const masked = mask({ title: '公园建设', notes: notes.map(([kind, text]) => ({ kind, text })), names });
  const checked = check(draft, masked);
  return 'faults' in checked ? checked.faults : [];
}

const PARK = [['progress', '已建成口袋公园8处，在建5处。']] as const;

describe('drafts of a model', () => {
  test('are accepted when they only reword their notes, most of the time', () => {
    const share = accepted.length / cases.length;
    console.log(`${accepted.length} of ${cases.length} good drafts accepted`);
    expect(share).toBeGreaterThan(0.75);
  });

  test('never pass once a figure, unit, place, claim or plan was altered: 10,000 altered drafts', () => {
    let altered = 0;
    const passed: string[] = [];
    const picks = fc.sample(alterationCase(accepted.length), 15_000);
    for (const { draft, how, picks: choices } of picks) {
      const { draft: good, source, masked } = accepted[draft]!;
      const text = ALTERATIONS[how]!.alter(good, pickerOf(choices), source);
      if (text === null || text === good || altered === 10_000) continue;
      altered += 1;
      if ('sentences' in check(text, masked)) passed.push(`${ALTERATIONS[how]!.name}: ${text}`);
    }
    expect(altered).toBe(10_000);
    expect(passed).toEqual([]);
  });

  test('pass only when every word of theirs can be found', () => {
    expect(faults(PARK, '已建成口袋公园⟦n1⟧，在建⟦n2⟧。')).toEqual([]);
    expect(faults(PARK, '已建成精品口袋公园⟦n1⟧，在建⟦n2⟧。').join()).toContain('“已建成精品口袋公园”');
  });

  test('are rejected for leaving out, inventing or repeating a placeholder', () => {
    expect(faults(PARK, '已建成口袋公园⟦n1⟧。')).toEqual(['漏了 ⟦n2⟧']);
    expect(faults(PARK, '已建成口袋公园⟦n1⟧，在建⟦n9⟧。')).toContain('没有 ⟦n9⟧ 这个记号');
    expect(faults(PARK, '已建成口袋公园⟦n1⟧，在建⟦n2⟧。在建⟦n2⟧。')).toContain('⟦n2⟧ 用了不止一次');
  });

  test('may not give one figure to what another one counts', () => {
    const notes = [['progress', '新增停车位60个，充电桩20个。']] as const;
    expect(faults(notes, '新增充电桩⟦n1⟧，停车位⟦n2⟧。')).not.toEqual([]);
    expect(faults(notes, '新增停车位⟦n2⟧，充电桩⟦n1⟧。')).not.toEqual([]);
    expect(faults(notes, '新增停车位⟦n1⟧，充电桩⟦n2⟧。')).toEqual([]);
  });

  test('may not mix two notes in one sentence', () => {
    const notes = [...PARK, ['progress', '完成绿化养护300亩。']] as const;
    expect(faults(notes, '已建成口袋公园⟦n1⟧，在建⟦n2⟧，完成绿化养护⟦n3⟧。')).toContain(
      '一句话里用了两条材料',
    );
  });

  test('may not give the deeds of one unit to another', () => {
    const notes = [['progress', '城管局清理小广告30处，园林局补种行道树20株。']] as const;
    const names = ['城管局', '园林局'];
    expect(faults(notes, '⟦u1⟧清理小广告⟦n1⟧，⟦u2⟧补种行道树⟦n2⟧。', names)).toEqual([]);
    expect(faults(notes, '⟦u2⟧清理小广告⟦n1⟧，⟦u1⟧补种行道树⟦n2⟧。', names)).not.toEqual([]);
    expect(faults(notes, '⟦u1⟧清理小广告⟦n1⟧，补种行道树⟦n2⟧。', names)).toEqual(['漏了 ⟦u2⟧']);
  });

  test('may not tell a goal as a result, a plan as a deed, or a deed as a plan', () => {
    const goal = [['goal', '新建口袋公园10处。']] as const;
    expect(faults(goal, '计划新建口袋公园⟦n1⟧。')).toEqual([]);
    expect(faults(goal, '新建口袋公园⟦n1⟧。')).not.toEqual([]);
    expect(faults(goal, '目前新建口袋公园⟦n1⟧。')).not.toEqual([]);
    expect(faults([['progress', '预计10月底前建成5处。']], '⟦d1⟧建成⟦n1⟧。')).not.toEqual([]);
    expect(faults(PARK, '计划建成口袋公园⟦n1⟧，在建⟦n2⟧。')).not.toEqual([]);
  });

  test('may not leave bad news out', () => {
    const notes = [...PARK, ['reason', '因征地受阻，2处尚未开工。']] as const;
    expect(faults(notes, '已建成口袋公园⟦n1⟧，在建⟦n2⟧。')).toContain(
      '漏了标为必写的材料、材料里的问题或“部分、基本、预计”这类限定词',
    );
    expect(faults(notes, '因征地受阻，⟦n3⟧尚未开工。')).toEqual([]);
    expect(faults(notes, '⟦n3⟧开工。')).not.toEqual([]);
  });

  test('may not put 全部 before what was done in part, with words that both stand in the note', () => {
    const notes = [['progress', '8个小区全部开工，其中3个完成改造。']] as const;
    expect(faults(notes, '⟦n1⟧小区全部开工，其中⟦n2⟧完成改造。')).toEqual([]);
    expect(faults(notes, '⟦n1⟧小区全部完成改造，其中⟦n2⟧开工。')).not.toEqual([]);
    expect(faults(notes, '⟦n1⟧小区全部开工，其中⟦n2⟧全部完成改造。')).not.toEqual([]);
  });

  test.each([
    '已建成口袋公园⟦n1⟧，其中在建⟦n2⟧。',
    '累计已建成口袋公园⟦n1⟧，在建⟦n2⟧。',
    '已建成口袋公园⟦n1⟧，另有在建⟦n2⟧。',
    '已建成口袋公园⟦n1⟧，在建⟦n2⟧以上。',
    '已建成口袋公园⟦n1⟧⟦n2⟧，在建。',
    '在建⟦n1⟧，已建成口袋公园⟦n2⟧。',
    '已建成口袋公园从⟦n1⟧到⟦n2⟧。',
    '口袋公园在建⟦n1⟧，已建成⟦n2⟧。',
    '未建成口袋公园⟦n1⟧，在建⟦n2⟧。',
    '已建成公园⟦n1⟧，在建口袋⟦n2⟧。',
  ])('may not turn what figures count: %s', (draft) => {
    expect(faults(PARK, draft)).not.toEqual([]);
  });

  test('keep what limits a statement: 部分, 预计', () => {
    const notes = [['progress', '部分地块已移交，预计8月交付。']] as const;
    expect(faults(notes, '目前部分地块已移交，预计⟦d1⟧交付。')).toEqual([]);
    expect(faults(notes, '目前地块已移交，预计⟦d1⟧交付。')).not.toEqual([]);
    expect(faults(notes, '目前部分地块已移交，⟦d1⟧交付。')).not.toEqual([]);
  });

  test('lose the thoughts that some models print first, and ASCII marks', () => {
    expect(faults(PARK, '<think>8处加5处是13处</think>\n已建成口袋公园⟦n1⟧,在建⟦n2⟧')).toEqual([]);
  });

  test('are rejected when empty, too long, or full of rubbish', () => {
    for (const rubbish of [
      '',
      '。。。',
      '<think>没完',
      '\u0000\u0001',
      '⟦n1⟧',
      '{"a":1}',
      'ok',
      '好'.repeat(5000),
    ])
      expect(faults(PARK, rubbish)).not.toEqual([]);
  });

  test('whatever they are, they are answered with faults or sentences', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        expect(faults(PARK, text)).not.toEqual([]);
      }),
    );
  });
});
