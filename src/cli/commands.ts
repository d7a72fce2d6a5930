/** Every command: one file and one line here. Each loads only when it is called. */
import type { Command } from './command.ts';

/** In the order of the overview. */
export const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import('./start.ts')).start,
  chat: async () => (await import('./chat.ts')).chat,
  import: async () => (await import('./import.ts')).importFiles,
  export: async () => (await import('./export.ts')).exportProjects,
  ask: async () => (await import('./ask.ts')).ask,
  answer: async () => (await import('./answer.ts')).answer,
  check: async () => (await import('./check.ts')).check,
  sample: async () => (await import('./sample.ts')).sample,
};

/** One line each for the overview, so that it need not load them. */
export const SUMMARIES = {
  start: '启动服务：网页和已配置的聊天渠道；空数据库先导入样例文件',
  chat: '在终端里问答',
  import: '导入进展文件（.docx .xlsx .html .txt .csv）',
  export: '把库里的项目导出为 JSON',
  ask: '问一个问题',
  answer: '批量回答一个问题文件（JSON Lines）',
  check: '检查设置、意图和词表',
  sample: '看一个意图能听懂哪些说法',
} as const satisfies Record<string, string>;
