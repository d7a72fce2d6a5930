import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answer, Block, Evidence } from '../../src/domain/answer.ts';
import { ground, UNGROUNDED, unbacked } from '../../src/questions/ground.ts';

const RUNS = 1000;
const source = (text: string): Evidence => ({ kind: 'source', text });
const computed = (text: string): Evidence => ({ kind: 'computed', text });
const echo = (text: string): Evidence => ({ kind: 'echo', text });
const line = (text: string, ...evidence: Evidence[]): Block => ({ role: 'text', text, evidence });

function reply(blocks: readonly Block[], labels: readonly string[] = []): Answer {
  const choices = labels.map((label) => ({ label, text: label }));
  return { kind: 'answer', reason: null, projects: [], blocks, choices, sources: [] };
}

/** A line with holes for its figures, so that one of them can be altered. */
interface Line {
  role?: Block['role'];
  /** Texts around the figures, one more than there are figures. */
  words: readonly string[];
  figures: readonly string[];
  evidence: readonly Evidence[];
}

const print = ({ role = 'text', words, evidence }: Line, figures: readonly string[]): Block => ({
  role,
  text: words.map((word, i) => `${word}${figures[i] ?? ''}`).join(''),
  evidence,
});

const separated = (value: number) => value.toLocaleString('en-US');
const fullWidth = (value: number) =>
  String(value).replace(/\d/g, (d) => String.fromCharCode(0xfee0 + d.charCodeAt(0)));
const TENS = ['', '十', '二十', '三十', '四十', '五十', '六十', '七十', '八十', '九十'];
const ONES = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const spelled = (value: number) => `${TENS[Math.floor(value / 10)]}${ONES[value % 10]}`;
const round = (value: number, digits: number) => Number(value.toFixed(digits));

const whole = fc.integer({ min: 1200, max: 98_000 });
const two = fc.tuple(whole, whole).map(([a, b]): [number, number] => [Math.max(a, b) + 1, Math.min(a, b)]);

/** Every way that a line of an answer comes by its figures. */
const LINES: Record<string, fc.Arbitrary<Line>> = {
  quoted: whole.map((n) => ({
    words: ['新增公共停车位', '个。'],
    figures: [`${n}`],
    evidence: [source(`目标：新增公共停车位${n}个。`)],
  })),
  cut: whole.map((n) => ({
    role: 'quote',
    words: ['…新增公共停车位', '个，其中路内', '个…'],
    figures: [`${n}`, `${n - 1100}`],
    evidence: [source(`目标：新增公共停车位${n}个，其中路内${n - 1100}个，年底前完成。`)],
  })),
  separated: whole.map((n) => ({
    words: ['惠及', '户'],
    figures: [separated(n)],
    evidence: [source(`惠及居民${n}户`)],
  })),
  joined: whole.map((n) => ({
    words: ['惠及', '户'],
    figures: [`${n}`],
    evidence: [source(`惠及居民${separated(n)}户`)],
  })),
  wide: whole.map((n) => ({
    words: ['培训', '人次'],
    figures: [`${n}`],
    evidence: [source(`培训${fullWidth(n)}人次`)],
  })),
  tenThousands: fc.integer({ min: 11, max: 89 }).map((n) => ({
    words: ['发放补贴', '万元'],
    figures: [`${n}.5`],
    evidence: [source(`已发放补贴${n}.5万元。`)],
  })),
  expanded: fc.integer({ min: 11, max: 89 }).map((n) => ({
    words: ['为', '户家庭安装'],
    figures: [`${n * 10_000}`],
    evidence: [source(`为${n}万户家庭安装`)],
  })),
  share: fc.integer({ min: 101, max: 998 }).map((n) => ({
    words: ['完成率', '%'],
    figures: [`${n / 10}`],
    evidence: [source(`完成比例${n / 10}％`)],
  })),
  spelled: fc.integer({ min: 21, max: 89 }).map((n) => ({
    words: ['建成', '处，其余在建'],
    figures: [spelled(n)],
    evidence: [source(`建成${spelled(n)}处`)],
  })),
  remaining: two.map(([target, actual]) => ({
    words: ['还差', '人：', ' - ', ' = ', ''],
    figures: [`${target - actual}`, `${target}`, `${actual}`, `${target - actual}`],
    evidence: [
      source(`目标${target}人，已完成${actual}人`),
      computed(`${target} - ${actual} = ${target - actual}`),
    ],
  })),
  ratio: two.map(([target, actual]) => {
    const rate = round((actual / target) * 100, 1);
    return {
      words: ['目标', '户，已完成', '户，按指标折算', '%'],
      figures: [`${target}`, `${actual}`, `${rate}`],
      evidence: [source(`${target}户 ${actual}户`), computed(`${actual} / ${target} * 100 = ${rate}`)],
    };
  }),
  mean: fc.array(fc.integer({ min: 11, max: 99 }), { minLength: 2, maxLength: 8 }).map((rates) => {
    const mean = round(rates.reduce((a, b) => a + b, 0) / rates.length, 2);
    const terms = rates.join(', ');
    return {
      words: ['平均', '%，', '项'],
      figures: [`${mean}`, `${rates.length}`],
      evidence: [
        source(rates.join(' ')),
        computed(`mean(${terms}) = ${mean}`),
        computed(`count = ${rates.length}`),
      ],
    };
  }),
  count: fc.integer({ min: 11, max: 900 }).map((n) => ({
    words: ['共', '项民生实事'],
    figures: [`${n}`],
    evidence: [computed(`count = ${n}`)],
  })),
  echoed: whole.map((n) => ({
    words: ['没有查到', '人的目标'],
    figures: [`${n}`],
    evidence: [echo(`目标${n}人的是哪项`)],
  })),
};

