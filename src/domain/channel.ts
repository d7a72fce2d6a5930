/** What a chat channel is. Adapters translate, nothing else. */
import type { Capabilities, Choice, IncomingMessage, OutgoingFile, OutgoingMessage } from './message.ts';

/** What every channel has. */
interface Channel {
  readonly platform: string;
  readonly capabilities: Capabilities;
  /** Stop receiving and finish what is in flight. May be called twice. */
  stop(): Promise<void>;
}

/** Turns one message into the messages to show for it. Never rejects. */
export type Handle = (message: IncomingMessage) => Promise<OutgoingMessage[]>;

/** A channel where the answer goes back in the same breath: the terminal, the web page. */
export interface Adapter extends Channel {
  /** Begin to receive; resolves when ready. */
  start(handle: Handle): Promise<void>;
}

/**
 * Takes a message in. Resolves when it is safely stored (or was stored before, or is none of the bot's business):
 * only then may the adapter acknowledge it to the platform. Rejects when it could not be stored: do not acknowledge.
 */
export type Receive = (message: IncomingMessage) => Promise<void>;

/** A channel where messages come and go on their own: the chat platforms. */
export interface Messenger extends Channel {
  /** The bot's own account; together with `platform` it names this messenger. */
  readonly account: string;
  /**
   * Begin to connect and return at once or soon: a platform that cannot be reached is no error here. The messenger goes
   * on trying by itself, says how it stands through `state`, and never throws later.
   */
  start(receive: Receive): Promise<void>;
  /** Sends one message. Never rejects: what went wrong is the result. */
  send(parcel: Parcel): Promise<SendResult>;
  /** The bytes of an attachment. @throws InputError when it is gone or over `maxBytes` */
  fetchFile?(ref: string, maxBytes: number): Promise<Uint8Array>;
  /** Shows that an answer is on its way, where the platform can; failures do not matter. */
  showTyping?(target: Target): void;
  state(): ChannelState;
  /** HTTP entrances of the channel, by the last part of their path: `/hooks/PLATFORM/NAME`. */
  readonly hooks?: Readonly<Record<string, Hook>>;
}

/** Where a message goes. */
export interface Target {
  platform: string;
  account: string;
  chatId: string;
  chatKind: 'private' | 'group';
  thread: string | null;
}

/** One message on its way out. */
export interface Parcel {
  /** The same for every attempt to send it, and for no other message. */
  key: string;
  target: Target;
  text: string;
  choices: readonly Choice[];
  file: OutgoingFile | null;
  /** Id of the message it answers, to be pointed at where the channel can. */
  quotes: string | null;
  /** The platform's id of a sent message that this one replaces. */
  edits: string | null;
  /** Whom it is for in a group, to be addressed by name or mention where there is no quoting. */
  addressee: { id: string; name: string | null } | null;
  /** `replyContext` of the message it answers; empty for pushes. */
  replyContext: Readonly<Record<string, string>>;
  /** A reply to somebody, or said unasked. */
  kind: 'reply' | 'push';
}

/** How sending went. `reason` is English, for the log and the operator; never the text of the message. */
export type SendResult =
  | { sent: true; messageId: string | null }
  /** Not now: the platform is busy, unreachable, or wants a pause. */
  | { sent: false; again: true; reason: string; retryAfterMs: number | null }
  /** Never: the chat is gone, the bot was thrown out, the content is refused. */
  | { sent: false; again: false; reason: string };

/** How a channel stands, for readiness, metrics and the operator's page. */
export interface ChannelState {
  status: 'starting' | 'ready' | 'waiting_for_login' | 'down' | 'stopped';
  /** Since when, ISO instant. */
  since: string;
  /** English, one line: what is wrong or who is logged in; null when there is nothing to say. */
  detail: string | null;
  /** What the operator must scan to log in; null when nothing is to be scanned. */
  loginQr: string | null;
}

/** A request of a platform to the bot. */
export interface HookRequest {
  method: 'GET' | 'POST';
  /** Lower-case names. */
  headers: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string>>;
  body: string;
}

export interface HookResponse {
  status: number;
  body: string;
  contentType: string;
}

export type Hook = (request: HookRequest) => Promise<HookResponse>;

/** What `minsheng doctor` tells about one thing. Chinese; `fix` says what to do, null when nothing is to do. */
export interface Diagnosis {
  level: 'ok' | 'warn' | 'fail';
  what: string;
  fix: string | null;
}

/** What an adapter may tell the operator. Never texts or names of people. */
export interface ChannelLog {
  debug(facts: object, message: string): void;
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}
