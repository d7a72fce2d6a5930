/** What operators read about the state of the program. */

export const READINESS = {
  database: '数据库读不出来，详情见日志',
  empty: '数据库里还没有项目，请先导入文件',
  stuck: (minutes: number) => `有消息到期 ${minutes} 分钟仍未发出`,
  channels: '所有聊天渠道都已断开',
} as const;
