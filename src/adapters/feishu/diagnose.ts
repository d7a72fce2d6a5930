/** What the doctor finds out about Feishu. */
import type { Diagnosis } from '../../domain/channel.ts';
import type { MessengerTools, Settings } from '../kind.ts';
import { readOrProblems } from '../platform-settings.ts';
import { createApi } from './api.ts';
import { loadSdk } from './connection.ts';
import { type FeishuAccount, readAccount } from './settings.ts';
import { DIAGNOSIS } from './wording.ts';

/** Asks the platform whether the credentials work and the library is there. Never throws. */
export async function diagnose(settings: Settings, { now, publicUrl }: MessengerTools): Promise<Diagnosis[]> {
  const account = readOrProblems(() => readAccount(settings));
  if (Array.isArray(account)) return account;
  return [await aboutCredentials(account, now), ...(await aboutEvents(account, publicUrl))];
}

async function aboutCredentials(account: FeishuAccount, now: () => Date): Promise<Diagnosis> {
  const bot = await createApi(account, now).bot();
  if (bot.ok) return { level: 'ok', what: DIAGNOSIS.ok(bot.data.name), fix: null };
  const { reason, code } = bot.failure;
  return code === null
    ? { level: 'fail', what: DIAGNOSIS.unreachable(reason), fix: DIAGNOSIS.unreachableFix }
    : { level: 'fail', what: DIAGNOSIS.refused(reason), fix: DIAGNOSIS.refusedFix };
}

async function aboutEvents(account: FeishuAccount, publicUrl: string | null): Promise<Diagnosis[]> {
  if (account.webhook) {
    if (publicUrl !== null) return [];
    return [{ level: 'fail', what: DIAGNOSIS.noPublicUrl, fix: DIAGNOSIS.noPublicUrlFix }];
  }
  if (await loadSdk().catch(() => null)) return [];
  return [{ level: 'fail', what: DIAGNOSIS.noPackage, fix: DIAGNOSIS.noPackageFix }];
}
