/** Who asks, and what may be said in the place where they ask. */
import { ANYBODY, type Asker, lowestRole, readerOf } from '../domain/access.ts';
import type { Binding } from '../domain/access-records.ts';
import type { Capabilities, IncomingMessage } from '../domain/message.ts';
import type { ChatsPort, RightsPort } from './ports.ts';

/** Ids of senders that are no person: anonymous administrators, channels. */
const NO_PERSON = /^chat:/;

/** Whether rights can be bound to this sender. */
export function isPerson(personId: string): boolean {
  return personId !== '' && !NO_PERSON.test(personId);
}

/** What identifying needs. */
export interface IdentifyParts {
  rights: Pick<RightsPort, 'binding'>;
  chats: Pick<ChatsPort, 'chat'>;
}

/**
 * In private a person hears what their binding allows and the channel carries; in a group everybody listens, so that
 * only the class set for the chat counts, never who asks.
 */
export function createIdentify({ rights, chats }: IdentifyParts) {
  return async (message: IncomingMessage, channel: Capabilities): Promise<Asker> => {
    const known = channel.identifies && isPerson(message.personId);
    const binding = known ? await rights.binding(message) : null;
    const setting = await chats.chat(message);
    if (message.chatKind === 'private') return inPrivate(binding, channel, setting?.region ?? null);
    const listeners = setting === null ? ANYBODY.disclosure : readerOf(setting.audience);
    return {
      ...ANYBODY,
      role: binding?.role ?? ANYBODY.role,
      disclosure: lowestRole(channel.highestRole, listeners),
      region: setting?.region ?? null,
    };
  };
}

function inPrivate(binding: Binding | null, channel: Capabilities, region: string | null): Asker {
  if (binding === null) return { ...ANYBODY, region };
  const { role, unit, official } = binding;
  const disclosure = lowestRole(role, channel.highestRole);
  return { role, disclosure, unit, official, region: binding.region ?? region };
}
