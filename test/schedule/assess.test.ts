import { describe, expect, test } from 'vitest';
import type { Dossier } from '../../src/domain/records.ts';
import type { ReasonCode, Verdict } from '../../src/domain/schedule.ts';
import { assess } from '../../src/schedule/assess.ts';
import type { SchedulePolicy } from '../../src/schedule/policy.ts';
import { dossier, figure, MID_YEAR, milestone, POLICY, paired, policyWith, quarterly } from './support.ts';

interface Looking {
  today?: string;
  policy?: SchedulePolicy;
}

const judge = (rest: Partial<Dossier>, { today = '2025-07-01', policy = POLICY }: Looking = {}): Verdict =>
  assess(dossier(rest), { today, policy });

const codes = ({ reasons }: Verdict): ReasonCode[] => reasons.map(({ code }) => code);
const at = (end: string) => ({ period: { label: '', start: '2025-01-01', end } });

describe('the straight line', () => {
  test('counts the days of the year up to the report, not up to today', () => {
    const verdict = judge({ statedRate: 0.43 }, { today: '2025-09-30' });
    expect(verdict).toMatchObject({ light: 'remind', decidedBy: 'line', asOf: MID_YEAR, pointsBehind: 6.6 });
    expect(verdict.plannedRate).toBeCloseTo(181 / 365, 10);
    expect(verdict.reasons[0]).toMatchObject({ code: 'behindLine', values: { day: 181, days: 365 } });
  });

  test.each([
    [0.45, 'onSchedule'],
    [0.446, 'remind'],
    [0.397, 'remind'],
    [0.396, 'warn'],
    [0.196, 'warn'],
    [0.195, 'serious'],
    [0.595, 'onSchedule'],
    [0.596, 'ahead'],
    [9.617, 'ahead'],
  ] as const)('finds %d at mid-year to be %s', (statedRate, light) => {
    expect(judge({ statedRate }).light).toBe(light);
  });

  test('runs from a start to a due day of its own where the policy gives them', () => {
    const policy = policyWith({ projects: { 'lixia-2025-01': { start: '2025-06-01', due: '2025-10-31' } } });
    const verdict = judge({ statedRate: 0.2 }, { policy });
    expect(verdict.plannedRate).toBeCloseTo(30 / 153, 10);
    expect(verdict).toMatchObject({ light: 'onSchedule', due: '2025-10-31' });
  });

  test('asks for the whole where the due day lies before the start', () => {
    const policy = policyWith({ projects: { 'lixia-2025-01': { due: '2024-12-31' } } });
    expect(judge({ statedRate: 0.9 }, { policy })).toMatchObject({ plannedRate: 1, light: 'warn' });
  });

  test('forgives the points that the policy tolerates', () => {
    const policy = policyWith({ regions: { lixia: { tolerancePoints: 2 } } });
    expect(judge({ statedRate: 0.43 }, { policy })).toMatchObject({ light: 'onSchedule', pointsBehind: 6.6 });
  });
});

describe('the official flag', () => {
  test('decides before the line, and the disagreement is told', () => {
    const verdict = judge({ ...at('2025-11-30'), statedRate: 0.6, lagging: false });
    expect(verdict).toMatchObject({ light: 'onSchedule', decidedBy: 'flag' });
    expect(codes(verdict)).toEqual(['flaggedOnSchedule', 'flagDisagrees', 'behindLine']);
  });

  test('of a lag stands although the line sees none', () => {
    const verdict = judge({ statedRate: 0.8, lagging: true });
    expect(verdict).toMatchObject({ light: 'warn', decidedBy: 'flag' });
    expect(codes(verdict)).toContain('flagDisagrees');
  });

  test('of a lag is as serious as the plan says when that is worse', () => {
    expect(judge({ statedRate: 0.1, lagging: true }).light).toBe('serious');
  });

  test('is enough without any rate', () => {
    expect(judge({ lagging: true })).toMatchObject({ light: 'warn', rate: null });
    expect(judge({ lagging: false })).toMatchObject({ light: 'onSchedule', rate: null });
  });
});

