/** What is kept of who may do what: bindings, codes, settings of chats, switches and the audit trail. */
import type { Audience, Role } from './access.ts';

/** What a binding or a code gives. A resident is never bound. */
export interface Rights {
  role: Exclude<Role, 'resident'>;
  /** Full name of the unit; null when bound to none. */
  unit: string | null;
  /** As documents print the name; null when bound to nobody. */
  official: string | null;
  /** Slug of the region that the rights are for; null for all. */
  region: string | null;
}

/** A person as a platform vouches for them. */
export interface PersonKey {
  platform: string;
  personId: string;
}

/** A person where they can be told something: their private chat with one account of the bot. */
export interface PersonInPrivate extends PersonKey {
  account: string;
  chatId: string;
}

/** A person's rights. At most one live binding a person. */
export interface Binding extends PersonInPrivate, Rights {
  /** ISO instant. */
  boundAt: string;
  /** Who issued the code: `command line` or `platform:person`. */
  by: string;
}

/** A code as it is kept: never the code itself. */
export interface StoredCode extends Rights {
  /** The first group of the code, to find it by. */
  prefix: string;
  /** Salted scrypt hash of the whole code, base64. */
  hash: string;
  salt: string;
  issuedAt: string;
  issuedBy: string;
  expiresAt: string;
}

/** A chat of a platform. */
export interface ChatKey {
  platform: string;
  chatId: string;
}

/** Who listens in a group, and which region it is about. */
export interface ChatSetting extends ChatKey {
  audience: Audience;
  /** Slug; null for none. */
  region: string | null;
  at: string;
  by: string;
}

/** What can be switched off. `target` is a chat id, a platform or a word. */
export type SwitchScope = 'chat' | 'channel' | 'subject';

/** Something switched off, until it is switched on or `endsAt` has come. */
export interface SwitchOff {
  scope: SwitchScope;
  /** '' for subjects: they hold on every platform. */
  platform: string;
  target: string;
  reason: string;
  at: string;
  by: string;
  /** Null: until somebody switches it on. */
  endsAt: string | null;
}

/** How a recorded action ended. `denied`: the person may not; `refused`: it could not be done. */
export const OUTCOMES = ['done', 'denied', 'refused', 'failed'] as const;

export type Outcome = (typeof OUTCOMES)[number];

/** One line of the audit trail. Never the text of a message and never a code. */
export interface AuditRecord {
  /** ISO instant. */
  at: string;
  /** `platform:person`, `command line` or `program`. */
  actor: string;
  action: string;
  /** `platform:chat`; null outside of chats. */
  place: string | null;
  outcome: Outcome;
  detail: Readonly<Record<string, unknown>>;
}

/** How the audit trail names a person. */
export function actorOf({ platform, personId }: PersonKey): string {
  return `${platform}:${personId}`;
}

/** How the audit trail names a chat. */
export function placeOf({ platform, chatId }: ChatKey): string {
  return `${platform}:${chatId}`;
}
