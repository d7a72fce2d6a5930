/** Choices as a card with buttons; the smart bot and the app show the same one. */
import { createHash, randomBytes } from 'node:crypto';
import type { Parcel } from '../../domain/channel.ts';
import type { Choice, PressedChoice } from '../../domain/message.ts';
import { escapePlain } from './escape.ts';
import { WECOM_WORDING } from './wording.ts';

const MAX_BUTTONS = 6;
/** The platform advises 10; what is longer is cut on some clients, far longer on all. */
const MAX_LABEL_LENGTH = 16;
/** What a card shows without folding. */
const MAX_CARD_TEXT_LENGTH = 112;
const MAX_KEY_BYTES = 1000;

/** A card of the kind `button_interaction`, as both platforms take it. */
export interface ButtonCard {
  card_type: 'button_interaction';
  main_title: { title: string };
  sub_title_text?: string;
  button_list: { text: string; key: string; style: number }[];
  /** Unique for every attempt: the platform takes an id only once. */
  task_id: string;
}

/** Whether choices can be buttons; otherwise they are numbered lines. */
export function fitButtons(choices: readonly Choice[], parcelKey: string): boolean {
  const labels = choices.map((choice) => [...choice.label.trim()].length);
  return (
    choices.length > 0 &&
    choices.length <= MAX_BUTTONS &&
    labels.every((length) => length > 0 && length <= MAX_LABEL_LENGTH) &&
    Buffer.byteLength(parcelKey) <= MAX_KEY_BYTES
  );
}

/** Whether a text can stand in the card itself. */
export function fitsCard(text: string): boolean {
  return text.trim() !== '' && text.length <= MAX_CARD_TEXT_LENGTH;
}

/** The card of a parcel; `text` is left out when it was said before. */
export function buttonCard({ key, choices }: Parcel, text: string | null): ButtonCard {
  return {
    card_type: 'button_interaction',
    main_title: { title: WECOM_WORDING.chooseTitle },
    ...(text === null ? {} : { sub_title_text: escapePlain(text) }),
    button_list: choices.map((choice, index) => ({
      text: escapePlain(choice.label.trim()),
      key: `${index}:${key}`,
      style: index === 0 ? 1 : 2,
    })),
    task_id: `${createHash('sha256').update(key).digest('hex').slice(0, 32)}-${randomBytes(6).toString('hex')}`,
  };
}

/** Which choice a pressed button stands for; null when the button is none of ours. */
export function pressedChoice(buttonKey: string): PressedChoice | null {
  const parts = /^(\d):(.+)$/s.exec(buttonKey);
  return parts ? { index: Number(parts[1]), parcelKey: parts[2]! } : null;
}