/** The figure with another value: one digit, or for words the whole numeral. */
function altered(figure: string, digit: number): string {
  if (!/\d/.test(figure)) return spelled(figure.startsWith('九') ? 21 : 95);
  const places = [...figure.matchAll(/\d/g)].map(({ index }) => index);
  const at = places[digit % places.length]!;
  const other = ((Number(figure[at]) + 1 + (digit % 8)) % 9) + 1;
  const changed = other === Number(figure[at]) ? (other % 9) + 1 : other;
  return `${figure.slice(0, at)}${changed}${figure.slice(at + 1)}`;
}

const numberOf = (figure: string) => Number(figure.replaceAll(',', ''));

/** What a line's own evidence states, so that an altered figure is none of them by chance. */
function isBackedByChance({ figures, evidence }: Line, figure: string): boolean {
  const stated = evidence
    .flatMap(({ text }) => text.replaceAll(',', '').match(/\d+(\.\d+)?/g) ?? [])
    .map(Number);
  return figures.includes(figure) || stated.includes(numberOf(figure));
}

const anyLine = fc.oneof(...Object.values(LINES));
const lines = fc.array(anyLine, { minLength: 1, maxLength: 5 });

describe('a thousand replies', () => {
  test('pass as they are', () => {
    fc.assert(
      fc.property(lines, (given) => {
        const answer = reply(given.map((one) => print(one, one.figures)));
        const { rejected, answer: passed } = ground(answer);
        expect(rejected).toEqual([]);
        expect(passed).toBe(answer);
      }),
      { numRuns: RUNS, seed: 1 },
    );
  });

  test('lose exactly the line in which one figure was altered', () => {
    let tried = 0;
    fc.assert(
      fc.property(lines, fc.nat(4), fc.nat(3), fc.nat(40), (given, l, f, digit) => {
        const at = l % given.length;
        const chosen = given[at]!;
        const place = f % chosen.figures.length;
        const forged = altered(chosen.figures[place]!, digit);
        fc.pre(!isBackedByChance(chosen, forged));
        const figures = chosen.figures.map((figure, i) => (i === place ? forged : figure));
        const blocks = given.map((one, i) => print(one, i === at ? figures : one.figures));
        const { rejected, answer } = ground(reply(blocks));
        tried++;
        expect(rejected.map(({ text }) => text)).toEqual([blocks[at]!.text]);
        const kept = blocks.filter((_, i) => i !== at);
        expect(answer.blocks.filter((block) => block.text !== UNGROUNDED)).toEqual(kept);
      }),
      { numRuns: RUNS, seed: 2 },
    );
    expect(tried).toBe(RUNS);
  });

  test.each(Object.keys(LINES))('are altered in lines of every kind: %s', (kind) => {
    fc.assert(
      fc.property(LINES[kind]!, fc.nat(40), (one, digit) => {
        const forged = one.figures.map((figure) => altered(figure, digit));
        fc.pre(forged.every((figure) => !isBackedByChance(one, figure)));
        expect(unbacked(print(one, forged))).toHaveLength(forged.length);
        expect(unbacked(print(one, one.figures))).toEqual([]);
      }),
      { numRuns: 60, seed: 3 },
    );
  });
});

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
