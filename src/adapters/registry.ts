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
];
