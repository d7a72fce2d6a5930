/** Whether a channel lets the bot speak first just now. */
import type { Parcel } from '../domain/channel.ts';
import type { Outbox } from '../domain/mail.ts';
import type { Capabilities } from '../domain/message.ts';

const HOUR_MS = 60 * 60 * 1000;

/** Why a push may not go, in English; null when it may. Replies always may. */
export async function pushRefusal(
  { kind, target }: Parcel,
  { push }: Capabilities,
  { outbox, now }: { outbox: Pick<Outbox, 'lastHeard'>; now: () => Date },
): Promise<string | null> {
  if (kind === 'reply' || push === 'always') return null;
  if (push === 'never') return 'this channel only lets the bot answer';
  const heard = await outbox.lastHeard(target);
  const open = heard !== null && now().getTime() - Date.parse(heard) < push.hoursAfterMessage * HOUR_MS;
  return open
    ? null
    : `the chat was silent for ${push.hoursAfterMessage} h: this channel does not let the bot speak first`;
}
