/** Which digests should have come when: after a report, everybody who ordered one about it gets the next one. */
import { chinaTime } from '../domain/china-time.ts';
import { at, shift } from '../timetable/calendar.ts';
import { afterOutage, type Said } from './events.ts';
import { type Course, handedIn } from './oracle.ts';
import { type MadePerson, WEEKLY } from './people.ts';

/** One digest that something was to be said in. */
export interface DueDigest {
  personId: string;
  due: string;
}

/** As the orders say. */
const DAILY_TIME = '08:30';
const WEEKLY_TIME = '09:00';

/** Every digest with news, once a slot and person. */
export function dueDigests(
  course: Course,
  people: readonly MadePerson[],
  orders: readonly Said[],
): DueDigest[] {
  const byId = new Map(people.map((person) => [person.personId, person]));
  return orders.flatMap((order) => {
    const person = byId.get(order.personId)!;
    const since = afterOutage(order.at, course.outage);
    const slots = course.documents
      .filter((document) => document.list === person.list && handedIn(document, course) > since)
      .map((document) => slotAfter(handedIn(document, course), person, course));
    const punctual = slots.map((slot) => course.calendar.nextWorkMoment(afterOutage(slot, course.outage)));
    return [...new Set(punctual)]
      .filter((due) => due < course.end)
      .map((due) => ({ personId: person.personId, due }));
  });
}

function slotAfter(instant: string, { subscribes }: MadePerson, { calendar }: Course): string {
  const weekly = subscribes === WEEKLY;
  const time = weekly ? WEEKLY_TIME : DAILY_TIME;
  let day = chinaTime(instant).slice(0, 10);
  for (;;) {
    const worked = calendar.isWorkday(day) ? day : calendar.nextWorkday(day);
    if ((!weekly || weekday(day) === 1) && at(worked, time) > instant) return at(worked, time);
    day = shift(day, 1);
  }
}

/** 1 is Monday. */
const weekday = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();
