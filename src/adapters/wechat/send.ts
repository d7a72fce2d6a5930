/** Sends by wechaty; runs in the worker process. */
import type { WechatyInterface } from 'wechaty/impls';
import { type Fault, faultOf, isConnectionFault } from './faults.ts';
import type { Outgoing, Sent } from './protocol.ts';
import { within } from './within.ts';

/** Text first, then the file. Never rejects. */
export async function send(bot: WechatyInterface, outgoing: Outgoing, sendMs: number): Promise<Sent> {
  let half = false;
  let messageId: string | null = null;
  try {
    if (!bot.isLoggedIn) return { sent: false, again: true, fault: 'logged_out', half };
    const { chatId, text, mentions, file } = outgoing;
    if (text !== '') {
      messageId = (await within(sendMs, bot.puppet.messageSendText(chatId, text, [...mentions]))) ?? null;
      half = file !== null;
    }
    if (file) messageId = (await within(sendMs, sendFile(bot, chatId, file))) ?? messageId;
    return { sent: true, messageId };
  } catch (error) {
    const fault = faultOf(error, 'refused');
    if (isConnectionFault(fault) || !(await isGone(bot, outgoing, sendMs))) {
      return { sent: false, again: true, fault, half };
    }
    return { sent: false, again: false, fault: 'unknown_chat' satisfies Fault, half };
  }
}

async function sendFile(bot: WechatyInterface, chatId: string, file: NonNullable<Outgoing['file']>) {
  const { FileBox } = await import('file-box');
  return bot.puppet.messageSendFile(chatId, FileBox.fromBase64(file.base64, file.name));
}

/** Whether the account surely does not know the chat; in doubt it does. */
async function isGone(bot: WechatyInterface, { chatId, chatKind }: Outgoing, lookUpMs: number) {
  try {
    const list = chatKind === 'group' ? bot.puppet.roomList() : bot.puppet.contactList();
    return !(await within(lookUpMs, list)).includes(chatId);
  } catch {
    return false;
  }
}
