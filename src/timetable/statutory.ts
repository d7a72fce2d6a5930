/** Holidays that the law fixes for every year, as it stands since 2025: known before a year's exchanges are published. */
import chineseDays from 'chinese-days';
import type { IsoDate } from '../domain/project.ts';

/** New Year, Labour Day and National Day, `MM-DD`. */
const SOLAR = new Set(['01-01', '05-01', '05-02', '10-01', '10-02', '10-03']);

/** Spring Festival, Dragon Boat and Mid-Autumn: month and day of the lunar year. */
const LUNAR = new Set(['1-1', '1-2', '1-3', '5-5', '8-15']);

const QINGMING = { month: 4, term: 'pure_brightness' } as const;

/** Whether a day is one of the thirteen, whatever its weekday. */
export function isStatutoryHoliday(day: IsoDate): boolean {
  if (SOLAR.has(day.slice(5))) return true;
  if (day === chineseDays.getSolarTermDate(Number(day.slice(0, 4)), QINGMING.month, QINGMING.term))
    return true;
  return LUNAR.has(lunarDay(day)) || lunarDay(dayAfter(day)) === '1-1';
}

/** `8-15`; '' in a leap month, which has no festivals. */
function lunarDay(day: IsoDate): string {
  const { lunarMon, lunarDay: number, isLeap } = chineseDays.getLunarDate(day);
  return isLeap ? '' : `${lunarMon}-${number}`;
}

function dayAfter(day: IsoDate): IsoDate {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}
