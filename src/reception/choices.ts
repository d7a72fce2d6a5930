/** A pressed button stands for the text of its choice. */
import type { Inbox } from '../domain/mail.ts';
import type { IncomingMessage } from '../domain/message.ts';

export type Pressed = { ok: true; text: string } | { ok: false; problem: 'choiceGone' | 'choiceOfOther' };

/**
 * The text of a message, or of the choice that was pressed. What a press points at comes from the person's own program,
 * so it only counts in the chat where the buttons were shown; what was offered to one person in a group is theirs.
 */
export async function pressedText(
  { choice, text, platform, chatId, chatKind, personId }: IncomingMessage,
  inbox: Pick<Inbox, 'sentParcel'>,
): Promise<Pressed> {
  if (!choice) return { ok: true, text };
  const parcel = await inbox.sentParcel(choice.parcelKey);
  const chosen = parcel?.choices[choice.index];
  const elsewhere = parcel?.target.platform !== platform || parcel.target.chatId !== chatId;
  if (!chosen || elsewhere) return { ok: false, problem: 'choiceGone' };
  const others = chatKind === 'group' && parcel.kind === 'reply' && parcel.addressee?.id !== personId;
  return others ? { ok: false, problem: 'choiceOfOther' } : { ok: true, text: chosen.text };
}
