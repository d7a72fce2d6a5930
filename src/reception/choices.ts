/** A pressed button stands for the text of its choice. */
import type { Inbox } from '../domain/mail.ts';
import type { IncomingMessage } from '../domain/message.ts';

export type Pressed = { ok: true; text: string } | { ok: false; problem: 'choiceGone' | 'choiceOfOther' };

/** The text of a message, or of the choice that was pressed. A choice offered to one person in a group is theirs. */
export async function pressedText(
  { choice, text, chatKind, personId }: IncomingMessage,
  inbox: Pick<Inbox, 'sentParcel'>,
): Promise<Pressed> {
  if (!choice) return { ok: true, text };
  const parcel = await inbox.sentParcel(choice.parcelKey);
  const chosen = parcel?.choices[choice.index];
  if (!parcel || !chosen) return { ok: false, problem: 'choiceGone' };
  const others = chatKind === 'group' && parcel.kind === 'reply' && parcel.addressee?.id !== personId;
  return others ? { ok: false, problem: 'choiceOfOther' } : { ok: true, text: chosen.text };
}
