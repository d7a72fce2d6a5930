import { describe, expect, test } from 'vitest';
import type { Answer, Block, Evidence } from '../../src/domain/answer.ts';
import { ground, UNGROUNDED, unbacked } from '../../src/questions/ground.ts';

const source = (text: string): Evidence => ({ kind: 'source', text });
const computed = (text: string): Evidence => ({ kind: 'computed', text });
const line = (text: string, ...evidence: Evidence[]): Block => ({ role: 'text', text, evidence });

function reply(blocks: readonly Block[], labels: readonly string[] = []): Answer {
  const choices = labels.map((label) => ({ label, text: label }));
  return { kind: 'answer', reason: null, projects: [], blocks, choices, sources: [] };
}

describe('arithmetic', () => {
  const operands = source('目标4600人，已完成3216人');

  test('that is right backs its result', () => {
    expect(unbacked(line('还差1384人', operands, computed('4600 - 3216 = 1384')))).toEqual([]);
  });

  test('that is wrong backs nothing', () => {
    expect(unbacked(line('还差1394人', operands, computed('4600 - 3216 = 1394')))).toEqual(['1394']);
    expect(unbacked(line('平均77%', source('52 100'), computed('mean(52, 100) = 77')))).toEqual(['77']);
    expect(unbacked(line('合计4人', source('1 2'), computed('sum(1, 2) = 4')))).toEqual(['4']);
  });

  test('on figures that no document has backs nothing', () => {
    expect(unbacked(line('还差1384人', source('4600'), computed('4600 - 3216 = 1384')))).toEqual(['1384']);
    expect(unbacked(line('还差1384人', computed('4600 - 3216 = 1384')))).toEqual(['1384']);
  });

  test('on the result of other arithmetic backs nothing', () => {
    const steps = [computed('4600 - 3216 = 1384'), computed('1384 - 384 = 1000')];
    expect(unbacked(line('再减384，剩1000', operands, source('384'), ...steps))).toEqual(['1000']);
  });

  test('is right to the last digit that it prints', () => {
    const parts = source('6258 7600');
    expect(unbacked(line('82.3%', parts, computed('6258 / 7600 * 100 = 82.3')))).toEqual([]);
    expect(unbacked(line('82%', parts, computed('6258 / 7600 * 100 = 82')))).toEqual([]);
    expect(unbacked(line('82.4%', parts, computed('6258 / 7600 * 100 = 82.4')))).toEqual(['82.4']);
  });

  test('of a share does not back its factor', () => {
    const share = computed('6258 / 7600 * 100 = 82.3');
    expect(unbacked(line('完成100%', source('6258 7600'), share))).toEqual(['100']);
  });

  test('of shares in percentage points goes by the shares as they are printed', () => {
    const parts = source('181 365 43% 175米 611米');
    const below = computed('181 / 365 * 100 - 43 = 6.6');
    expect(unbacked(line('低6.6个百分点', parts, below))).toEqual([]);
    const shares = computed('181 / 365 * 100 - 175 / 611 * 100 = 21');
    expect(unbacked(line('低21个百分点', parts, shares))).toEqual([]);
    expect(unbacked(line('低6.6个百分点', source('181 365'), below))).toEqual(['6.6']);
    expect(unbacked(line('低6.7个百分点', parts, computed('181 / 365 * 100 - 43 = 6.7')))).toEqual(['6.7']);
  });

  test('of an unknown form backs nothing', () => {
    expect(unbacked(line('共12人', source('3 4'), computed('3 * 4 = 12')))).toEqual(['12']);
    expect(unbacked(line('共12人', computed('12')))).toEqual(['12']);
  });
});

describe('a count', () => {
  test('backs itself and nothing else', () => {
    expect(unbacked(line('共16项', computed('count = 16')))).toEqual([]);
    expect(unbacked(line('共16项，其中6项完成', computed('count = 16')))).toEqual(['6']);
  });
});

describe('figures in another form', () => {
  test.each([
    ['1,860个', '1860个'],
    ['1860个', '１８６０个'],
    ['46000户', '4.6万户'],
    ['4.6万户', '46000户'],
    ['八成', '八成'],
    ['320000000元', '3.2亿元'],
    ['32家', '三十二家'],
    ['三十二家', '32家'],
    ['十余处', '十余处'],
    ['百分之八十', '80%'],
    ['69.9％', '69.9%'],
    ['78.0%', '78%'],
    ['2025-09-30', '2025年9月30日'],
  ])('%s is the same as %s', (said, printed) => {
    expect(unbacked(line(said, source(printed)))).toEqual([]);
  });

  test.each([
    ['1.86万个', '1860个', '1.86万'],
    ['4.6亿户', '4.6万户', '4.6亿'],
    ['4.6户', '4.6万户', '4.6'],
    ['3亿元', '3万元', '3亿'],
    ['4.7万户', '46000户', '4.7万'],
    ['九成', '八成', '九成'],
    ['860个', '1,860个', '860'],
    ['460000户', '4.6万户', '460000'],
    ['二十余处', '十余处', '二十余处'],
    ['百分之八十一', '80%', '百分之八十一'],
    ['78%', '0.78', '78'],
    ['1个', '1860个', '1'],
  ])('%s is not %s', (said, printed, missing) => {
    expect(unbacked(line(said, source(printed)))).toEqual([missing]);
  });
});

describe('an answer', () => {
  test('of which nothing may be said says so, and keeps its sources', () => {
    const { answer } = ground(reply([line('新增999个'), { role: 'source', text: '来源', evidence: [] }]));
    expect(answer.blocks.map(({ text }) => text)).toEqual([UNGROUNDED, '来源']);
  });

  test('offers no choice with a figure that nothing backs', () => {
    const asked = reply([line('您问的是哪一年？', source('青羊区2024年'))], ['青羊区2024年', '青羊区2031年']);
    expect(ground(asked).answer.choices.map(({ label }) => label)).toEqual(['青羊区2024年']);
  });

  test('may not borrow the evidence of another line', () => {
    const blocks = [line('目标1500个', source('1500个')), line('已完成1500个', source('已完成900个'))];
    expect(ground(reply(blocks)).rejected).toEqual([{ text: '已完成1500个', figures: ['1500'] }]);
  });

  test('without figures needs no evidence', () => {
    expect(ground(reply([line('文件没有写明原因。')])).rejected).toEqual([]);
  });
});
