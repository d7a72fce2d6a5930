import { describe, expect, test } from 'vitest';
import { laterBy } from '../../src/domain/china-time.ts';
import type { Sent } from '../../src/replay/channel.ts';
import { dueDigests } from '../../src/replay/digest-oracle.ts';
import { figuresOf, isSound } from '../../src/replay/figures.ts';
import { dueAlerts } from '../../src/replay/oracle.ts';
import { at } from '../../src/timetable/calendar.ts';
import { alertTo, calendar, played } from './support.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const silent = played([]);
const alerts = dueAlerts(silent);
const digests = dueDigests(silent, silent.people, silent.orders);

/** Everything that is due, told the moment it is due. */
const punctual: Sent[] = [
  ...alerts.map(({ title, list, due }) => alertTo(`${list}-0`, due, title, `a${title}${due}`)),
  ...digests.map(({ personId, due }) => alertTo(personId, due, '日报', `d${personId}${due}`)),
];

describe('what should have been told', () => {
  test('is every project below the line by the percent of its newest report', () => {
    const { world, documents } = silent;
    expect(alerts.length).toBeGreaterThan(5);
    for (const { title, list, pointsBehind, due } of alerts) {
      const project = world.lists[list]!.projects.find((one) => one.title === title)!;
      const report = documents.find(
        (one) => one.list === list && one.handedIn <= due && laterBy(one.handedIn, 4 * DAY_MS) >= due,
      )!;
      const line = (report.month / 12) * 100;
      expect(Math.abs(line - project.months[report.month - 1]!.statedPercent - pointsBehind)).toBeLessThan(
        1.5,
      );
    }
  });

  test('is never due outside of hours or while the program is down', () => {
    const { from, to } = silent.outage;
    for (const { due } of [...alerts, ...digests]) {
      expect(calendar.nextWorkMoment(due)).toBe(due);
      expect(due < from || due >= to).toBe(true);
    }
  });
});

describe('figures of a replay', () => {
  test('are sound when everything came once and at its time', () => {
    const figures = figuresOf(played(punctual));
    expect(figures).toMatchObject({ twice: [], outsideHours: [], overBudget: [] });
    expect([figures.alerts.inTime, figures.digests.inTime]).toEqual([
      figures.alerts.due,
      figures.digests.due,
    ]);
    expect(isSound(figures)).toBe(true);
  });

  test('name what was never told', () => {
    const { alerts: owed, digests: ordered } = figuresOf(silent);
    expect(owed.missed).toHaveLength(owed.due);
    expect(ordered.missed).toHaveLength(ordered.due);
  });

  test('name what was told two working days too late', () => {
    const [first] = alerts;
    const slow = punctual.map((sent) =>
      sent.text === first!.title && sent.at === first!.due
        ? { ...sent, at: at(calendar.addWorkdays(first!.due.slice(0, 10), 2), '15:00') }
        : sent,
    );
    expect(figuresOf(played(slow)).alerts.late).toEqual([expect.stringContaining(first!.title)]);
  });

  test('name a message that came twice, and a second digest on one day', () => {
    const again = [punctual[0]!, punctual.at(-1)!];
    const second = { ...punctual.at(-1)!, key: 'dsecond-0' };
    const { twice } = figuresOf(played([...punctual, ...again, second]));
    expect(twice).toHaveLength(3);
  });

  test('name what came at night, on a holiday, or over the budget of a day', () => {
    const night = alertTo('0-0', at('2025-07-01', '21:00'), '夜');
    const holiday = alertTo('0-0', at('2025-10-02', '10:00'), '假');
    const many = [9, 10, 11, 12].map((hour) =>
      alertTo('0-1', at('2025-07-01', `${hour}:00`.padStart(5, '0')), '多'),
    );
    const figures = figuresOf(played([night, holiday, ...many]));
    expect(figures.outsideHours).toHaveLength(2);
    expect(figures.overBudget).toEqual(['0-1 2025-07-01']);
    expect(figures.perPersonAndDay).toEqual({ max: 4, mean: 2, distribution: { 1: 2, 4: 1 } });
  });

  test('count a message in parts as one push', () => {
    const parts = [0, 1, 2].map((part) => ({
      ...alertTo('0-0', at('2025-07-01', '10:00'), '长'),
      key: `along-${part}`,
    }));
    expect(figuresOf(played(parts)).pushes.alert).toBe(1);
  });
});
