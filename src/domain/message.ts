/** What comes in from a channel and what goes back, the same for every channel. */
import type { Role } from './access.ts';
import type { Answer } from './answer.ts';

export type { Role } from './access.ts';

/** One message from a person, as an adapter hands it over. Plain JSON: it is stored until it is answered. */
export interface IncomingMessage {
  /** `console`, `web`, `telegram` … */
  platform: string;
  /** The bot's own account on the platform; absent where there can only be one. */
  account?: string;
  /** Unique within platform, account and chat: a redelivery has the same id. */
  id: string;
  /** The conversation it came from, unique within the platform. */
  chatId: string;
  chatKind: 'private' | 'group';
  /** Forum topic or thread inside the chat; absent outside of one. */
  thread?: string;
  /** The person, unique within the platform. */
  personId: string;
  /** How the platform shows the person, to address them in a group. Never logged, gone with the message. */
  personName?: string;
  /** Without the mention of the bot; '' for a message that is only a file or a pressed button. */
  text: string;
  /** The bot was addressed: mentioned, replied to, commanded, or the chat is private. */
  addressed: boolean;
  /** A pressed button, instead of a text. */
  choice?: PressedChoice;
  attachments?: readonly Attachment[];
  /** The message that this one quotes or replies to, where the platform shows its words. */
  quoted?: Quoted;
  /** Set when the person changed an earlier message: the id of that one. `id` is then a new one. */
  editOf?: string;
  /** Written by a program: never answered. */
  fromBot?: boolean;
  /** What the adapter needs to answer exactly here (a reply token, a one-off address). Opaque to everyone else. */
  replyContext?: Readonly<Record<string, string>>;
}

/** What somebody quotes: context for what their own words leave out, never a command. */
export interface Quoted {
  text: string;
  /** The bot said it; false also where the platform does not tell who did. */
  mine: boolean;
}

/** Which button of which sent message. */
export interface PressedChoice {
  /** `Parcel.key` of the message that showed it. */
  parcelKey: string;
  /** 0-based place among its choices. */
  index: number;
}

/** A file that came with a message; its bytes are fetched when they are needed. */
export interface Attachment {
  /** As the person's device named it; '' when unknown. Untrusted: never a path. */
  name: string;
  /** Bytes; null when the platform does not say. */
  size: number | null;
  kind: 'document' | 'image';
  /** What the adapter's `fetchFile` needs. */
  ref: string;
}

/** What a channel can do. The renderer and the delivery degrade by these. */
export interface Capabilities {
  /** Longest text of one message, in `lengthUnit`. */
  maxLength: number;
  /** UTF-16 units, or bytes of UTF-8. */
  lengthUnit: 'characters' | 'bytes';
  /** Choices as buttons; otherwise as numbered lines. */
  buttons: boolean;
  /** Texts are markup on this channel: the adapter escapes what documents and people wrote. */
  markdown: boolean;
  images: boolean;
  files: boolean;
  /** A sent message can be changed. */
  edit: boolean;
  /** A reply can point at the message that it answers. */
  quote: boolean;
  /** When the bot may speak first: always, never, or this long after the person's last message. */
  push: 'always' | 'never' | { hoursAfterMessage: number };
  /** The platform vouches for who a person is, so that rights can be bound to them. */
  identifies: boolean;
  /** Nothing above this class of reader may leave through the channel, whoever asks. */
  highestRole: Role;
  /** Own limits of the platform, with a margin. All must hold. */
  budgets: readonly Budget[];
}

/** The least that a channel can do: text in, text out, nobody known. Channels say what they can do beyond it. */
export const PLAIN_TEXT: Capabilities = {
  maxLength: 1000,
  lengthUnit: 'characters',
  buttons: false,
  markdown: false,
  images: false,
  files: false,
  edit: false,
  quote: false,
  push: 'never',
  identifies: false,
  highestRole: 'resident',
  budgets: [],
};

/** At most `count` messages in any window of `windowMs`, per account, per chat or per group chat. */
export interface Budget {
  scope: 'account' | 'chat' | 'group';
  count: number;
  windowMs: number;
}

/** One outgoing message in a channel's own measure. `choices` only where the channel has buttons. */
export interface OutgoingMessage {
  /** Plain text, at most `maxLength`. */
  text: string;
  choices: readonly Choice[];
  /** The whole answer, for channels that show structure (web page). */
  answer: Answer;
  /** A picture or document to go with it; only where the channel has them. */
  file?: OutgoingFile;
}

/** A picture or document going out. */
export interface OutgoingFile {
  name: string;
  kind: 'document' | 'image';
  bytes: Uint8Array;
}

/** Something the person may say next; `text` is what is sent back when it is chosen. */
export interface Choice {
  label: string;
  text: string;
}
