/** Says something unasked: checked like every answer, within what the recipient may read and the channel may carry. */
import { render } from './adapters/render.ts';
import { lowestRole, mayRead } from './domain/access.ts';
import type { Parcel } from './domain/channel.ts';
import type { Capabilities, OutgoingMessage } from './domain/message.ts';
import type { Push, PushResult, Recipient, SendPush } from './domain/push.ts';
import type { Platforms } from './platforms.ts';
import { ground } from './questions/ground.ts';
import type { Store } from './store/store.ts';

export interface PushParts {
  store: Pick<Store, 'outbox' | 'audit' | 'access'>;
  platforms: Pick<Platforms, 'capabilities'>;
  /** Told of lines that were left out because nothing backs their figures. */
  onRejected: (figures: readonly string[]) => void;
}

/** Puts pushes into the outbox; each, and each refusal, stands in the audit trail. */
export function createSendPush(parts: PushParts): SendPush {
  return async (push) => {
    const capabilities = parts.platforms.capabilities(push.to.platform, push.to.account);
    const reason = capabilities ? await refusal(push, capabilities, parts) : 'this channel is not set up';
    const result: PushResult = reason === null ? { accepted: true } : { accepted: false, reason };
    if (capabilities && result.accepted) await addToOutbox(push, capabilities, parts);
    await record(push, result, parts);
    return result;
  };
}

/** Why a push may not go, in English; null when it may. A group is asked anew: its audience may have changed. */
async function refusal(
  { to, audience }: Push,
  capabilities: Capabilities,
  { store }: PushParts,
): Promise<string | null> {
  if (capabilities.push === 'never') return 'this channel only lets the bot answer';
  if (!mayRead(lowestRole(to.role, capabilities.highestRole), audience))
    return `this recipient may not read what is for ${audience}`;
  if (to.chatKind === 'private' || audience === 'public') return null;
  const setting = await store.access.chats.chat(to);
  const listens = setting !== null && setting.audience !== 'public';
  return listens ? null : 'this group is public';
}

async function addToOutbox(push: Push, capabilities: Capabilities, parts: PushParts): Promise<void> {
  const { answer, rejected } = ground(push.answer);
  for (const { figures } of rejected) parts.onRejected(figures);
  const outgoing = render(answer, capabilities, push.file);
  const { now, expiresAt } = push;
  await parts.store.outbox.add(
    outgoing.map((message, index) => ({ parcel: parcelOf(push, message, index), dueAt: now, expiresAt })),
    now,
  );
}

function parcelOf({ key, to }: Push, { text, choices, file }: OutgoingMessage, index: number): Parcel {
  return {
    key: `${key}-${index}`,
    target: targetOf(to),
    text,
    choices,
    file: file ?? null,
    quotes: null,
    edits: null,
    addressee: to.personId === null ? null : { id: to.personId, name: null },
    replyContext: {},
    kind: 'push',
  };
}

const targetOf = ({ platform, account, chatId, chatKind }: Recipient): Parcel['target'] => ({
  platform,
  account,
  chatId,
  chatKind,
  thread: null,
});

async function record({ to, what, key, now }: Push, result: PushResult, { store }: PushParts): Promise<void> {
  await store.audit.record({
    at: now,
    actor: 'program',
    action: 'push',
    place: `${to.platform}:${to.chatId}`,
    outcome: result.accepted ? 'done' : 'refused',
    detail: result.accepted ? { what, key } : { what, key, reason: result.reason },
  });
}
