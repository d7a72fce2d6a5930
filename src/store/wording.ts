/** What the store itself calls things that people read. */
import type { IsoDate } from '../domain/project.ts';

/** File name of a report that came by chat. */
export const CHAT_FILE = '聊天上报';

/** Whom a report came from when the person is bound to no unit. */
const NO_UNIT = '工作人员';

/** 聊天上报（区住建局，2026-11-22，未经文件确认）: who, when, and that no document says so. */
export const chatTitle = (unit: string | null, day: IsoDate): string =>
  `${CHAT_FILE}（${unit ?? NO_UNIT}，${day}，未经文件确认）`;

/** A chat report that cannot be stored. */
export const CHAT_REFUSALS = {
  unknown: '没有这个项目，请核对编号',
  empty: '请写出进展内容',
  rate: '完成率应是 0 以上的数，例如 60%',
} as const;
