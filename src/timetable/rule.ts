/** When a job is due. The home of croner. Everything is reckoned in China. */
import { Cron } from 'croner';
import { chinaTime } from '../domain/china-time.ts';
import { InputError } from '../domain/errors.ts';
import type { Calendar } from './calendar.ts';

/** A cron expression of five parts in China: `30 8 * * *` is every day at half past eight. */
export interface Rule {
  cron: string;
  /** Leaves out days that are not worked. */
  workdaysOnly?: boolean;
}

const ZONE = 'Asia/Shanghai';

/** Days looked through for a working one; the longest holiday is far shorter. */
const MOST_TRIES = 10_000;

/** The first instant after `now` at which a rule is due. @throws InputError for a rule that is none or is never due */
export function nextDue(rule: Rule, now: string, calendar: Pick<Calendar, 'isWorkday'>): string {
  const cron = cronOf(rule);
  let due = cron.nextRun(new Date(now));
  for (let tries = 0; due && tries < MOST_TRIES; tries++) {
    const instant = due.toISOString();
    if (!rule.workdaysOnly || calendar.isWorkday(chinaTime(instant).slice(0, 10))) return instant;
    due = cron.nextRun(due);
  }
  throw new InputError([{ where: rule.cron, message: '这个时间规则永远不会到期' }]);
}

/** The rule as one line, the same for the same rule. */
export function ruleText({ cron, workdaysOnly = false }: Rule): string {
  return workdaysOnly ? `${cron} workdays` : cron;
}

function cronOf({ cron }: Rule): Cron {
  try {
    return new Cron(cron, { timezone: ZONE, mode: '5-part' });
  } catch {
    const message =
      '不是五段的 cron 时间规则，应像 30 8 * * *（每天 8:30）、*/15 8-19 * * *（8 点到 19 点每 15 分钟）';
    throw new InputError([{ where: cron, message }]);
  }
}
