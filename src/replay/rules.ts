/** What the figures of a replay are held against: the promises of a policy. */
import { SENDING_HOURS, type SendingHours } from '../timetable/calendar.ts';

export interface SaidRules {
  /** Nobody is told anything outside of these. */
  hours: SendingHours;
  /** Alert messages to one person on one day. */
  perPersonPerDay: number;
  /** From so many points below the plan somebody is told. */
  remindPoints: number;
}

/** What holds when a policy says nothing else. */
export const USUAL_RULES: SaidRules = { hours: SENDING_HOURS, perPersonPerDay: 3, remindPoints: 5 };
