/** The Telegram channel as the program loads it. */
import type { MessengerModule } from '../kind.ts';
import { diagnoseTelegram } from './diagnose.ts';
import { createTelegramMessenger } from './messenger.ts';
import { readAccounts } from './settings.ts';

/** One messenger for each token. */
export const createMessengers: MessengerModule['createMessengers'] = (settings, tools) =>
  readAccounts(settings, tools.publicUrl).map((account) => createTelegramMessenger(account, tools));

/** Asks Telegram about every account. */
export const diagnose: MessengerModule['diagnose'] = (settings, tools) => diagnoseTelegram(settings, tools);
