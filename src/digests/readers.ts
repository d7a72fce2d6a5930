/** Who reads a subscription's digest today: rights and settings as they are now, never as they were. */
import { type Audience, lowestRole, mayRead, type Role, readerOf } from '../domain/access.ts';
import type { Subscription } from '../domain/digest.ts';
import type { Recipient } from '../domain/push.ts';
import type { DigestPorts } from './ports.ts';

/** The recipient with the class they read for, or why nothing may be told, in English. */
export type Reached = { to: Recipient; audience: Audience; images: boolean } | { reason: string };

/** Below staff nobody is told anything unasked. */
export async function reach(
  subscription: Subscription,
  { binding, chat, channel }: Pick<DigestPorts, 'binding' | 'chat' | 'channel'>,
): Promise<Reached> {
  const { platform, account, chatId, chatKind, personId } = subscription;
  const capabilities = channel(platform, account);
  if (!capabilities) return { reason: 'this channel is not set up' };
  const rights = personId === null ? null : await binding({ platform, personId });
  const listeners = chatKind === 'group' ? ((await chat({ platform, chatId }))?.audience ?? 'public') : null;
  const held: Role = listeners === null ? (rights?.role ?? 'resident') : readerOf(listeners);
  const audience = audienceOf(lowestRole(held, capabilities.highestRole));
  if (audience === 'public') return { reason: `those who listen here read as ${held}` };
  const { unit = null, official = null, region = null } = rights ?? {};
  const to: Recipient = {
    platform,
    account,
    chatId,
    chatKind,
    personId: chatKind === 'group' ? null : personId,
    role: readerOf(audience),
    unit,
    official,
    region,
  };
  return { to, audience, images: capabilities.images };
}

/** The highest audience that a role may read for. */
export function audienceOf(role: Role): Audience {
  if (mayRead(role, 'leader')) return 'leader';
  return mayRead(role, 'staff') ? 'staff' : 'public';
}
