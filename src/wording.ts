/** What the program itself calls roles, switches and troubles. */
import type { Role } from './domain/access.ts';
import type { SwitchScope } from './domain/access-records.ts';

export const ROLE_NAMES = {
  resident: '居民',
  staff: '工作人员',
  leader: '领导',
  operator: '管理员',
} as const satisfies Record<Role, string>;

export const SWITCH_SCOPES = {
  chat: '群聊',
  channel: '渠道',
  subject: '话题',
} as const satisfies Record<SwitchScope, string>;

/** What operators are told of a channel. */
export const ALARMS = {
  down: (platform: string): string =>
    `渠道 ${platform} 已断开两分钟以上，正在自动重连；原因见管理页或 minsheng doctor。`,
  login: (platform: string): string => `渠道 ${platform} 需要重新登录，请在管理页扫码。`,
  mended: (platform: string): string => `渠道 ${platform} 已恢复。`,
} as const;

/** Entries of the audit trail that no command of the chat makes. */
export const OTHER_ACTIONS: Readonly<Record<string, string>> = {
  push: '推送',
  resend: '重发',
  drop: '丢弃',
  review: '复盘办结',
};
