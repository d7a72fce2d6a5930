/** What comes in from a channel and what goes back, the same for every channel. */
import type { Answer } from './answer.ts';

/** resident < staff < leader < operator. */
export type Role = 'resident' | 'staff' | 'leader' | 'operator';

/** One message from a person, as an adapter hands it over. */
export interface IncomingMessage {
  /** `console`, `web`, `telegram` … */
  platform: string;
  /** Unique within platform and chat: a redelivery has the same id. */
  id: string;
  /** The conversation it came from, unique within the platform. */
  chatId: string;
  chatKind: 'private' | 'group';
  /** The person, unique within the platform. */
  personId: string;
  text: string;
  /** The bot was addressed: mentioned, replied to, commanded, or the chat is private. */
  addressed: boolean;
}

/** What a channel can show. The renderer degrades by these. */
export interface Capabilities {
  /** Longest text of one message, in characters. */
  maxLength: number;
  /** Choices as buttons; otherwise as numbered lines. */
  buttons: boolean;
  markdown: boolean;
  images: boolean;
  files: boolean;
}

/** One outgoing message in a channel's own measure. `choices` only where the channel has buttons. */
export interface OutgoingMessage {
  text: string;
  choices: readonly Choice[];
  /** The whole answer, for channels that show structure (web page). */
  answer: Answer;
}

/** Something the person may say next; `text` is what is sent back when it is chosen. */
export interface Choice {
  label: string;
  text: string;
}

/** What an adapter is given: turn one message into the messages to send back. Never rejects. */
export type Handle = (message: IncomingMessage) => Promise<OutgoingMessage[]>;

/** A chat channel. Adapters translate, nothing else. */
export interface Adapter {
  readonly platform: string;
  readonly capabilities: Capabilities;
  /** Begin to receive; resolves when ready. */
  start(handle: Handle): Promise<void>;
  /** Stop receiving and finish what is in flight. */
  stop(): Promise<void>;
}
