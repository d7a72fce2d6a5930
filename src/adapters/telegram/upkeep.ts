/** What the bot tells Telegram about itself: where its updates go, what its menu says. */
import type { ChannelLog } from '../../domain/channel.ts';
import { apiSignal, type Clients } from './api.ts';
import { readFailure } from './failures.ts';
import type { Stoppable } from './pace.ts';
import type { Mode } from './settings.ts';
import { ALLOWED_UPDATES, type BotSelf } from './shape.ts';
import { GROUP_MENU, PRIVATE_MENU, SHORT_DESCRIPTION } from './wording.ts';

/** Parallel requests of Telegram to the hook; the messages of one chat still come one after the other. */
const MAX_CONNECTIONS = 20;

/** One account's side of the upkeep. `signal` breaks every call off. */
export interface Upkeep {
  api: Clients['upkeep'];
  signal: Stoppable;
}

/** Who the bot is. @throws what the call threw, or when the answer makes no sense */
export async function readSelf({ api, signal }: Upkeep): Promise<BotSelf> {
  const { id, username } = await api.getMe(apiSignal(signal));
  if (!Number.isInteger(id) || typeof username !== 'string') throw new TypeError('the answer makes no sense');
  return { id, username };
}

/** Before polling: takes a webhook away, only when one is set. @throws what a call threw */
export async function removeWebhook(upkeep: Upkeep): Promise<void> {
  if ((await webhookUrl(upkeep)) !== '') await upkeep.api.deleteWebhook({}, apiSignal(upkeep.signal));
}

/** Sets the webhook the first time, later only when somebody changed it. @throws what a call threw */
export async function ensureWebhook(
  upkeep: Upkeep,
  { url, secret }: Extract<Mode, { kind: 'webhook' }>,
  isFirst: boolean,
): Promise<void> {
  if (!isFirst && (await webhookUrl(upkeep)) === url) return;
  const options = {
    secret_token: secret,
    allowed_updates: ALLOWED_UPDATES,
    max_connections: MAX_CONNECTIONS,
  };
  await upkeep.api.setWebhook(url, options, apiSignal(upkeep.signal));
}

/** '' when none is set, also on a server that knows no webhooks. */
async function webhookUrl({ api, signal }: Upkeep): Promise<string> {
  try {
    return (await api.getWebhookInfo(apiSignal(signal))).url ?? '';
  } catch (error) {
    if (readFailure(error).code === 404) return '';
    throw error;
  }
}

/** Sets menu and profile. Failures are only logged: the bot works without. */
export async function introduce({ api, signal }: Upkeep, log: ChannelLog): Promise<void> {
  const stop = apiSignal(signal);
  const steps = [
    () => api.setMyCommands(PRIVATE_MENU, { scope: { type: 'all_private_chats' } }, stop),
    () => api.setMyCommands(GROUP_MENU, { scope: { type: 'all_group_chats' } }, stop),
    () => api.setMyShortDescription(SHORT_DESCRIPTION, {}, stop),
  ];
  for (const step of steps) {
    await step().catch((error: unknown) => {
      if (signal.aborted) return;
      log.warn({ reason: readFailure(error).reason }, 'telegram: menu or profile not set');
    });
  }
}
