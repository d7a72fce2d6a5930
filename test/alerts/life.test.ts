import { describe, expect, test } from 'vitest';
import type { Person } from '../../src/alerts/desk.ts';
import { alertOf, fine, later, NOW, openWorld, slow, textOf } from './support.ts';

const LEADER: Person = { role: 'leader', unit: null, official: null, region: null, actor: 'telegram:leader' };
const CLERK: Person = {
  role: 'staff',
  unit: '区住建局',
  official: null,
  region: null,
  actor: 'telegram:clerk',
};

async function world() {
  const one = await openWorld();
  await one.bind('leader', { role: 'leader' });
  await one.report([slow(1)]);
  return one;
}

describe('an alert', () => {
  test('is told once, however often it is looked at', async () => {
    const one = await world();
    for (let hour = 0; hour < 5; hour++) await one.run(later(0, hour));
    await one.run(later(1));
    expect(one.told()).toEqual(['leader']);
  });

  test('climbs when nobody answers for five working days, and again', async () => {
    const one = await world();
    const steps: string[] = [];
    for (let day = 0; day < 25; day++) {
      const report = await one.run(later(day));
      if (one.told().length > 0)
        steps.push(`${report.now.slice(5, 10)} ${alertOf(report, 'behindPlan').step}`);
    }
    expect(steps).toEqual(['07-10 remind', '07-17 warn', '07-24 serious']);
  });

  test('is over without a word when the import that it rests on is undone', async () => {
    const one = await world();
    const before = await one.run(later(0));
    expect(alertOf(before, 'behindPlan').state).toBe('firing');
    one.told();
    const plan = await one.store.planUndo({ role: 'operator' });
    if ('undoable' in plan) await one.store.undoImport(plan.undoable.id, later(0, 1));
    await one.report([fine(9)]);
    const after = await one.run(later(1));
    expect(one.told()).toEqual([]);
    expect(after.alerts.filter(({ state }) => state !== 'resolved')).toEqual([]);
  });

  test('does not climb before anybody was told of it', async () => {
    const one = await openWorld();
    await one.report([slow(1)]);
    for (let day = 0; day < 25; day++) await one.run(later(day));
    expect(alertOf(await one.run(later(25)), 'behindPlan')).toMatchObject({ step: 'remind', stepAt: null });
  });

  test('is not repeated once somebody answered', async () => {
    const one = await world();
    const { id } = alertOf(await one.run(), 'behindPlan');
    expect(await one.desk.acknowledge([id], LEADER, later(0, 1))).toEqual([{ id, outcome: 'done' }]);
    expect(await one.desk.acknowledge([id], LEADER, later(0, 2))).toEqual([{ id, outcome: 'already' }]);
    for (let day = 1; day < 25; day++) await one.run(later(day));
    expect(one.told()).toEqual(['leader']);
  });

  test('is told again when it becomes worse after an answer', async () => {
    const one = await world();
    const { id } = alertOf(await one.run(), 'behindPlan');
    await one.desk.acknowledge([id], LEADER, later(0, 1));
    await one.report([slow(1)], '2025-08-31');
    const worse = alertOf(await one.run(later(60)), 'behindPlan');
    expect(worse).toMatchObject({ severity: 'serious', state: 'firing', step: 'remind' });
    expect(one.told()).toHaveLength(2);
    expect(one.texts()).toContain('加重');
  });

  test('that turned green is told once, and then no more', async () => {
    const one = await world();
    await one.run();
    await one.report([fine(1)], '2025-07-05');
    for (let day = 1; day < 4; day++) await one.run(later(day));
    expect(one.told()).toEqual(['leader', 'leader']);
    expect(textOf(one.pushes[1]!)).toContain('已转绿');
  });

  test('of which nothing is known any more has not turned green', async () => {
    const one = await world();
    await one.run();
    await one.report([slow(1, { statedRate: null, note: '正在推进。' })], '2025-07-05');
    const report = await one.run(later(1));
    expect(alertOf(report, 'behindPlan').state).toBe('firing');
    expect(report.decisions).toMatchObject([{ send: false, reason: 'nothingKnownNow' }]);
  });

  test('that comes back within days is the same one and says nothing new', async () => {
    const one = await world();
    await one.run();
    await one.report([fine(1)], '2025-07-05');
    await one.run(later(1));
    one.told();
    await one.report([slow(1, { statedRate: 0.25 })], '2025-07-08');
    const back = alertOf(await one.run(later(4)), 'behindPlan');
    expect(back).toMatchObject({ state: 'firing', round: 1 });
    expect(one.told()).toEqual([]);
  });

  test('that comes back much later is told anew', async () => {
    const one = await world();
    await one.run();
    await one.report([fine(1)], '2025-07-05');
    await one.run(later(1));
    await one.report([slow(1)], '2025-07-08');
    one.told();
    expect(alertOf(await one.run(later(20)), 'behindPlan')).toMatchObject({ round: 2, step: 'remind' });
    expect(one.told()).toEqual(['leader']);
  });
});

