/** The words of the pictures. */
import type { IsoDate } from '../domain/project.ts';
import type { Light } from '../domain/schedule.ts';

/** What a light is called. */
export const LIGHT_WORDS = {
  done: '已完成',
  ahead: '超序时',
  onSchedule: '达序时',
  remind: '提醒',
  warn: '预警',
  serious: '严重',
  unknown: '未判定',
} as const satisfies Record<Light, string>;

/** Fixed words, and those that hold a value. */
export const WORDING = {
  unknownRate: '未说明',
  plannedMark: '序时进度',
  noBars: '没有可以画的项目',
  asOf: (day: IsoDate | null): string => (day === null ? '截至日期：未说明' : `截至 ${day}`),
  source: (name: string): string => `来源：${name.trim() === '' ? '未说明' : name}`,
  more: (count: number): string => `另有 ${count} 项没有画出`,
};
