/** What is said when the import of a file had to be stopped. */
import { REFUSALS } from '../documents/wording.ts';

/** By how far it was, and what happened. */
export const STOPPED = {
  reading: {
    tooLong: (seconds: number) =>
      `读取超过 ${seconds} 秒仍未完成，已停止；请删去无关内容，或拆成几个文件后重新上传`,
    tooMuchMemory: REFUSALS.tooMuchMemory,
    failed: REFUSALS.unreadable,
  },
  understanding: {
    tooLong: (seconds: number) =>
      `已读出文字和表格，但整理其中的项目超过 ${seconds} 秒仍未完成，已停止；请删去无关内容，或拆成几个文件后重新上传`,
    tooMuchMemory:
      '已读出文字和表格，但整理其中的项目所需内存超出限制；请删去无关内容，或拆成几个文件后重新上传',
    failed:
      '已读出文字和表格，但整理其中的项目时程序出错，没有导入；请把这个文件交给系统维护人员，或改用表格（.xlsx）后重新上传',
  },
} as const;
