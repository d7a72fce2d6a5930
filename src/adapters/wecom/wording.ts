/** What the WeCom channels themselves say to people, and what they tell the operator. */

export const WECOM_WORDING = {
  /** Title of a card whose buttons are the choices. */
  chooseTitle: '请选择',
} as const;

/** What is wrong with a setting. Values are never repeated: most of them are secrets. */
export const SETTING_PROBLEMS = {
  missing: (shape: string) => `没有设置，应是${shape}`,
  shape: (length: number, shape: string) => `现有 ${length} 个字符，形式不对，应是${shape}`,
  duplicate: (name: string) => `群名“${name}”出现了两次，每个群名只能用一次`,
  entry: (place: number) => `第 ${place} 项形式不对，应是“群名=key”，各项之间用逗号隔开`,
} as const;

/** The shapes that settings must have. */
export const SETTING_SHAPES = {
  botId: '智能机器人的 Bot ID（管理后台“智能机器人—API 模式—长连接”中）',
  botSecret: '智能机器人长连接的 Secret',
  botName: '机器人在群里显示的名称，不超过 64 个字',
  wsUrl: 'wss:// 开头的地址；ws:// 只用于本机',
  corpId: '企业 ID（管理后台“我的企业—企业信息”最下方，ww 开头）',
  agentId: '自建应用的 AgentId（数字）',
  appSecret: '自建应用的 Secret',
  token: '接收消息服务器配置的 Token（3 至 32 位英文或数字）',
  aesKey: '接收消息服务器配置的 EncodingAESKey（43 位英文或数字）',
  apiRoot: 'https:// 开头的地址；http:// 只用于本机',
  webhookKeys: '“群名=key”，几个群之间用逗号隔开，key 在群机器人的 Webhook 地址末尾',
  role: 'resident、staff、leader、operator 之一',
} as const;

/** What `diagnose` says. */
export const DIAGNOSES = {
  botOk: '企业微信智能机器人：长连接订阅成功。',
  botRunning: '一个机器人只能有一个长连接：检查时，正在运行的程序会被顶下线，约半分钟后自动重连。',
  botFailed: (reason: string) => `企业微信智能机器人：连不上（${reason}）。`,
  botMissing: '企业微信智能机器人：缺少软件包 @wecom/aibot-node-sdk。',
  botMissingFix: '在程序目录执行 npm install @wecom/aibot-node-sdk@1.0.7，再重新启动。',
  botFix:
    '核对 Bot ID 和 Secret，确认机器人已开启“API 模式—使用长连接”，并且本机能访问 openws.work.weixin.qq.com 的 443 端口。',
  appOk: '企业微信自建应用：凭据有效，能取得 access_token。',
  appFailed: (reason: string) => `企业微信自建应用：取不到 access_token（${reason}）。`,
  appFix:
    '核对企业 ID 和应用 Secret；若提示 60020，把本机出口 IP 填进应用的“企业可信IP”；并确认本机能访问 qyapi.weixin.qq.com。',
  callback: (url: string) => `接收消息的 URL 应填 ${url}`,
  noPublicUrl: '企业微信自建应用：程序不知道自己的公网地址，企业微信无法把消息送进来，只能推送。',
  noPublicUrlFix: '设置程序的公网地址，并让反向代理把 /hooks/wecom-app/callback 转到本程序。',
  webhookOk: (names: readonly string[]) =>
    `企业微信群机器人：${names.length} 个群（${names.join('、')}）的 key 形式正确。没有发测试消息，以免打扰群成员。`,
} as const;
