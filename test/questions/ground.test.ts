import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answer, Block, Evidence } from '../../src/domain/answer.ts';
import { ground, UNGROUNDED, unbacked } from '../../src/questions/ground.ts';

const RUNS = 1000;
const source = (text: string): Evidence => ({ kind: 'source', text });
const computed = (text: string): Evidence => ({ kind: 'computed', text });
const echo = (text: string): Evidence => ({ kind: 'echo', text });

function reply(blocks: readonly Block[]): Answer {
  return { kind: 'answer', reason: null, projects: [], blocks, choices: [], sources: [] };
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

test('a difference may rest on means, and on none that is wrong', () => {
  const line = (evidence: readonly Evidence[]): Block => ({
    role: 'text',
    text: '相差7.2个百分点（83.85 - 76.65 = 7.2）。',
    evidence,
  });
  const rates = source('67.7 100 53.3 100');
  const [higher, lower] = [computed('mean(67.7, 100) = 83.85'), computed('mean(53.3, 100) = 76.65')];
  const difference = computed('83.85 - 76.65 = 7.2');
  expect(unbacked(line([rates, higher, lower, difference]))).toEqual([]);
  expect(unbacked(line([rates, higher, difference]))).not.toEqual([]);
  expect(unbacked(line([rates, computed('mean(67.7, 100) = 84'), lower, difference]))).not.toEqual([]);
});
