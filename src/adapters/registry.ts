/** Every chat platform there is: a new one is one folder and one line here. */
import type { MessengerKind } from './kind.ts';

/** In the order of the documentation. */
export const MESSENGERS: readonly MessengerKind[] = [
  {
    platform: 'telegram',
    label: 'Telegram',
    variables: {
      MINSHENG_TELEGRAM_TOKEN: '机器人令牌，向 @BotFather 申请；多个用逗号分开',
      MINSHENG_TELEGRAM_API_ROOT: 'Bot API 服务器，默认 https://api.telegram.org',
      MINSHENG_TELEGRAM_MODE: '收消息的方式：polling（长轮询，默认）或 webhook（回调）',
      MINSHENG_TELEGRAM_WEBHOOK_SECRET: 'webhook 方式的口令，1 至 256 个字母、数字、下划线或短横线',
      MINSHENG_TELEGRAM_HIGHEST_ROLE: '经此渠道最多给谁看：resident、staff、leader、operator（默认）',
    },
    load: () => import('./telegram/module.ts'),
  },
  {
    platform: 'wecom-bot',
    label: '企业微信智能机器人',
    variables: {
      MINSHENG_WECOM_BOT_ID: '智能机器人的 Bot ID',
      MINSHENG_WECOM_BOT_SECRET: '智能机器人长连接的 Secret',
      MINSHENG_WECOM_BOT_NAME: '机器人在群里显示的名称，用来去掉消息里的@，可不填',
      MINSHENG_WECOM_BOT_WS_URL: '长连接地址，默认 wss://openws.work.weixin.qq.com，私有部署时填',
      MINSHENG_WECOM_BOT_HIGHEST_ROLE: '经此渠道最多给谁看：resident、staff、leader、operator（默认）',
    },
    load: () => import('./wecom/bot.ts'),
  },
  {
    platform: 'wecom-app',
    label: '企业微信自建应用',
    variables: {
      MINSHENG_WECOM_APP_CORP_ID: '企业 ID',
      MINSHENG_WECOM_APP_AGENT_ID: '自建应用的 AgentId',
      MINSHENG_WECOM_APP_SECRET: '自建应用的 Secret',
      MINSHENG_WECOM_APP_CALLBACK_TOKEN: '接收消息服务器配置的 Token',
      MINSHENG_WECOM_APP_AES_KEY: '接收消息服务器配置的 EncodingAESKey，43 位',
      MINSHENG_WECOM_APP_API_ROOT: '接口地址，默认 https://qyapi.weixin.qq.com，私有部署时填',
      MINSHENG_WECOM_APP_HIGHEST_ROLE: '经此渠道最多给谁看：resident、staff、leader、operator（默认）',
    },
    load: () => import('./wecom/app.ts'),
  },
  {
    platform: 'wecom-webhook',
    label: '企业微信群机器人（只推送）',
    variables: {
      MINSHENG_WECOM_WEBHOOK_KEYS: '“群名=key”，几个群之间用逗号隔开',
      MINSHENG_WECOM_WEBHOOK_API_ROOT: '接口地址，默认 https://qyapi.weixin.qq.com，私有部署时填',
      MINSHENG_WECOM_WEBHOOK_HIGHEST_ROLE: '经此渠道最多给谁看：resident（默认）、staff、leader、operator',
    },
    load: () => import('./wecom/webhook.ts'),
  },
  {
    platform: 'feishu',
    label: '飞书',
    variables: {
      MINSHENG_FEISHU_APP_ID: '企业自建应用的 App ID',
      MINSHENG_FEISHU_APP_SECRET: '企业自建应用的 App Secret',
      MINSHENG_FEISHU_DOMAIN: 'feishu（默认）、lark（国际版），或私有部署的网址',
      MINSHENG_FEISHU_VERIFICATION_TOKEN: '不用长连接、改用回调地址收事件时的 Verification Token',
      MINSHENG_FEISHU_ENCRYPT_KEY: '不用长连接、改用回调地址收事件时的 Encrypt Key',
      MINSHENG_FEISHU_HIGHEST_ROLE: '经此渠道最多给谁看：resident、staff、leader、operator（默认）',
    },
    load: () => import('./feishu/messenger.ts'),
  },
  {
    platform: 'wechat',
    label: '微信（个人号，经 wechaty）',
    variables: {
      MINSHENG_WECHAT_PUPPET:
        'wechaty 的 puppet（npm 包名，须已安装）；给了令牌时默认 wechaty-puppet-service',
      MINSHENG_WECHAT_TOKEN: 'puppet 服务的令牌，形如 puppet_xxx_UUID；自建网关形如 insecure_UUID',
      MINSHENG_WECHAT_ENDPOINT: '网关的地址“主机:端口”；不填则由 wechaty 按令牌查找',
      MINSHENG_WECHAT_TLS: '到网关的连接是否加密：on（默认）或 off（只用于本机网关）',
      MINSHENG_WECHAT_NAME: '保存登录状态的文件夹，默认 data/wechat；相对路径从启动程序的目录算起',
      MINSHENG_WECHAT_MESSAGES_PER_SECOND: '每秒最多发几条，0.1 至 5，默认 1',
    },
    load: () => import('./wechat/module.ts'),
  },
  {
    platform: 'dingtalk',
    label: '钉钉',
    variables: {
      MINSHENG_DINGTALK_CLIENT_ID: '企业内部应用的 Client ID（原 AppKey）',
      MINSHENG_DINGTALK_CLIENT_SECRET: '企业内部应用的 Client Secret（原 AppSecret）',
      MINSHENG_DINGTALK_ROBOT_CODE: '机器人的 RobotCode，默认与 Client ID 相同',
      MINSHENG_DINGTALK_API_ROOT: '接口地址，默认 https://api.dingtalk.com，专属部署时填',
      MINSHENG_DINGTALK_GATEWAY: 'Stream 网关地址，一般不用填',
      MINSHENG_DINGTALK_HIGHEST_ROLE: '经此渠道最多给谁看：resident、staff、leader、operator（默认）',
    },
    load: () => import('./dingtalk/messenger.ts'),
  },
];
