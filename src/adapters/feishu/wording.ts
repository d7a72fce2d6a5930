/** What operators read about Feishu. */
import { ROLES } from '../../domain/access.ts';

/** What is wrong with a setting. Secrets are never repeated. */
export const SETTING_PROBLEMS = {
  appId: '应为 cli_ 加 16 位十六进制，例如 cli_a1b2c3d4e5f60718',
  secret: '不能为空',
  domain: '可选 feishu、lark，或以 https:// 开头的网址（本机可用 http://）',
  webhook: 'MINSHENG_FEISHU_VERIFICATION_TOKEN 与 MINSHENG_FEISHU_ENCRYPT_KEY 须同时填写，或都不填（长连接）',
  role: (value: string) => `“${value}”不可用，可选 ${ROLES.join('、')}`,
};

/** What the doctor says. */
export const DIAGNOSIS = {
  ok: (name: string) => `飞书：应用凭证有效，机器人“${name}”`,
  refused: (reason: string) => `飞书：平台没有接受应用凭证（${reason}）`,
  refusedFix: '在开发者后台核对 App ID 和 App Secret，确认应用已启用“机器人”能力并已发布版本',
  unreachable: (reason: string) => `飞书：连不上平台（${reason}）`,
  unreachableFix: '检查网络和 MINSHENG_FEISHU_DOMAIN；国际版请填 lark',
  noPackage: '飞书：没有安装 @larksuiteoapi/node-sdk，长连接不可用',
  noPackageFix: '运行 npm install（不要加 --omit=optional），或改用回调地址接收事件',
  noPublicUrl: '飞书：选择了回调地址接收事件，但没有配置程序的公网地址',
  noPublicUrlFix: '配置公网地址，或删去 VERIFICATION_TOKEN 与 ENCRYPT_KEY 改用长连接',
};
