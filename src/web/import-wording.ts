/** The words of the page of imports. */
import type { Audience } from '../domain/access.ts';

export const IMPORT = {
  title: '导入资料',
  description: '导入进展文件，撤销最近一次导入',
  back: '运行状态',
  file: '文件（.docx .doc .xlsx .xls .ods .pdf .csv .txt .html）',
  region: '地区（文件没写清时填，例如 济南市槐荫区）',
  year: '年份（文件没写清时填，例如 2025）',
  periodEnd: '进展截至哪一天（文件没写清时填）',
  read: '读取，看会改什么',
  problems: '这个文件没能读进来：',
  noFile: '请选择一个文件。',
  wrongYear: '年份应是四位数字，例如 2025。',
  wrongDay: '日期应写成 2025-06-30 这样。',
  tooLarge: (megabytes: number) => `文件太大，上限是 ${megabytes} MB。`,
  waiting: '等待确认',
  notYet: '还没有写入，30 分钟内有效。期间这个地区的资料有变动，会重新显示。',
  found: (regionName: string, year: number, projects: number) =>
    `${regionName}${year}年，读出 ${projects} 项`,
  period: (day: string | null) => (day === null ? '没有写明截至日期' : `进展截至 ${day}`),
  same: '同一个文件以前导入过，再导入不会有变化。',
  counts: { added: '新增', changed: '变化', unchanged: '不变', gone: '库里有而文件里没有', doubts: '疑点' },
  audience: '谁能看到',
  confirm: '确认导入',
  cancel: '取消',
  last: '最近一次导入',
  at: (time: string) => `${time} 导入`,
  undoEffect: (vanishing: number, reverting: number) =>
    `撤销后，${vanishing} 个只有这份文件写到的项目会消失，${reverting} 个回到导入前的样子。`,
  undoReaders: '撤销后文件还在，能看到它的人和原来一样。',
  undo: '撤销这次导入',
} as const;

export const AUDIENCES = {
  public: '所有人',
  staff: '工作人员和领导',
  leader: '领导',
} as const satisfies Record<Audience, string>;

/** What was done, told after the page comes back; also the values of its parameter. */
export const IMPORT_DONE = {
  imported: '已导入。',
  same: '同一个文件以前导入过，没有改动。',
  stale: '您核对期间资料又有变动，还没有导入。请看下面的新结果。',
  over: '没有等待确认的文件，可能已经办完或过期。',
  cancelled: '已取消，什么都没有保存。',
  undone: '已撤销，资料和导入前一样。',
  notUndone: '这个地区的资料又有变动，没有撤销。',
} as const;