describe('the curve of the plan', () => {
  test('of sums so far is read as such and marked as a reading', () => {
    const verdict = judge({ ...quarterly('新建8处', ['2处', '4处', '6处', '8处']), statedRate: 0.25 });
    expect(verdict).toMatchObject({ decidedBy: 'curve', plannedRate: 0.5, pointsBehind: 25, light: 'warn' });
    expect(verdict.reasons.at(-1)).toMatchObject({ code: 'curveGuessed', words: { reading: 'cumulative' } });
  });

  test('of parts is added up', () => {
    const verdict = judge({ ...quarterly('改造120栋', ['25栋', '35栋', '36栋', '24栋']), statedRate: 0.5 });
    expect(verdict).toMatchObject({ decidedBy: 'curve', plannedRate: 0.5, light: 'onSchedule' });
    expect(verdict.reasons.at(-1)).toMatchObject({ words: { reading: 'increments' } });
  });

  test('owes nothing before the day of a node', () => {
    const plan = quarterly('新建8处', ['2处', '4处', '6处', '8处']);
    expect(judge({ ...plan, ...at('2025-05-31'), statedRate: 0.25 })).toMatchObject({ plannedRate: 0.25 });
    expect(judge({ ...plan, ...at('2025-02-28'), statedRate: 0.01 }).plannedRate).toBe(0);
  });

  test('lends its total to progress that is told against a quarter', () => {
    const plan = quarterly('', ['2处', '4处', '6处', '8处']);
    const figures = [...plan.figures, figure('3处', { kind: 'actual', clause: 5 })];
    const pairs = [{ target: 1, actual: 4, ratio: 0.75, statedRatio: null }];
    expect(judge({ ...plan, figures, pairs })).toMatchObject({ rate: 3 / 8, plannedRate: 0.5 });
  });

  test('of the policy comes before that of the document', () => {
    const curve = [
      { day: '2025-06-30', rate: 20 },
      { day: '2025-10-31', rate: 100 },
    ];
    const policy = policyWith({ projects: { 'lixia-2025-01': { curve } } });
    const verdict = judge({ statedRate: 0.25 }, { policy });
    expect(verdict).toMatchObject({ decidedBy: 'curve', plannedRate: 0.2, light: 'onSchedule' });
    expect(codes(verdict)).not.toContain('curveGuessed');
  });

  test('of one quarter is a share of the target of the year', () => {
    const plan = quarterly('新增700个', ['', '', '450个']);
    const parts = {
      ...plan,
      milestones: plan.milestones.slice(2),
      figures: [plan.figures[0]!, plan.figures[3]!],
    };
    const third = judge({ ...parts, ...at('2025-09-30'), statedRate: 0.62 });
    expect(third).toMatchObject({ decidedBy: 'curve', plannedRate: 450 / 700, light: 'onSchedule' });
    expect(judge({ ...parts, ...at('2025-06-30'), statedRate: 0.62 }).decidedBy).toBe('line');
    expect(judge({ ...parts, ...at('2025-12-31'), statedRate: 0.62 }).decidedBy).toBe('line');
  });

  test('of a quarter alone holds progress against that quarter', () => {
    const plan = quarterly('', ['', '', '10处']);
    const parts = {
      goal: plan.goal,
      clauses: plan.clauses,
      milestones: plan.milestones.slice(2),
      figures: [figure('10处', { clause: 3 }), figure('6处', { kind: 'actual', clause: 4 })],
      pairs: [{ target: 0, actual: 1, ratio: 0.6, statedRatio: null }],
    };
    expect(judge({ ...parts, ...at('2025-09-30') })).toMatchObject({ plannedRate: 1, light: 'serious' });
  });
});

