/** Everybody with rights who can be told something, where they can be told. */
import type { Recipient } from './domain/push.ts';
import type { Store } from './store/store.ts';

/** The private chats in which people were bound. */
export async function boundRecipients({ access }: Pick<Store, 'access'>): Promise<Recipient[]> {
  const bindings = await access.rights.bindings();
  return bindings.map(({ boundAt: _, by: __, ...binding }) => ({ ...binding, chatKind: 'private' }));
}
