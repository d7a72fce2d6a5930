/** Something said unasked: to whom, what, and for which class of reader. */
import type { Audience, Role } from './access.ts';
import type { Answer } from './answer.ts';
import type { OutgoingFile } from './message.ts';

/** A chat in which somebody with rights can be told something. */
export interface Recipient {
  platform: string;
  account: string;
  chatId: string;
  chatKind: 'private' | 'group';
  /** The person of a private chat; null for a group. */
  personId: string | null;
  /** Of a group: the lowest reader of its audience. */
  role: Role;
  unit: string | null;
  /** As documents print the name. */
  official: string | null;
  /** Slug; null for all regions. */
  region: string | null;
}

/** One message to one recipient. Its figures are checked like those of every answer. */
export interface Push {
  /** The same push has the same key: it goes out once. At most 40 ASCII characters. */
  key: string;
  to: Recipient;
  answer: Answer;
  file?: OutgoingFile;
  audience: Audience;
  /** What it is, for the audit trail: `alert`, `digest` … */
  what: string;
  now: string;
  /** Until when it is worth sending. */
  expiresAt: string;
}

export type PushResult = { accepted: true } | { accepted: false; reason: string };

/** Hands a push to the outbox; refused when the recipient may not read it or the channel may not carry it. */
export type SendPush = (push: Push) => Promise<PushResult>;
