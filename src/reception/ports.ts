/** What taking in and answering a message needs from outside; `app.ts` plugs it in. */
import type { Asker } from '../domain/access.ts';
import type { Answer } from '../domain/answer.ts';
import type { Capabilities, IncomingMessage, OutgoingFile } from '../domain/message.ts';
import type { IsoDate } from '../domain/project.ts';

/** One moment: an ISO instant in UTC and the calendar day in China. */
export interface Moment {
  now: string;
  today: IsoDate;
}

/** What is said back: an answer, and a file to go with it where the channel takes files. */
export interface Reply {
  answer: Answer;
  file?: OutgoingFile;
}

/** Whether a message is taken in. A notice is said once, then there is silence. */
export type Admission = { admit: true } | { admit: false; reason: string; notice: string | null };

/** The manners at the door: limits of a person and a chat, floods. Counts the message. */
export type Admit = (message: IncomingMessage) => Promise<Admission>;

/** Whether this account is the one that answers in a chat which several accounts of the bot share. */
export type Answers = (message: IncomingMessage, now: string) => Promise<boolean>;

/** Who asks, and what may be said where they ask. */
export type Identify = (message: IncomingMessage, channel: Capabilities) => Promise<Asker>;

/** Why a chat, a channel or a subject is switched off just now, with what to say (once); null when it is on. */
export type SwitchedOff = (
  message: IncomingMessage,
  now: string,
) => Promise<{ reason: string; notice: string | null } | null>;

/**
 * Does what a command, a handed-in document or an answer to one asks for, when the person may; null for everything else,
 * which is a question. What a person may not do is refused and recorded, never answered as a question.
 */
export type Command = (message: IncomingMessage, asker: Asker, moment: Moment) => Promise<Reply | null>;

/** Answers a question for the class of reader that may hear it. */
export type Ask = (message: IncomingMessage, asker: Asker, moment: Moment) => Promise<Answer>;
