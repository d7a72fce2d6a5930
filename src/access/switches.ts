/** What is switched off just now, and what is said about it: once a chat, then nothing. */
import type { SwitchOff } from '../domain/access-records.ts';
import { chinaTime } from '../domain/china-time.ts';
import type { IncomingMessage } from '../domain/message.ts';
import { isPerson } from './identify.ts';
import type { Manners } from './manners-data.ts';
import type { ChatsPort, RightsPort } from './ports.ts';

/** What deciding needs. */
export interface SwitchParts {
  rights: Pick<RightsPort, 'binding'>;
  chats: Pick<ChatsPort, 'switches' | 'announce'>;
  wording: Manners['switchedOff'];
  /** The spelling in which questions and subjects are compared. */
  plain: (text: string) => string;
  /** Whether the platform vouches for its people; elsewhere nobody is an operator. */
  identifies: (platform: string) => boolean;
  /** Whether a text switches something on or off: operators are heard with it even where all else is off. */
  isSwitching: (text: string) => boolean;
}

/** Why a message is not to be answered now; null when all is on. */
export function createSwitchedOff(parts: SwitchParts) {
  return async (message: IncomingMessage, now: string) => {
    const text = parts.plain(message.text);
    const off = (await parts.chats.switches(now)).find((one) => holdsFor(one, message, text, parts.plain));
    if (off === undefined || (await isHeard(message, parts))) return null;
    const reason = `switch ${off.id}: ${off.scope} is off`;
    const first = message.addressed && (await parts.chats.announce(off.id, message));
    return { reason, notice: first ? noticeOf(off, parts.wording) : null };
  };
}

function holdsFor(
  { scope, platform, target }: SwitchOff,
  message: IncomingMessage,
  text: string,
  plain: (text: string) => string,
): boolean {
  switch (scope) {
    case 'chat':
      return platform === message.platform && target === message.chatId;
    case 'channel':
      return target === message.platform;
    case 'subject':
      return text.includes(plain(target));
    default:
      return scope satisfies never;
  }
}

/** Operators in private, and everywhere when they switch. */
async function isHeard(message: IncomingMessage, parts: SwitchParts): Promise<boolean> {
  if (!parts.identifies(message.platform) || !isPerson(message.personId)) return false;
  if (message.chatKind === 'group' && !parts.isSwitching(message.text)) return false;
  return (await parts.rights.binding(message))?.role === 'operator';
}

function noticeOf({ scope, endsAt }: SwitchOff, wording: Manners['switchedOff']): string {
  return endsAt === null
    ? wording[scope]
    : `${wording[scope]}${wording.until.replace('{end}', chinaTime(endsAt))}`;
}
