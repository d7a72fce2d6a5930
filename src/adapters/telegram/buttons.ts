/** Choices as buttons under a message. A button carries the key of its parcel: presses need no memory. */
import type { InlineKeyboardButton, InlineKeyboardMarkup } from 'grammy/types';
import type { Choice, PressedChoice } from '../../domain/message.ts';

/** Bytes that Telegram lets a button carry. */
const DATA_BYTES = 64;
const DATA = /^b:(.+):(\d{1,2})$/s;
const LABEL_LENGTH = 48;
const MOST_BUTTONS = 100;

/** Labels up to this many characters stand two in a row. */
const SHORT_LABEL = 8;
const CHARACTERS = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** The buttons of a parcel; null when it has no choices, or its key is too long for a button to carry. */
export function keyboard(parcelKey: string, choices: readonly Choice[]): InlineKeyboardMarkup | null {
  const buttons = choices.slice(0, MOST_BUTTONS).map(({ label }, index) => ({
    text: shortened(label) || String(index + 1),
    callback_data: `b:${parcelKey}:${index}`,
  }));
  if (buttons.length === 0) return null;
  if (buttons.some(({ callback_data }) => Buffer.byteLength(callback_data) > DATA_BYTES)) return null;
  return { inline_keyboard: inRows(buttons) };
}

/** Which button was pressed; null for data that is not of this bot. The data may be forged: it proves nothing. */
export function readPressed(data: string): PressedChoice | null {
  const [, parcelKey, index] = DATA.exec(data) ?? [];
  return parcelKey === undefined ? null : { parcelKey, index: Number(index) };
}

function inRows(buttons: InlineKeyboardButton[]): InlineKeyboardButton[][] {
  const perRow = buttons.every(({ text }) => text.length <= SHORT_LABEL) ? 2 : 1;
  const rows = Math.ceil(buttons.length / perRow);
  return Array.from({ length: rows }, (_, row) => buttons.slice(row * perRow, (row + 1) * perRow));
}

function shortened(label: string): string {
  const whole = label.toWellFormed().trim();
  if (whole.length <= LABEL_LENGTH) return whole;
  const characters = [...CHARACTERS.segment(whole.slice(0, LABEL_LENGTH))].map(({ segment }) => segment);
  return `${characters.slice(0, -1).join('')}…`;
}
