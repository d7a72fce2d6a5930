import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Dossier } from '../../src/domain/records.ts';
import { loadCues } from '../../src/questions/cues.ts';
import { divide, keepPace, type Side } from '../../src/questions/queries/judged.ts';
import { assess } from '../../src/schedule/assess.ts';
import { dossier, MID_YEAR, POLICY } from '../schedule/support.ts';

const cues = loadCues();

const judge = (id: string, given: Partial<Dossier>) => {
  const project = dossier({ id, ...given });
  return { project, verdict: assess(project, { today: MID_YEAR, policy: POLICY }) };
};

/** Half of the year is over: 30% is behind by the clock, 70% ahead of it. */
const LIST = [
  judge('behind without a rate', { lagging: true, statusWord: '慢于序时' }),
  judge('on time with a low rate', { lagging: false, statusWord: '按序时', statedRate: 0.3 }),
  judge('ahead in its own word', { lagging: false, statusWord: '超序时', statedRate: 0.55 }),
  judge('no word, low rate', { statedRate: 0.3 }),
  judge('no word, high rate', { statedRate: 0.7 }),
  judge('done', { status: 'done', statedRate: 1 }),
];

const names = (judged: readonly { project: Dossier }[]) => judged.map(({ project }) => project.id);

describe('the document has the last word on who is behind and who is not', () => {
  test.each([
    ['behind', ['behind without a rate'], ['no word, low rate']],
    ['belowPlan', ['behind without a rate'], ['no word, low rate']],
    ['onPlan', ['on time with a low rate', 'ahead in its own word'], ['no word, high rate']],
    ['ahead', ['ahead in its own word'], ['no word, high rate']],
  ] as const)('%s', (side, official, reckoned) => {
    const division = divide(LIST, side, cues);
    expect(names(division.official)).toEqual(official);
    expect(names(division.reckoned)).toEqual(reckoned);
    expect(names(division.finished)).toEqual(['done']);
  });

  test('where it never says ahead, the rates of what it calls on time do', () => {
    const onTime = judge('on time', { lagging: false, statusWord: '是', statedRate: 0.7 });
    const division = divide([LIST[0]!, onTime], 'ahead', cues);
    expect(division).toMatchObject({ official: [], reckoned: [onTime] });
  });

  test('whatever the rates, nobody is told to be both, nor reckoned against a flag', () => {
    const some = fc.record({
      lagging: fc.constantFrom(true, false, null),
      statusWord: fc.constantFrom(null, '是', '超序时', '滞后'),
      status: fc.constantFrom('in_progress', 'done', 'not_started', 'unknown') as fc.Arbitrary<
        Dossier['status']
      >,
      statedRate: fc.option(fc.double({ min: 0, max: 1.2, noNaN: true }), { nil: null }),
    });
    fc.assert(
      fc.property(fc.array(some, { maxLength: 6 }), (given) => {
        const judged = given.map((one, i) => judge(String(i), one));
        const [behind, onPlan] = (['behind', 'onPlan'] as Side[]).map((side) => divide(judged, side, cues));
        for (const { official, reckoned } of [behind!, onPlan!]) {
          expect(official.every(({ project }) => project.lagging !== null)).toBe(true);
          expect(reckoned.every(({ project }) => project.lagging === null)).toBe(true);
        }
        const late = new Set([...behind!.official, ...behind!.reckoned]);
        expect([...onPlan!.official, ...onPlan!.reckoned].filter((one) => late.has(one))).toEqual([]);
        expect(keepPace(judged, 'notBehind', cues)).toHaveLength(
          judged.length - keepPace(judged, 'behind', cues).length,
        );
      }),
      { numRuns: 60 },
    );
  });
});
