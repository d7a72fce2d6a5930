/** Finds the HTTP entrance of a channel. */
import type { Hook, Messenger } from '../domain/channel.ts';

/** A lookup over all messengers, several accounts of one platform included; null for a name that none has. */
export function hookFinder(messengers: readonly Pick<Messenger, 'platform' | 'hooks'>[]) {
  return (platform: string, name: string): Hook | null => {
    const owner = messengers.find((one) => one.platform === platform && Object.hasOwn(one.hooks ?? {}, name));
    return owner?.hooks?.[name] ?? null;
  };
}
