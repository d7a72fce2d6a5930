/** The words of the operator's page. */
import type { ChannelState } from '../domain/channel.ts';

export const OPERATOR = {
  title: '运行状态',
  description: '渠道、发送与操作记录',
  login: '登录',
  loginTitle: '管理员登录',
  tokenLabel: '管理员口令',
  tokenHint: '即环境变量 MINSHENG_OPERATOR_TOKEN 的值。登录 8 小时后失效。',
  wrongToken: '口令不对，请再试一次。',
  tooOften: (seconds: number) => `试错次数过多，请 ${seconds} 秒后再试。`,
  expired: '登录已失效或页面过旧，请重新登录后再操作。',
  logout: '退出',
  imports: '导入',
  refresh: '刷新',
  unreadable: '这一部分暂时读不出来，详情见日志。',
  none: '无',
  version: '版本',
  startedAt: '启动时间',
  uptime: '已运行',
  projects: '项目',
  wordProblem: '词库有误，仍用原来的',
  channels: '聊天渠道',
  noChannels: '没有配置聊天渠道，只有网页可以提问。',
  since: (time: string) => `${time} 起`,
  loginQr: (name: string) => `${name} 登录二维码`,
  scan: '请用手机扫码登录；二维码会更换，本页每 20 秒自动刷新。',
  sending: '消息发送',
  waiting: '待发送',
  oldest: '最久等待',
  dead: '未送达',
  deadLetters: '未送达的消息',
  reply: '回复',
  push: '推送',
  attempts: (count: number) => `试过 ${count} 次`,
  noReason: '原因不明',
  resend: '重发',
  drop: '丢弃',
  switches: '已关闭的功能',
  until: (time: string) => `到 ${time}`,
  endless: '未设期限',
  bindings: '身份绑定',
  audit: '最近操作',
  download: '下载全部（CSV）',
} as const;

/** What was done, told after the page comes back; also the values of its parameter. */
export const DONE = {
  resent: '已放回发送队列。',
  dropped: '已丢弃。',
  gone: '这条消息已不在未送达之列，没有改动。',
} as const;

export const STATUS_WORDS = {
  starting: '启动中',
  ready: '正常',
  waiting_for_login: '等待登录',
  down: '断开',
  stopped: '已停止',
} as const satisfies Record<ChannelState['status'], string>;

export const AUDIT_COLUMNS = ['时间', '操作人', '操作', '位置', '结果', '详情'] as const;

/** A span in the largest unit that tells it: `3 天 4 小时`, `12 分钟`, `不到 1 分钟`. */
export function spanWord(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60)];
  if (days > 0) return hours > 0 ? `${days} 天 ${hours} 小时` : `${days} 天`;
  if (hours > 0) return `${hours} 小时 ${minutes % 60} 分钟`;
  return minutes > 0 ? `${minutes} 分钟` : '不到 1 分钟';
}
