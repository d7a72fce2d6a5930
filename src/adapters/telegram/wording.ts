/** What the Telegram channel says by itself: its menu, its commands as Chinese texts, its settings, its diagnosis. */
import type { Diagnosis } from '../../domain/channel.ts';

/** What a command of the menu means as a text. Its arguments follow, after a blank. */
export const COMMAND_TEXTS: Readonly<Record<string, string>> = {
  start: '你好',
  help: '帮助',
  more: '更多',
  digest: '日报',
  id: '我是谁',
  bind: '绑定',
  cancel: '取消',
};

/** What a mention of the bot without a word means. */
export const BARE_MENTION = '你好';

/** What an unknown command without arguments means. */
export const UNKNOWN_COMMAND = '帮助';

/** What a link `t.me/BOT?start=CODE` means. */
export const DEEP_LINK = (code: string): string => `绑定 ${code}`;

/** The menu beside the text field in private chats. */
export const PRIVATE_MENU = [
  { command: 'help', description: '怎么问、能问什么' },
  { command: 'more', description: '接着往下看' },
  { command: 'digest', description: '看今天的日报' },
  { command: 'id', description: '我是谁、能看什么' },
  { command: 'cancel', description: '取消正在办的事' },
];

/** The menu in groups. */
export const GROUP_MENU = [
  { command: 'help', description: '怎么问、能问什么' },
  { command: 'more', description: '接着往下看' },
];

/** Shown in the profile of the bot and in links to it; at most 120 characters. */
export const SHORT_DESCRIPTION = '查民生实事项目：做什么、谁负责、完成了多少。数字都附日期和出处。';

/** What is wrong with the settings. No value of a token or a secret is ever repeated. */
export const SETTING_PROBLEMS = {
  noToken: '没有填写；到 @BotFather 取得，形如 123456789:AA…，多个用逗号分开',
  token: (place: number) =>
    `第 ${place} 个令牌的格式不对；应形如 123456789:AA…（数字、冒号、至少 20 个字母数字）`,
  twice: (account: string) => `机器人 ${account} 填了两次；每个机器人只填一个令牌`,
  apiRoot: '不是网址；应形如 https://api.telegram.org 或 http://127.0.0.1:8081，不带用户名、问号和井号',
  mode: (value: string) => `现为“${value}”，应是 polling（长轮询）或 webhook（回调）之一`,
  noSecret: 'webhook 方式必须填写；1 至 256 个字母、数字、下划线或短横线',
  secret: '格式不对；应是 1 至 256 个字母、数字、下划线或短横线',
  noPublicUrl: 'webhook 方式必须填写；应是 Telegram 能访问的 https 网址',
  publicUrl: '官方服务器只回调 https 网址；请改用 https，或用 polling 方式',
  role: (value: string) => `现为“${value}”，应是 resident、staff、leader、operator 之一`,
} as const;

/** Why a file that somebody sent could not be read. */
export const FILE_PROBLEMS = {
  where: '收到的文件',
  tooBig: (maxBytes: number) =>
    `文件太大；最大 ${(maxBytes / 1024 / 1024).toFixed(1)} MB，Telegram 机器人最多能取 20 MB`,
  gone: '文件已经取不到了，请重新发送一次',
  unreachable: '暂时连不上 Telegram，文件没有取到，请稍后重新发送一次',
  local: 'Telegram 服务器以 --local 方式运行，文件不能经网络读取；请去掉 --local',
} as const;

const told = (level: Diagnosis['level'], what: string, fix: string | null = null): Diagnosis => ({
  level,
  what: `Telegram ${what}`,
  fix,
});

/** What the diagnosis says. `who` is the account or its user name. */
export const DIAGNOSIS = {
  settings: (problem: string) => told('fail', `设置有误：${problem}`, '改正后再试'),
  unreachable: (who: string, why: string) =>
    told('fail', `${who}：连不上服务器（${why}）`, '检查网络、代理和 MINSHENG_TELEGRAM_API_ROOT'),
  refused: (who: string) => told('fail', `${who}：令牌无效`, '到 @BotFather 核对或重新生成令牌'),
  works: (who: string) => told('ok', `${who}：令牌有效`),
  readsAll: (who: string) =>
    told(
      'warn',
      `${who}：隐私模式已关闭，能看到群里每一条消息`,
      '只需被 @ 时回答的，到 @BotFather 用 /setprivacy 打开',
    ),
  readsOwn: (who: string) => told('ok', `${who}：隐私模式已打开，群里只收到 @、回复和命令`),
  noGroups: (who: string) =>
    told('warn', `${who}：不能加入群`, '要进群的，到 @BotFather 用 /setjoingroups 打开'),
  foreignWebhook: (who: string) =>
    told('warn', `${who}：设着回调网址，而这里用长轮询；启动时会撤掉它`, '确认没有别的程序在用这个令牌'),
  otherWebhook: (who: string) => told('warn', `${who}：回调网址不是这里的；启动时会改过来`),
  webhookSet: (who: string) => told('ok', `${who}：回调网址已设好`),
  pending: (who: string, count: number) =>
    told(
      count > 100 ? 'warn' : 'ok',
      `${who}：有 ${count} 条消息等着收取`,
      count > 100 ? '检查程序是否在运行' : null,
    ),
  lastError: (who: string, when: string, why: string) =>
    told('warn', `${who}：最近一次回调失败于 ${when}（${why}）`, '检查反向代理、证书和 MINSHENG_PUBLIC_URL'),
  clock: (seconds: number) =>
    told('warn', `服务器与本机的时钟相差 ${seconds} 秒`, '打开本机的自动对时（NTP）'),
} as const;
