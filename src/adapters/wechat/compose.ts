/** Words a parcel for WeChat: plain text, in a group with the person's name before it. */
import type { Parcel } from '../../domain/channel.ts';
import type { Outgoing } from './protocol.ts';
import { EVERYBODY } from './wording.ts';

/** What WeChat sets behind the name in a mention. */
const AFTER_NAME = '\u2005';

const MAX_NAME = 32;

/** `withText` is false when the text is out already and only the file is missing. */
export function compose(parcel: Parcel, withText: boolean): Outgoing {
  const { target, addressee, file, kind } = parcel;
  const addressed = target.chatKind === 'group' && kind === 'reply' && addressee !== null;
  const name = addressed ? plainName(addressee.name ?? '') : '';
  const mention = name === '' ? '' : `@${name}${AFTER_NAME}`;
  const text = mention + calm(parcel.text).toWellFormed();
  return {
    chatId: target.chatId,
    chatKind: target.chatKind,
    text: withText && parcel.text !== '' ? text : '',
    mentions: mention === '' || !withText ? [] : [addressee!.id],
    file: file && { name: file.name, base64: Buffer.from(file.bytes).toString('base64') },
  };
}

/** A name as it may stand in a mention: one line, not somebody else's, not everybody's. */
function plainName(name: string): string {
  const line = [...name.replace(/[\s\p{C}@＠]+/gu, ' ').trim()].slice(0, MAX_NAME).join('');
  return calm(`@${line}`).slice(1);
}

/** Nobody gets the whole group called by what stands in a document. */
function calm(text: string): string {
  const everybody = new RegExp(`([@＠])(?=\\s*(?:${EVERYBODY.join('|')})(?![a-z]))`, 'giu');
  return text.replace(everybody, '$1\u200b');
}
