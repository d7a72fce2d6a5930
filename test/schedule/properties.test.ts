import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Figure } from '../../src/domain/project.ts';
import type { Dossier } from '../../src/domain/records.ts';
import type { Light } from '../../src/domain/schedule.ts';
import { unbacked } from '../../src/questions/ground.ts';
import { assess } from '../../src/schedule/assess.ts';
import { readingOf } from '../../src/schedule/curve.ts';
import { describeVerdict, verdictLine } from '../../src/schedule/wording.ts';
import { dossier, figure, POLICY, policyWith } from './support.ts';

const ORDER: readonly Light[] = ['serious', 'warn', 'remind', 'onSchedule', 'ahead', 'done'];

const preset = fc.constantFrom(...Object.keys(POLICY.presets));
const day = fc
  .integer({ min: 0, max: 500 })
  .map((days) => new Date(Date.UTC(2025, 0, 1 + days)).toISOString().slice(0, 10));
const flag = fc.constantFrom(true, false, null);
const status = fc.constantFrom('in_progress', 'not_started', 'unknown', 'done') as fc.Arbitrary<
  Dossier['status']
>;
const unit = fc.constantFrom('个', '处', '人', '名', '%', '厢房');
const rate = fc.integer({ min: 0, max: 2000 }).map((thousandths) => thousandths / 1000);

interface Pair {
  target: Figure;
  actual: Figure;
}

const pair: fc.Arbitrary<Pair> = fc
  .record({
    target: fc.integer({ min: 1, max: 5000 }),
    actual: fc.integer({ min: 0, max: 9000 }),
    targetUnit: unit,
    actualUnit: unit,
    ceiling: fc.boolean(),
  })
  .map(({ target, actual, targetUnit, actualUnit, ceiling }) => ({
    target: figure(`${target}${targetUnit}`, { direction: ceiling ? 'atMost' : 'exactly' }),
    actual: figure(`${actual}${actualUnit}`, { kind: 'actual', clause: 1 }),
  }));

const ofPairs = (pairs: readonly Pair[]): Pick<Dossier, 'figures' | 'pairs'> => ({
  figures: pairs.flatMap(({ target, actual }) => [target, actual]),
  pairs: pairs.map(({ target, actual }, index) => ({
    target: index * 2,
    actual: index * 2 + 1,
    ratio: actual.value / target.value,
    statedRatio: null,
  })),
});

const asOf = (end: string) => ({ period: { label: '', start: '2025-01-01', end } });

const project = fc
  .record({
    pairs: fc.array(pair, { maxLength: 4 }),
    status,
    lagging: flag,
    statedRate: fc.option(rate, { nil: null }),
    end: fc.option(day, { nil: null }),
  })
  .map(({ pairs, end, ...rest }) =>
    dossier({ ...rest, ...ofPairs(pairs), ...(end === null ? { period: null } : asOf(end)) }),
  );

const divisible = ({ target, actual }: Pair): boolean =>
  target.direction !== 'atMost' &&
  (target.unit === actual.unit || [target.unit, actual.unit].every((name) => name === '人' || name === '名'));

describe('for any project', () => {
  test('a higher stated rate never gives a worse light', () => {
    fc.assert(
      fc.property(preset, day, flag, rate, rate, (name, end, lagging, a, b) => {
        const policy = policyWith({ preset: name });
        const light = (statedRate: number) =>
          assess(dossier({ ...asOf(end), lagging, statedRate }), { today: end, policy }).light;
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map((value) => ORDER.indexOf(light(value)));
        expect(high!).toBeGreaterThanOrEqual(low!);
      }),
    );
  });

  test('a rate of pairs is that of figures in one unit, and no ceiling', () => {
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 5 }), (pairs) => {
        const verdict = assess(dossier(ofPairs(pairs)), { today: '2025-07-01', policy: POLICY });
        const rates = pairs.filter(divisible).map(({ target, actual }) => actual.value / target.value);
        expect(verdict.rate).toBe(rates.length === 0 ? null : Math.min(...rates));
      }),
    );
  });

  test('without rate and flag the light is unknown, whatever day it is', () => {
    fc.assert(
      fc.property(day, day, preset, (end, today, name) => {
        const policy = policyWith({ preset: name });
        const verdict = assess(dossier(asOf(end)), { today, policy });
        expect(verdict).toMatchObject({ light: 'unknown', rate: null, decidedBy: 'nothing' });
      }),
    );
  });

  test('the order of figures changes neither light nor rate', () => {
    fc.assert(
      fc.property(fc.array(pair, { minLength: 1, maxLength: 5 }), (pairs) => {
        const judge = (ordered: readonly Pair[]) => {
          const {
            light,
            rate: found,
            pointsBehind,
          } = assess(dossier(ofPairs(ordered)), {
            today: '2025-07-01',
            policy: POLICY,
          });
          return { light, found, pointsBehind };
        };
        expect(judge([...pairs].reverse())).toEqual(judge(pairs));
      }),
    );
  });

  test('every figure that is told has what backs it', () => {
    fc.assert(
      fc.property(project, day, preset, (one, today, name) => {
        const verdict = assess(one, { today, policy: policyWith({ preset: name }) });
        for (const block of [...describeVerdict(verdict), verdictLine(verdict)])
          expect(unbacked(block)).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
});

test('figures of quarters are told apart by their total: sums so far or parts', () => {
  const parts = fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 2, maxLength: 4 });
  fc.assert(
    fc.property(parts, (values) => {
      const sums = values.map((_, index) => values.slice(0, index + 1).reduce((sum, x) => sum + x, 0));
      const whole = sums.at(-1)!;
      expect(readingOf(values, whole)).toBe('increments');
      expect(readingOf(sums, whole)).toBe('cumulative');
    }),
  );
});
