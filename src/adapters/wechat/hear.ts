/** Takes the facts out of a message of wechaty; runs in the worker process. */
import type { MessageInterface, WechatyInterface } from 'wechaty/impls';
import type { Heard } from './protocol.ts';
import { within } from './within.ts';

/** wechaty's numbers: `MessageType.Text` and `ContactType.Official`. */
const TEXT = 7;
const OFFICIAL = 2;

/** Looks nothing up that the message does not need: every look-up asks the gateway. */
export async function hear(
  bot: WechatyInterface,
  message: MessageInterface,
  lookUpMs: number,
): Promise<Heard> {
  const { talkerId, roomId, mentionIdList } = payloadOf(message);
  const text = String(message.text());
  const talker = message.talker();
  const ownId = bot.puppet.currentUserId;
  const nameable = /[@＠「]/.test(text);
  return {
    id: message.id,
    kind: message.type() === TEXT ? 'text' : 'other',
    text,
    atMs: message.date().getTime(),
    own: talkerId === ownId,
    talker: {
      id: talker.id,
      name: (roomId ? await nameIn(bot, roomId, talker.id, lookUpMs) : '') || talker.name(),
      person: talker.type() !== OFFICIAL,
    },
    room: roomId ? { id: roomId, mentioned: mentionIdList?.includes(ownId) ?? false } : null,
    botNames: nameable ? await namesOfBot(bot, roomId, lookUpMs) : [],
  };
}

interface Payload {
  talkerId?: string;
  roomId?: string;
  mentionIdList?: string[];
}

function payloadOf(message: MessageInterface): Payload {
  return (message as unknown as { payload?: Payload }).payload ?? {};
}

async function namesOfBot(bot: WechatyInterface, roomId: string | undefined, lookUpMs: number) {
  const name = bot.currentUser.name();
  const inRoom = roomId ? await nameIn(bot, roomId, bot.currentUser.id, lookUpMs) : '';
  return [...new Set([name, inRoom])].filter((each) => each !== '');
}

/** What a member is called in a room; '' when they have no name of their own there, or nobody says in time. */
async function nameIn(bot: WechatyInterface, roomId: string, id: string, lookUpMs: number): Promise<string> {
  try {
    return (await within(lookUpMs, bot.puppet.roomMemberPayload(roomId, id))).roomAlias ?? '';
  } catch {
    return '';
  }
}
