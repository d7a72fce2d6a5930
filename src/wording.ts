/** What the operator's page calls roles and switches. */
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
