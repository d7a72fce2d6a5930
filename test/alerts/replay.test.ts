import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Person } from '../../src/alerts/desk.ts';
import { chinaTime } from '../../src/domain/china-time.ts';
import { createCalendar } from '../../src/timetable/calendar.ts';
import { fine, later, openWorld, slow, type World } from './support.ts';

const LEADER: Person = { role: 'leader', unit: null, official: null, region: null, actor: 'telegram:leader' };

async function peopled(budget = 3): Promise<World> {
  const world = await openWorld({ policy: { perPersonPerDay: budget } });
  await world.bind('leader', { role: 'leader' });
  await world.bind('named', { role: 'leader', official: '张三' });
  await world.bind('clerk', { role: 'staff', unit: '区住建局' });
  return world;
}

test('sixty days without an answer bring each person each step once', async () => {
  const world = await peopled();
  await world.report([slow(1)]);
  for (let hour = 0; hour < 60 * 24; hour += 6) await world.run(later(0, hour));
  expect(world.told()).toEqual(
    ['clerk', 'leader', 'named'].flatMap((person) => [person, person, person]).sort(),
  );
});

type Act =
  | { act: 'report'; rates: (number | null)[] }
  | { act: 'answer' | 'silence'; nth: number }
  | { act: 'wait'; hours: number };

const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.oneof(
    fc.record({
      act: fc.constant('report' as const),
      rates: fc.array(
        fc.option(fc.double({ min: 0, max: 1.2, noNaN: true }).map((rate) => Math.round(rate * 100) / 100)),
        {
          minLength: 3,
          maxLength: 3,
        },
      ),
    }),
    fc.record({ act: fc.constantFrom('answer' as const, 'silence' as const), nth: fc.nat(5) }),
    fc.record({ act: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 100 }) }),
  ),
  { minLength: 3, maxLength: 14 },
);

async function play(world: World, all: readonly Act[], each: (now: string) => Promise<void>): Promise<void> {
  let hours = 0;
  let reports = 0;
  for (const one of all) {
    const now = later(0, hours);
    if (one.act === 'wait') hours += one.hours;
    else if (one.act === 'report') {
      const end = new Date(Date.parse('2025-06-30') + reports++ * 86_400_000).toISOString().slice(0, 10);
      await world.report(
        one.rates.map((rate, i) =>
          rate === null
            ? slow(i + 1, { statedRate: null, note: '推进中。' })
            : fine(i + 1, { statedRate: rate, note: `已完成${Math.round(rate * 100)}%。` }),
        ),
        end,
      );
    } else {
      const ids = [...(await world.store.alerts.ids())].sort();
      const id = ids[one.nth % Math.max(1, ids.length)];
      if (id === undefined) continue;
      if (one.act === 'answer') await world.desk.acknowledge([id], LEADER, now);
      else await world.desk.silence([id], { days: 2, reason: '核对' }, { person: LEADER, now });
    }
    await each(later(0, hours));
  }
}

describe('whatever happens', () => {
  test('looking again at the same moment says and changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(acts, async (all) => {
        const world = await peopled();
        await play(world, all, async (now) => {
          await world.run(now);
          const before = world.pushes.length;
          const version = JSON.stringify((await world.run(now)).alerts);
          const report = await world.run(now);
          expect(report.pushes).toEqual([]);
          expect(JSON.stringify(report.alerts)).toBe(version);
          expect(world.pushes.length).toBe(before);
        });
      }),
      { numRuns: 12 },
    );
  });

  test('nobody is over budget, nothing is said outside of working hours', async () => {
    const calendar = createCalendar({ from: '08:30', to: '18:00', workdaysOnly: true });
    await fc.assert(
      fc.asyncProperty(acts, fc.integer({ min: 1, max: 2 }), async (all, budget) => {
        const world = await peopled(budget);
        await play(world, all, async (now) => void (await world.run(now)));
        const perDay = Map.groupBy(
          world.pushes,
          ({ to, now }) => `${to.chatId} ${chinaTime(now).slice(0, 10)}`,
        );
        for (const pushes of perDay.values()) expect(pushes.length).toBeLessThanOrEqual(budget);
        for (const { now, expiresAt } of world.pushes) {
          expect(calendar.nextWorkMoment(now)).toBe(now);
          expect(expiresAt > now && chinaTime(expiresAt) <= `${chinaTime(now).slice(0, 10)} 18:00`).toBe(
            true,
          );
        }
      }),
      { numRuns: 12 },
    );
  });
});
