/** What the program gets of the WeChat channel. wechaty itself is loaded only in the worker process. */
import type { MessengerModule } from '../kind.ts';
import { diagnoseWechat } from './diagnose.ts';
import { createWechatMessenger } from './messenger.ts';
import { readSettings } from './settings.ts';
import { TIMINGS } from './timings.ts';

/** One account. @throws InputError with every problem of the settings */
export const createMessengers: MessengerModule['createMessengers'] = (settings, tools) => [
  createWechatMessenger({ settings: readSettings(settings), timings: TIMINGS, random: Math.random }, tools),
];

export const diagnose: MessengerModule['diagnose'] = (settings) => diagnoseWechat(settings);
