/** What operators read about DingTalk. */
import { ROLES } from '../../domain/access.ts';

/** What is wrong with a setting. Secrets are never repeated. */
export const SETTING_PROBLEMS = {
  empty: '不能为空',
  address: '应为以 https:// 开头的网址（本机可用 http://）',
  role: (value: string) => `“${value}”不可用，可选 ${ROLES.join('、')}`,
};

/** What the doctor says. */
export const DIAGNOSIS = {
  ok: '钉钉：应用凭证有效',
  refused: (reason: string) => `钉钉：平台没有接受应用凭证（${reason}）`,
  refusedFix: '在开发者后台核对 Client ID 和 Client Secret，确认机器人已启用、消息接收模式为 Stream 并已发布',
  unreachable: (reason: string) => `钉钉：连不上平台（${reason}）`,
  unreachableFix: '检查网络，以及 MINSHENG_DINGTALK_API_ROOT（一般不用填）',
  noPackage: '钉钉：没有安装 ws，无法收消息',
  noPackageFix: '运行 npm install（不要加 --omit=optional）',
};
