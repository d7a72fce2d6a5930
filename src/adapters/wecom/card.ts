/** Choices as a card with buttons; the smart bot and the app show the same one. */
import { createHash, randomBytes } from 'node:crypto';
import type { Parcel } from '../../domain/channel.ts';
import type { PressedChoice } from '../../domain/message.ts';
import { escapePlain } from './escape.ts';
import { WECOM_WORDING } from './wording.ts';

/** More go to another card. */
const MAX_BUTTONS = 6;
/** Longer labels are cut by the clients anyway. */
const MAX_LABEL_LENGTH = 20;
/** What a card shows without folding. */
const MAX_CARD_TEXT_LENGTH = 112;

/** A card of the kind `button_interaction`, as both platforms take it. */
export interface ButtonCard {
  card_type: 'button_interaction';
  main_title: { title: string };
  sub_title_text?: string;
  button_list: { text: string; key: string; style: number }[];
  /** Unique for every attempt: the platform takes an id only once. */
  task_id: string;
}

/** Whether a text can stand in the card itself. */
export function fitsCard(text: string): boolean {
  return text.trim() !== '' && text.length <= MAX_CARD_TEXT_LENGTH;
}

/** The cards of a parcel's choices, none when it has none; `text` is null when it was said before. */
export function buttonCards(
  { key, choices }: Pick<Parcel, 'key' | 'choices'>,
  text: string | null,
): ButtonCard[] {
  const buttons = choices.map(({ label }, index) => ({
    text: escapePlain(shortened(label.trim())),
    key: `${index}:${key}`,
    style: index === 0 ? 1 : 2,
  }));
  const rows = Array.from({ length: Math.ceil(buttons.length / MAX_BUTTONS) }, (_, row) =>
    buttons.slice(row * MAX_BUTTONS, (row + 1) * MAX_BUTTONS),
  );
  return rows.map((row, index) => ({
    card_type: 'button_interaction',
    main_title: { title: WECOM_WORDING.chooseTitle },
    ...(text !== null && index === 0 ? { sub_title_text: escapePlain(text) } : {}),
    button_list: row,
    task_id: `${createHash('sha256').update(key).digest('hex').slice(0, 32)}-${randomBytes(6).toString('hex')}`,
  }));
}

/** Which choice a pressed button stands for; null when the button is none of ours. */
export function pressedChoice(buttonKey: string): PressedChoice | null {
  const parts = /^(\d{1,3}):(.+)$/s.exec(buttonKey);
  return parts ? { index: Number(parts[1]), parcelKey: parts[2]! } : null;
}

function shortened(label: string): string {
  const characters = [...label];
  return characters.length > MAX_LABEL_LENGTH
    ? `${characters.slice(0, MAX_LABEL_LENGTH - 1).join('')}…`
    : label;
}
