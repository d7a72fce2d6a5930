/** What people do in a made-up year, besides what the program does by itself. */
import { chinaTime, laterBy } from '../domain/china-time.ts';
import { at, type Calendar } from '../timetable/calendar.ts';
import type { Sent } from './channel.ts';
import type { MadeDocument } from './documents.ts';
import type { MadePerson } from './people.ts';

/** Something said in a private chat. */
export interface Said {
  at: string;
  /** The same for the same saying. */
  id: string;
  personId: string;
  text: string;
}

/** The program is down from the first instant to the second. */
export interface Outage {
  from: string;
  to: string;
}

const HOUR_MS = 60 * 60 * 1000;
const OFFICE_HOURS = { from: '09:00', to: '17:30', workdaysOnly: true };

/** Two working days of May, from a morning to the afternoon of the day after the next. */
export function outageOf(year: number, calendar: Calendar): Outage {
  const first = calendar.nextWorkday(`${year}-05-12`);
  return { from: at(first, '08:00'), to: at(calendar.addWorkdays(first, 2), '15:00') };
}

/** The moment itself, or the end of the outage that it falls into. */
export function afterOutage(instant: string, { from, to }: Outage): string {
  return instant >= from && instant < to ? to : instant;
}

/** Subscriptions are ordered an hour after the first report of a region has come. */
export function subscriptionsOf(
  people: readonly MadePerson[],
  documents: readonly MadeDocument[],
  calendar: Calendar,
): Said[] {
  return people.flatMap(({ personId, list, subscribes }) => {
    const first = documents.find((document) => document.list === list);
    if (!first || subscribes === null) return [];
    const moment = calendar.nextWorkMoment(laterBy(first.handedIn, HOUR_MS), OFFICE_HOURS);
    return [{ at: moment, id: `subscribe ${personId}`, personId, text: subscribes }];
  });
}

/** What somebody answers to a message with buttons, in office hours; null when they never do. */
export function answerTo(sent: Sent, person: MadePerson, calendar: Calendar): Said | null {
  const wanted = { acknowledges: '收到', silences: '静默', never: null }[person.habit];
  const text = sent.choices.find((choice) => wanted !== null && choice.startsWith(wanted));
  if (text === undefined) return null;
  const moment = calendar.nextWorkMoment(laterBy(sent.at, person.answersAfterHours * HOUR_MS), OFFICE_HOURS);
  return { at: moment, id: `answer ${sent.key}`, personId: person.personId, text };
}

/** Day and time in China of an instant. */
export function dayOf(instant: string): string {
  return chinaTime(instant).slice(0, 10);
}