describe('a silence', () => {
  const wish = { days: 3, reason: '等待验收' };

  test('holds until its end, then it is told again if it still fires', async () => {
    const one = await world();
    const { id } = alertOf(await one.run(), 'behindPlan');
    const silenced = await one.desk.silence([id], wish, { person: LEADER, now: later(0, 1) });
    expect(silenced).toEqual([{ id, outcome: 'done' }]);
    one.told();
    await one.run(later(1));
    expect(one.told()).toEqual([]);
    for (let day = 2; day < 7; day++) await one.run(later(day));
    expect(one.told()).toEqual(['leader']);
    expect(one.texts()).toContain('静默到期');
  });

  test('is told of at its end every time', async () => {
    const one = await world();
    const { id } = alertOf(await one.run(), 'behindPlan');
    for (const start of [0, 4]) {
      await one.desk.silence([id], wish, { person: LEADER, now: later(start, 1) });
      await one.run(later(start + 4));
      await one.run(later(start + 5));
    }
    expect(one.told()).toEqual(['leader', 'leader', 'leader']);
  });

  test('stops the climbing', async () => {
    const one = await world();
    const { id } = alertOf(await one.run(), 'behindPlan');
    await one.desk.silence([id], { ...wish, days: 20 }, { person: LEADER, now: later(0, 1) });
    for (let day = 1; day < 20; day++) await one.run(later(day));
    expect(alertOf(await one.run(later(20)), 'behindPlan').step).toBe('remind');
  });

  test('of staff keeps nothing from leaders', async () => {
    const one = await openWorld();
    await one.bind('clerk', { role: 'staff', unit: '区住建局' });
    await one.report([slow(1)]);
    const { id } = alertOf(await one.run(), 'behindPlan');
    await one.desk.silence([id], wish, { person: CLERK, now: later(0, 1) });
    await one.bind('leader', { role: 'leader' });
    one.told();
    await one.run(later(0, 2));
    expect(one.told()).toEqual(['leader']);
  });
});

describe('what is said', () => {
  test('waits for working hours: not at night, not at the weekend, not on holidays', async () => {
    const one = await world();
    for (const hour of [10, 12, 14, 16, 20]) await one.run(later(0, hour));
    expect(one.told()).toEqual([]);
    const saturday = later(2);
    const report = await one.run(saturday);
    expect(report.decisions).toMatchObject([{ send: false, reason: 'quietHours' }]);
    await one.run('2025-10-06T02:00:00.000Z');
    expect(one.told()).toEqual([]);
    await one.run('2025-10-09T02:00:00.000Z');
    expect(one.told()).toEqual(['leader']);
  });

  test('expires with the hours of its day', async () => {
    const one = await world();
    await one.run();
    expect(one.pushes[0]?.expiresAt).toBe('2025-07-10T10:00:00.000Z');
  });

  test('is given to the outbox once more after an interruption, under the same key', async () => {
    const one = await world();
    const report = await one.run();
    await one.store.alerts.takeBack(report.pushes[0]!.key);
    await one.run();
    expect(one.pushes).toHaveLength(1);
  });

  test('is said again when the outbox would not take it', async () => {
    const one = await world();
    one.accepts = false;
    expect((await one.run()).refused).toBe(1);
    one.accepts = true;
    await one.run(later(0, 1));
    expect(one.told()).toEqual(['leader']);
  });

  test('is only looked at in a dry run', async () => {
    const one = await world();
    const report = await one.run(NOW, { dryRun: true });
    expect(report.pushes).toHaveLength(1);
    expect(one.pushes).toEqual([]);
    expect(await one.store.alerts.ids()).toEqual(new Set());
  });
});
