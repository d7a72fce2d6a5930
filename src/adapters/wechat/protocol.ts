/** What the messenger and its worker process tell each other: plain JSON over the channel between the two. */
import type { Fault } from './faults.ts';

/** Where to connect, with what; told to the worker once, right after it was started. */
export interface Connection {
  /** Name of an installed package. */
  puppet: string;
  token: string | null;
  /** `host:port`; null lets the puppet find the gateway by its token. */
  endpoint: string | null;
  tls: boolean;
  /** Absolute path of the file that keeps the login, without its ending. */
  memory: string;
}

/** One message to send, already worded. */
export interface Outgoing {
  chatId: string;
  chatKind: 'private' | 'group';
  /** '' sends only the file. */
  text: string;
  /** Whom the text names with `@`, so that their phone rings. */
  mentions: readonly string[];
  file: { name: string; base64: string } | null;
}

/** A message as WeChat showed it, before it is known whether it is the bot's business. */
export interface Heard {
  id: string;
  kind: 'text' | 'other';
  text: string;
  /** When it was written, milliseconds since 1970. */
  atMs: number;
  /** Written by the bot's own account, maybe on its phone. */
  own: boolean;
  talker: { id: string; name: string; person: boolean };
  room: { id: string; mentioned: boolean } | null;
  /** What the bot is called where the message was said: its name, its name in the group. */
  botNames: readonly string[];
}

/** How the sending of one message went; `half` when the text is out and the file is not. */
export type Sent =
  | { sent: true; messageId: string | null }
  | { sent: false; again: boolean; fault: Fault; half: boolean };

/** From the messenger to the worker. */
export type Order =
  | { type: 'connect'; connection: Connection; timings: WorkerTimings }
  | { type: 'send'; number: number; outgoing: Outgoing }
  /** Go, leaving the account logged in. */
  | { type: 'leave' };

/** From the worker to the messenger. */
export type Report =
  /** Everything is loaded and the worker is alive; repeated for as long as it is. */
  | { type: 'beat' }
  /** `qr` is null when it was scanned and has to be confirmed on the phone. */
  | { type: 'scan'; qr: string | null }
  | { type: 'login' }
  | { type: 'logout' }
  | { type: 'heard'; heard: Heard }
  | { type: 'sent'; number: number; sent: Sent }
  /** Something went wrong that may heal by itself. */
  | { type: 'stumbled'; fault: Fault }
  /** Somebody wants to be a friend, or the bot in a group: left to the operator. */
  | { type: 'asked'; what: 'friendship' | 'room' }
  /** It cannot go on and ends. */
  | { type: 'lost'; fault: Fault };

/** Milliseconds. */
export interface WorkerTimings {
  /** Between two signs of life. */
  beatMs: number;
  /** Between two questions to the gateway whether it still hears. */
  pingMs: number;
  /** A gateway that used to answer and was not heard for so long is gone. */
  silenceMs: number;
  /** For looking something up about a message. */
  lookUpMs: number;
  /** For sending one message. */
  sendMs: number;
}
