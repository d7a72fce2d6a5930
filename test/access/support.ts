/** People, chats and an access over a real database. */
import { type Access, createAccess } from '../../src/access/access.ts';
import type { Manners } from '../../src/access/manners-data.ts';
import { createIsSwitching } from '../../src/commands/switches.ts';
import { loadCommandWords } from '../../src/commands/words.ts';
import type { Rights } from '../../src/domain/access-records.ts';
import { type Capabilities, type IncomingMessage, PLAIN_TEXT } from '../../src/domain/message.ts';
import { loadManners } from '../../src/manners.ts';
import type { Store } from '../../src/store/store.ts';
import { normaliseText } from '../../src/text/normalise.ts';

export const NOW = '2025-07-10T01:00:00.000Z';

/** A channel that vouches for its people and may carry everything. */
export const TRUSTED: Capabilities = { ...PLAIN_TEXT, identifies: true, highestRole: 'operator' };

export const NOBODY: Omit<Rights, 'role'> = { unit: null, official: null, region: null };

export const words = loadCommandWords();

let messages = 0;

/** A private message of one person unless told otherwise. */
export function message(given: Partial<IncomingMessage> = {}): IncomingMessage {
  messages++;
  return {
    platform: 'telegram',
    account: 'bot1',
    id: `m${messages}`,
    chatId: given.chatKind === 'group' ? 'g1' : (given.personId ?? 'p1'),
    chatKind: 'private',
    personId: 'p1',
    text: '你好',
    addressed: true,
    ...given,
  };
}

export interface Logged {
  facts: object;
  message: string;
}

/** Access over a store, with the shipped manners unless told otherwise. */
export function accessOver(store: Store, manners: Partial<Manners> = {}): Access & { logged: Logged[] } {
  const logged: Logged[] = [];
  const access = createAccess({
    rights: store.access.rights,
    chats: store.access.chats,
    manners: { ...loadManners(), ...manners },
    log: { warn: (facts, text) => logged.push({ facts, message: text }) },
    plain: (text) => normaliseText(text).toLowerCase(),
    identifies: (platform) => platform !== 'wechat',
    isSwitching: createIsSwitching(words),
  });
  return { ...access, logged };
}

/** Binds somebody of telegram, without the slow hash of a real code. */
export async function bound(store: Store, personId: string, rights: Partial<Rights>): Promise<void> {
  const given: Rights = { ...NOBODY, role: 'staff', ...rights };
  const stored = store.access.rights;
  const prefix = `test ${personId}`;
  const times = { issuedAt: NOW, issuedBy: 'command line', expiresAt: '9999-12-31T00:00:00.000Z' };
  await stored.addCode({ ...given, ...times, prefix, hash: '', salt: '' });
  const [code] = await stored.liveCodes(prefix, NOW);
  const place = { account: 'bot', chatId: personId };
  const binding = { ...given, ...place, platform: 'telegram', personId, boundAt: NOW, by: 'command line' };
  await stored.redeem(code!.id, binding);
}
