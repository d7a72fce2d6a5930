import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chinaTime } from '../../src/domain/china-time.ts';
import { at, createCalendar, SENDING_HOURS, shift } from '../../src/timetable/calendar.ts';
import { calendarNote } from '../../src/timetable/wording.ts';

const calendar = createCalendar();
const day = fc.integer({ min: 0, max: 365 * 9 }).map((days) => shift('2022-01-01', days));
const instant = fc
  .date({ min: new Date('2022-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());

describe('working days', () => {
  test('holidays are free and the weekends worked in exchange are not', () => {
    expect(['2025-01-26', '2025-09-28', '2025-10-11', '2026-02-14'].map(calendar.isWorkday)).toEqual(
      Array(4).fill(true),
    );
    expect(['2025-01-28', '2025-10-08', '2026-02-16', '2025-06-28'].map(calendar.isWorkday)).toEqual(
      Array(4).fill(false),
    );
  });

  test('a year without published exchanges has weekends and statutory holidays, which is said', () => {
    const free = ['2028-01-01', '2028-01-25', '2028-01-26', '2028-01-28', '2028-04-04', '2028-05-02'];
    expect([...free, '2028-05-28', '2028-10-03'].map(calendar.isWorkday)).toEqual(Array(8).fill(false));
    expect(['2028-01-24', '2028-05-03', '2028-10-04'].map(calendar.isWorkday)).toEqual(Array(3).fill(true));
    expect(calendarNote(calendar, 2028)).toContain('2028年');
    expect(calendarNote(calendar, 2025)).toBeNull();
  });

  test('National Day of 2025 is eight days long', () => {
    expect(calendar.nextWorkday('2025-09-30')).toBe('2025-10-09');
    expect(calendar.addWorkdays('2025-09-30', 3)).toBe('2025-10-11');
    expect(calendar.addWorkdays('2025-10-09', -1)).toBe('2025-09-30');
    expect(calendar.workdaysBetween('2025-09-30', '2025-10-11')).toBe(3);
    expect(calendar.workdaysBetween('2025-10-11', '2025-09-30')).toBe(0);
  });

  test('days added are days counted', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 40 }), (from, count) => {
        const until = calendar.addWorkdays(from, count);
        expect(calendar.isWorkday(until)).toBe(true);
        expect(calendar.workdaysBetween(from, until)).toBe(count);
      }),
      { numRuns: 100 },
    );
  });
});

describe('hours at which people may be disturbed', () => {
  test.each([
    ['2025-10-09T10:00', '2025-10-09T10:00'],
    ['2025-10-09T06:59', '2025-10-09T08:30'],
    ['2025-10-09T20:00', '2025-10-10T08:30'],
    ['2025-09-30T20:30', '2025-10-09T08:30'],
    ['2025-10-11T12:00', '2025-10-11T12:00'],
    ['2025-10-12T12:00', '2025-10-13T08:30'],
  ])('%s in China waits until %s', (now, moment) => {
    const found = calendar.nextWorkMoment(new Date(`${now}:00+08:00`).toISOString());
    expect(chinaTime(found).replace(' ', 'T')).toBe(moment);
  });

  test('are kept at any time of any year, and never waited for twice', () => {
    fc.assert(
      fc.property(instant, (now) => {
        const moment = calendar.nextWorkMoment(now);
        const [date, time] = chinaTime(moment).split(' ') as [string, string];
        expect(moment >= now && calendar.isWorkday(date)).toBe(true);
        expect(time >= SENDING_HOURS.from && time < SENDING_HOURS.to).toBe(true);
        expect(calendar.nextWorkMoment(moment)).toBe(moment);
      }),
      { numRuns: 300 },
    );
  });

  test('may take in weekends', () => {
    const hours = { from: '09:00', to: '18:00', workdaysOnly: false };
    expect(calendar.nextWorkMoment(at('2025-10-04', '20:00'), hours)).toBe(at('2025-10-05', '09:00'));
  });
});
