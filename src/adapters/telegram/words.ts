/** What a message says to the bot: whether it is addressed, and the words without mention and command. */
import { answeredMessage, quotedIn } from './quoted.ts';
import type { BotSelf, TelegramMessage } from './shape.ts';
import { BARE_MENTION, COMMAND_TEXTS, DEEP_LINK, UNKNOWN_COMMAND } from './wording.ts';

const COMMAND = /^\/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]{1,64}))?(?:\s+([\s\S]*))?$/;
const DEEP_LINK_CODE = /^[A-Za-z0-9_-]{1,64}$/;

/** What was said, and whether to the bot; null when it was said to another bot. */
export type Said = { text: string; addressed: boolean } | null;

/** Reads the text or the caption of a message. */
export function readWords(message: TelegramMessage, self: BotSelf): Said {
  const isPrivate = message.chat.type === 'private';
  const { text, mentioned } = withoutMention(message, self);
  const addressed = isPrivate || mentioned || repliesTo(message, self);
  const command = COMMAND.exec(text);
  const bare = text === '' && mentioned && quotedIn(message, self) === null;
  if (!command) return { text: bare ? BARE_MENTION : text, addressed };
  const [, name = '', bot, words = ''] = command;
  const own = bot?.toLowerCase() === self.username.toLowerCase();
  if (bot !== undefined && !own && !isPrivate) return null;
  const known = Object.hasOwn(COMMAND_TEXTS, name.toLowerCase());
  // In a group an unknown command that names no bot may be meant for any of them.
  if (!known && !own && !addressed) return { text, addressed };
  return { text: commandText(name.toLowerCase(), words.trim()), addressed: true };
}

function commandText(name: string, words: string): string {
  if (name === 'start' && DEEP_LINK_CODE.test(words)) return DEEP_LINK(words);
  const meaning = Object.hasOwn(COMMAND_TEXTS, name) ? COMMAND_TEXTS[name] : undefined;
  if (meaning === undefined) return words === '' ? UNKNOWN_COMMAND : words;
  return `${meaning} ${words}`.trim();
}

/** The text with every mention of the bot taken out. */
function withoutMention(message: TelegramMessage, self: BotSelf): { text: string; mentioned: boolean } {
  const text = message.text ?? message.caption ?? '';
  const entities = (message.text === undefined ? message.caption_entities : message.entities) ?? [];
  const mentions = entities.filter(({ type, offset, length, user }) =>
    type === 'mention'
      ? text.slice(offset, offset + length).toLowerCase() === `@${self.username.toLowerCase()}`
      : type === 'text_mention' && user?.id === self.id,
  );
  const left = mentions
    .toSorted((one, other) => other.offset - one.offset)
    .reduce((rest, { offset, length }) => `${rest.slice(0, offset)} ${rest.slice(offset + length)}`, text);
  return {
    text: (mentions.length > 0 ? tidy(left) : left).trim().toWellFormed(),
    mentioned: mentions.length > 0,
  };
}

/** Blanks and commas that a mention leaves behind. */
function tidy(text: string): string {
  return text.replace(/^[\s,，:：、]+/, '').replace(/ {2,}/g, ' ');
}

const repliesTo = (message: TelegramMessage, self: BotSelf): boolean =>
  answeredMessage(message)?.from?.id === self.id;
