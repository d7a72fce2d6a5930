/** The time as answers need it. Only entrances ask for it; everything else is told. */
import type { IsoDate } from './domain/project.ts';

/** One moment: an ISO instant in UTC and the calendar day in China. */
export interface Moment {
  now: string;
  today: IsoDate;
}

const CHINA_OFFSET_MS = 8 * 60 * 60 * 1000;

/** The moment of a system time. China has one zone, UTC+8, and no summer time. */
export function momentOf(time: Date): Moment {
  const china = new Date(time.getTime() + CHINA_OFFSET_MS);
  return { now: time.toISOString(), today: china.toISOString().slice(0, 10) };
}

/** Noon in China on a given day. */
export function noonOf(today: IsoDate): Moment {
  return { now: `${today}T04:00:00.000Z`, today };
}
