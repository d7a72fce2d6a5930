/** Asks Telegram whether the settings work, for the operator. */
import { z } from 'zod';
import type { Diagnosis } from '../../domain/channel.ts';
import { InputError } from '../../domain/errors.ts';
import type { MessengerTools, Settings } from '../kind.ts';
import { createClients } from './api.ts';
import { readFailure } from './failures.ts';
import { USUAL_PACE } from './pace.ts';
import { readAccounts, type TelegramAccount } from './settings.ts';
import { DIAGNOSIS as SAYS } from './wording.ts';

const REQUEST_SECONDS = 10;
const CLOCK_SECONDS = 60;

const ME = z.object({
  username: z.string(),
  can_join_groups: z.boolean().default(true),
  can_read_all_group_messages: z.boolean().default(false),
});

const WEBHOOK = z.object({
  url: z.string(),
  pending_update_count: z.int().default(0),
  last_error_date: z.int().optional(),
  last_error_message: z.string().optional(),
});

type Api = ReturnType<typeof createClients>['upkeep'];

/** What is right and wrong with every account. Never throws. */
export async function diagnoseTelegram(
  settings: Settings,
  { now, publicUrl }: Pick<MessengerTools, 'now' | 'publicUrl'>,
): Promise<Diagnosis[]> {
  try {
    const accounts = readAccounts(settings, publicUrl);
    const found = await Promise.all(accounts.map(diagnoseAccount));
    const clock = accounts.slice(0, 1).map((account) => diagnoseClock(account, now));
    return [...found, ...(await Promise.all(clock))].flat();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.problems.map(({ where, message }) => SAYS.settings(`${where}：${message}`));
  }
}

async function diagnoseAccount(account: TelegramAccount): Promise<Diagnosis[]> {
  const { upkeep } = createClients(account, { ...USUAL_PACE, requestSeconds: REQUEST_SECONDS });
  try {
    const me = ME.parse(await upkeep.getMe());
    const who = `@${me.username}`;
    return [SAYS.works(who), ...groups(who, me), ...(await diagnoseWebhook(upkeep, who, account.mode))];
  } catch (error) {
    const { code, reason } = readFailure(error);
    return [code === 401 || code === 404 ? SAYS.refused(account.id) : SAYS.unreachable(account.id, reason)];
  }
}

function groups(who: string, me: z.infer<typeof ME>): Diagnosis[] {
  return [
    me.can_read_all_group_messages ? SAYS.readsAll(who) : SAYS.readsOwn(who),
    ...(me.can_join_groups ? [] : [SAYS.noGroups(who)]),
  ];
}

async function diagnoseWebhook(api: Api, who: string, mode: TelegramAccount['mode']): Promise<Diagnosis[]> {
  const info = WEBHOOK.parse(await api.getWebhookInfo());
  const found = [SAYS.pending(who, info.pending_update_count)];
  if (mode.kind === 'polling') return info.url === '' ? found : [...found, SAYS.foreignWebhook(who)];
  found.push(info.url === mode.url ? SAYS.webhookSet(who) : SAYS.otherWebhook(who));
  if (info.last_error_date !== undefined) {
    const when = new Date(info.last_error_date * 1000).toISOString();
    found.push(SAYS.lastError(who, when, info.last_error_message ?? '?'));
  }
  return found;
}

/** Compares the clocks by the date that the server puts on its answer. */
async function diagnoseClock({ apiRoot }: TelegramAccount, now: () => Date): Promise<Diagnosis[]> {
  try {
    const signal = AbortSignal.timeout(REQUEST_SECONDS * 1000);
    const response = await fetch(apiRoot, { method: 'HEAD', redirect: 'manual', signal });
    const skew = Math.abs(Date.parse(response.headers.get('date') ?? '') - now().getTime()) / 1000;
    return skew > CLOCK_SECONDS ? [SAYS.clock(Math.round(skew))] : [];
  } catch {
    return [];
  }
}
