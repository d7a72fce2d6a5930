import type { Sent } from '../../src/replay/channel.ts';
import { createDocuments } from '../../src/replay/documents.ts';
import { outageOf, subscriptionsOf } from '../../src/replay/events.ts';
import type { Played } from '../../src/replay/figures.ts';
import { createPeople } from '../../src/replay/people.ts';
import { createWorld, type WorldSize } from '../../src/replay/truth.ts';
import { at, createCalendar } from '../../src/timetable/calendar.ts';

export const SIZE: WorldSize = { year: 2025, regions: 3, projects: 8, seed: 7 };

export const calendar = createCalendar();

/** A played year in which such messages arrived. */
export function played(sent: readonly Sent[], size = SIZE): Played {
  const world = createWorld(size);
  const documents = createDocuments(world, calendar);
  const people = createPeople(world);
  return {
    world,
    documents,
    calendar,
    people,
    orders: subscriptionsOf(people, documents, calendar),
    outage: outageOf(size.year, calendar),
    rules: {
      hours: { from: '08:30', to: '20:00', workdaysOnly: true },
      perPersonPerDay: 3,
      remindPoints: 5,
    },
    end: at(`${size.year + 1}-01-31`, '23:59'),
    sent,
    alertCounts: { told: {}, ended: 0, states: {}, silences: 0 },
    whatOf: new Map(
      sent.map(({ key }) => [key.replace(/-\d+$/, ''), key.startsWith('d') ? 'digest' : 'alert']),
    ),
  };
}

/** A message of an alert that arrived. */
export function alertTo(
  personId: string,
  instant: string,
  text: string,
  key = `a${instant}${personId}`,
): Sent {
  return { at: instant, key: `${key}-0`, chatId: personId, text, choices: [] };
}