describe('a rate', () => {
  test('that is stated wins over figures', () => {
    const verdict = judge({ ...paired(['100个', '40个']), statedRate: 0.55 });
    expect(verdict).toMatchObject({ rate: 0.55, rateBasis: 'stated' });
  });

  test('is that of the weakest pair otherwise', () => {
    const verdict = judge(paired(['100个', '90个'], ['5处', '2处']));
    expect(verdict).toMatchObject({ rate: 0.4, rateBasis: 'pairs', light: 'remind' });
    expect(verdict.reasons[0]).toMatchObject({ words: { actual: '2处', whole: '5处' } });
  });

  test('is never made of figures in different units', () => {
    const verdict = judge(paired(['210个小区', '900个厢房']));
    expect(verdict).toMatchObject({ rate: null, light: 'unknown' });
    expect(codes(verdict)).toEqual(['noRate', 'unitMismatch']);
  });

  test('may be made of persons counted as 人 and as 名', () => {
    expect(judge(paired(['100名', '60人'])).rate).toBe(0.6);
  });

  test('is never made of a ceiling', () => {
    const { figures, pairs } = paired(['4.3%', '3.9%']);
    const verdict = judge({ figures: figures.map((one) => ({ ...one, direction: 'atMost' })), pairs });
    expect(verdict).toMatchObject({ rate: null, light: 'unknown' });
    expect(codes(verdict)).toContain('ceiling');
  });

  test('of some targets says nothing good of those that are not told', () => {
    const { figures, pairs } = paired(['100个', '90个']);
    const verdict = judge({ figures: [...figures, figure('5处')], pairs });
    expect(verdict).toMatchObject({ rate: 0.9, light: 'unknown' });
    expect(codes(verdict)).toContain('targetsUnreported');
  });

  test('of some targets that is too low is too low whatever the others are', () => {
    const { figures, pairs } = paired(['100个', '10个']);
    expect(judge({ figures: [...figures, figure('5处')], pairs }).light).toBe('serious');
  });
});

describe('what nothing is said of', () => {
  test('is unknown, neither good nor bad', () => {
    expect(judge({})).toMatchObject({ light: 'unknown', decidedBy: 'nothing', rate: null });
  });

  test('has no report where there is a plan alone, and is not overdue', () => {
    const verdict = judge({ period: null, note: '', status: 'unknown' }, { today: '2026-03-01' });
    expect(verdict).toMatchObject({ light: 'unknown', asOf: null, overdue: false });
    expect(codes(verdict)).toEqual(['noReport']);
  });

  test('is ignored with the reason that the policy gives', () => {
    const policy = policyWith({ projects: { 'lixia-2025-01': { ignore: true, reason: '当年不考核' } } });
    const verdict = judge({ statedRate: 0.1 }, { policy, today: '2026-03-01' });
    expect(verdict).toMatchObject({ light: 'unknown', overdue: false });
    expect(verdict.reasons).toEqual([{ code: 'ignored', values: {}, words: { reason: '当年不考核' } }]);
  });
});

describe('what is done', () => {
  test('is done whatever the day, and counts as whole without figures', () => {
    const verdict = judge({ status: 'done' }, { today: '2027-01-01' });
    expect(verdict).toMatchObject({ light: 'done', rate: 1, rateBasis: 'status', overdue: false });
    expect(codes(verdict)).toEqual(['finished']);
  });

  test('at 100% with 3 of 4 keeps both figures and is doubted', () => {
    const verdict = judge({ ...paired(['4家', '3家']), status: 'done', statedRate: 1 });
    expect(verdict).toMatchObject({ light: 'done', rate: 1, rateBasis: 'stated' });
    expect(verdict.reasons[1]).toMatchObject({
      code: 'claimDisagrees',
      values: { actual: 3, whole: 4, stated: 1, computed: 0.75 },
    });
  });

  test('in several parts that add up to the target is not doubted', () => {
    const { figures, pairs } = paired(['878个', '300个']);
    const more = figure('578个', { kind: 'actual', clause: 1 });
    const verdict = judge({ figures: [...figures, more], pairs, status: 'done', statedRate: 1 });
    expect(codes(verdict)).toEqual(['finished']);
  });

  test('and flagged as behind tells both', () => {
    expect(codes(judge({ status: 'done', lagging: true }))).toEqual(['finished', 'flagDisagrees']);
  });
});

describe('a claim', () => {
  test('far from all that its figures give is doubted, and stands', () => {
    const verdict = judge({ ...paired(['100个', '10个']), statedRate: 0.55 });
    expect(verdict).toMatchObject({ rate: 0.55, light: 'onSchedule' });
    expect(codes(verdict)).toContain('claimDisagrees');
  });

  test('that the document itself was found to contradict says so in the words of the finding', () => {
    const finding = {
      kind: 'claimVersusFigures',
      severity: 'doubt',
      message: '还在装修',
      clause: 1,
    } as const;
    const verdict = judge({ status: 'done', findings: [finding] });
    expect(verdict.reasons[1]).toMatchObject({ code: 'claimDisagrees', words: { message: '还在装修' } });
  });
});

