/** Tells the operators of a channel that went down or needs a login, over the channels that still work. */
import { createHash } from 'node:crypto';
import type { ChannelState } from './domain/channel.ts';
import type { ChannelStanding } from './domain/metrics.ts';
import type { SendPush } from './domain/push.ts';
import type { Log } from './log.ts';
import type { Platforms } from './platforms.ts';
import { saying } from './reception/answerer.ts';
import { boundRecipients } from './recipients.ts';
import type { Store } from './store/store.ts';
import { ALARMS } from './wording.ts';

export interface AlarmParts {
  store: Pick<Store, 'access'>;
  platforms: Pick<Platforms, 'standing'>;
  sendPush: SendPush;
  log: Log;
  now: () => Date;
}

/** A short break mends itself; nobody is woken for it. */
const PATIENCE_MS = 2 * 60_000;
const EVERY_MS = 15_000;
const ALARM_LIFE_MS = 6 * 60 * 60_000;

/** Looks at the channels until told to stop. Each trouble is told once, and its end once. */
export function watchChannels(parts: AlarmParts): () => void {
  const told = new Map<string, string>();
  const timer = setInterval(() => {
    look(parts, told).catch((error) => parts.log.error({ err: error }, 'an alarm could not be sent'));
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** One look; `told` holds the troubles that were told, by channel. */
export async function look(parts: AlarmParts, told: Map<string, string>): Promise<void> {
  for (const standing of parts.platforms.standing()) {
    const key = `${standing.platform} ${standing.account}`;
    const trouble = troubleOf(standing.state, parts.now());
    const before = told.get(key);
    if (trouble !== null && before === undefined) {
      told.set(key, standing.state.since);
      await tell(parts, standing, ALARMS[trouble](standing.platform));
    } else if (before !== undefined && standing.state.status === 'ready') {
      told.delete(key);
      await tell(parts, standing, ALARMS.mended(standing.platform));
    }
  }
}

function troubleOf({ status, since }: ChannelState, now: Date): 'down' | 'login' | null {
  if (now.getTime() - Date.parse(since) < PATIENCE_MS) return null;
  if (status === 'waiting_for_login') return 'login';
  return status === 'down' ? 'down' : null;
}

async function tell(parts: AlarmParts, { platform, account, state }: ChannelStanding, text: string) {
  const { now, sendPush, store } = parts;
  const at = now();
  const operators = (await boundRecipients(store)).filter((one) => one.role === 'operator');
  for (const to of operators.filter((one) => one.platform !== platform || one.account !== account)) {
    const about = [platform, account, state.status, state.since, to.platform, to.chatId];
    await sendPush({
      key: createHash('sha256').update(JSON.stringify(about)).digest('base64url').slice(0, 22),
      to,
      answer: saying(text),
      audience: 'leader',
      what: 'channel alarm',
      now: at.toISOString(),
      expiresAt: new Date(at.getTime() + ALARM_LIFE_MS).toISOString(),
    });
  }
}
