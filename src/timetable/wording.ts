/** What operators read of the timetable. */
import type { Calendar } from './calendar.ts';

/** Says that working days of a year are not certain yet; null when they are. */
export function calendarNote(calendar: Pick<Calendar, 'isPublished'>, year: number): string | null {
  if (calendar.isPublished(year)) return null;
  return `${year}年放假调休安排尚未收录：暂按周末和法定节日休息、其余为工作日推算`;
}
