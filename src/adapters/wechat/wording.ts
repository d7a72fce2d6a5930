/** What the operator reads about this channel, and the words of WeChat itself. */

export const PROBLEMS = {
  nothing: '请设置 puppet 服务的令牌，或用 MINSHENG_WECHAT_PUPPET 指定不需要令牌的 puppet',
  token: '缺少令牌：wechaty-puppet-service 需要 puppet 服务的令牌',
  tokenShape: '令牌应由前缀、下划线和编号组成，只含字母、数字、“-”和“_”，例如 insecure_UUID',
  puppet: (came: string): string => `现为“${came}”，应是 npm 包名，例如 wechaty-puppet-service`,
  endpoint: (came: string): string => `现为“${came}”，应是“主机:端口”，例如 127.0.0.1:8788`,
  tls: (came: string): string => `现为“${came}”，应是 on 或 off`,
  name: '应是文件夹的路径，不能含控制字符',
  rate: (came: string): string => `现为“${came}”，应是 0.1 至 5 之间的数`,
};

export const FINDINGS = {
  settings: (message: string): string => `微信的设置有误：${message}`,
  settingsFix: '改正后再检查一次',
  installed: (puppet: string): string => `已安装 wechaty 和 ${puppet}`,
  missing: (names: string): string => `没有安装 ${names}`,
  missingFix:
    '在程序目录运行 npm ci 装回全部依赖；其他 puppet 用 npm install --no-save 包名 安装。然后重新启动，其他渠道不受影响',
  reached: (endpoint: string): string => `能连上网关 ${endpoint}（登录与令牌要启动后才知道）`,
  unreached: (endpoint: string): string => `连不上网关 ${endpoint}`,
  unreachedFix: '检查网关是否在运行、地址和端口是否正确、防火墙是否放行',
  discovered: '没有设置网关地址，将由 wechaty 的公共服务按令牌查找；查找不到时无法登录',
  discoveredFix: '建议设置 MINSHENG_WECHAT_ENDPOINT',
  plain: '到网关的连接没有加密，令牌和消息可被旁人看到',
  plainFix: '设置 MINSHENG_WECHAT_TLS=on，或把网关放在本机',
  risk: '个人微信号当机器人没有官方接口，账号可能被限制或封禁，停机时的消息会丢失',
  riskFix: '正式使用请优先选企业微信；这里请用专门的小号',
};

/** Accounts of WeChat itself, by id. */
export const SERVICE_ACCOUNTS: ReadonlySet<string> = new Set([
  'weixin',
  'weixingongzhong',
  'newsapp',
  'fmessage',
  'floatbottle',
  'filehelper',
  'medianote',
  'notification_messages',
  'notifymessage',
  'qmessage',
  'qqmail',
  'mphelper',
  'helper_entry',
]);

/** The same where a puppet makes up its own ids. */
export const SERVICE_NAMES: ReadonlySet<string> = new Set([
  '微信团队',
  '文件传输助手',
  '朋友推荐消息',
  '语音记事本',
  '服务通知',
  '微信支付',
  '订阅号',
]);

/** What stands behind `@` when a whole group is called. */
export const EVERYBODY = ['所有人', '全体成员', 'all'] as const;

/** The codes that WeChat's own faces become in a text: `[微笑]`. A closed list, as `[槐荫区]` is no face. */
export const FACES: ReadonlySet<string> = new Set(
  `微笑 撇嘴 色 发呆 得意 流泪 害羞 闭嘴 睡 大哭 尴尬 发怒 调皮 呲牙 惊讶 难过 酷 冷汗 抓狂 吐 偷笑 愉快 可爱 白眼 傲慢 饥饿
困 惊恐 流汗 憨笑 大兵 悠闲 奋斗 咒骂 疑问 嘘 晕 折磨 衰 骷髅 敲打 再见 擦汗 抠鼻 鼓掌 糗大了 坏笑 左哼哼 右哼哼 哈欠 鄙视 委屈 快哭了
阴险 亲亲 吓 可怜 笑脸 生病 脸红 破涕为笑 恐惧 失望 无语 嘿哈 捂脸 奸笑 机智 皱眉 耶 吃瓜 加油 汗 天啊 社会社会 旺柴 好的 打脸 哇
翻白眼 让我看看 叹气 苦涩 裂开 囧 嘴唇 爱心 心碎 拥抱 强 弱 握手 胜利 抱拳 勾引 拳头 差劲 爱你 合十 啤酒 咖啡 蛋糕 玫瑰 凋谢 菜刀 刀
炸弹 便便 月亮 太阳 闪电 足球 篮球 乒乓 瓢虫 西瓜 饭 猪头 庆祝 礼物 红包 發 发 福 烟花 爆竹 跳跳 发抖 怄火 转圈 磕头 回头 跳绳 投降
激动 乱舞 献吻 左太极 右太极 OK NO Emm 666`.split(/\s+/),
);