describe('what was not started', () => {
  const start = (due: string) => ({
    status: 'not_started' as const,
    milestones: [milestone(due, '', '开工建设')],
  });

  test.each([
    ['2025-03-30', '2025-03-15', 'onSchedule'],
    ['2025-03-31', '2025-03-15', 'warn'],
    ['2025-05-30', '2025-03-15', 'warn'],
    ['2025-05-31', '2025-03-15', 'serious'],
  ])('by %s though planned for %s is %s', (asOf, planned, light) => {
    const curve = [{ day: '2025-12-31', rate: 100 }];
    const policy = policyWith({ projects: { 'lixia-2025-01': { curve } } });
    expect(judge({ ...start(planned), ...at(asOf) }, { policy }).light).toBe(light);
  });

  test('names the day on which it should have been', () => {
    const verdict = judge({ ...start('2025-03-15'), ...at('2025-03-31') });
    expect(verdict).toMatchObject({ decidedBy: 'deadline', rate: 0, rateBasis: 'status' });
    expect(verdict.reasons[0]).toMatchObject({ code: 'notStartedInTime', words: { start: '2025-03-15' } });
  });
});

describe('the deadline', () => {
  test('is the end of the year where nothing else is said', () => {
    expect(judge({ statedRate: 0.9 }).due).toBe('2025-12-31');
  });

  test('is the last end that the goal dates', () => {
    const ends = [milestone('2025-04-30', '4月底', '完成招标'), milestone('2025-10-31', '10月底', '竣工')];
    const verdict = judge({ milestones: ends, statedRate: 0.9 }, { today: '2025-11-03' });
    expect(verdict).toMatchObject({ due: '2025-10-31', overdue: true, light: 'ahead' });
    expect(verdict.reasons[1]).toMatchObject({ code: 'pastDeadline', values: { days: 3 } });
  });

  test('is no promise of a note: that is only told when it comes near', () => {
    const promise = milestone('2025-07-20', '7月中旬', '完工', 1);
    const verdict = judge({ milestones: [promise], statedRate: 0.6 });
    expect(verdict.due).toBe('2025-12-31');
    expect(verdict.reasons.at(-1)).toMatchObject({ code: 'dueSoon', values: { days: 19 } });
  });

  test('is told when it comes near, and passed only by what is not done', () => {
    expect(codes(judge({ statedRate: 0.9 }, { today: '2025-12-15' }))).toContain('dueSoon');
    expect(judge({ statedRate: 0.9 }, { today: '2025-12-31' }).overdue).toBe(false);
    expect(judge({ statedRate: 0.9 }, { today: '2026-01-01' }).overdue).toBe(true);
    expect(judge({ statedRate: 1 }, { today: '2026-01-01' }).overdue).toBe(false);
  });
});

test('a report is old when its list should have had a newer one', () => {
  expect(codes(judge({ statedRate: 0.6 }, { today: '2025-10-28' }))).not.toContain('oldReport');
  const verdict = judge({ statedRate: 0.6 }, { today: '2025-10-29' });
  expect(verdict.reasons.at(-1)).toMatchObject({ code: 'oldReport', values: { days: 121 } });
});

describe('a preset', () => {
  const by = (preset: string, rest: Partial<Dossier>) =>
    judge(rest, { policy: policyWith({ preset }) }).light;

  test('of Yinchuan warns from 10 points and is serious beyond 30', () => {
    expect([0.43, 0.39, 0.19].map((statedRate) => by('yinchuan', { statedRate }))).toEqual([
      'onSchedule',
      'warn',
      'serious',
    ]);
  });

  test('of Dazu looks at the rate alone', () => {
    expect([0.29, 0.3].map((statedRate) => by('dazu', { statedRate }))).toEqual(['serious', 'onSchedule']);
    expect(by('dazu', { status: 'done' })).toBe('done');
  });

  test('of Xinhuang looks at the share of what is planned', () => {
    expect([0.4, 0.39, 0.29].map((statedRate) => by('xinhua', { statedRate }))).toEqual([
      'onSchedule',
      'remind',
      'warn',
    ]);
  });

  test('of quarters holds at their ends', () => {
    expect([0.5, 0.25, 0.24].map((statedRate) => by('quarter-bands', { statedRate }))).toEqual([
      'onSchedule',
      'warn',
      'serious',
    ]);
    expect(by('quarter-bands', { ...at('2025-03-30'), statedRate: 0.01 })).toBe('onSchedule');
  });
});
