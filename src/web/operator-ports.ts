/** What operators see and may do on their page; `app.ts` plugs it in. Never a text of a message. */
import type { ChannelStanding, OutboxFigures } from '../domain/metrics.ts';
import type { ImportDesk } from './import-ports.ts';

/** A message that was given up. */
export interface DeadLetter {
  id: number;
  platform: string;
  chatId: string;
  kind: 'reply' | 'push';
  /** ISO instant. */
  createdAt: string;
  attempts: number;
  /** English, from the channel; null when it is not known. */
  reason: string | null;
}

/** Something that is switched off. */
export interface SwitchRow {
  /** Chinese: `渠道 telegram`, `话题 停车`. */
  what: string;
  reason: string;
  by: string;
  /** ISO instants; null where it has no end. */
  since: string;
  until: string | null;
}

/** A person with rights. */
export interface BindingRow {
  platform: string;
  personId: string;
  /** Chinese. */
  role: string;
  unit: string | null;
  official: string | null;
  region: string | null;
  /** ISO instant. */
  since: string;
}

/** Who did what. */
export interface AuditRow {
  /** ISO instant. */
  at: string;
  actor: string;
  action: string;
  /** Chat or channel; '' when it was elsewhere. */
  where: string;
  outcome: string;
  /** Further facts in one line. */
  detail: string;
}

export interface ProgramFacts {
  version: string;
  /** ISO instant. */
  startedAt: string;
  projects: number;
  /** Chinese: why the word lists as they lie there now are not in use; none when they are. */
  wordProblems: readonly string[];
}

export interface OperatorPorts {
  program(): Promise<ProgramFacts>;
  channels(): readonly ChannelStanding[];
  /** What is to be scanned, as an SVG picture. */
  qrPicture(text: string): Promise<string>;
  outbox(): Promise<OutboxFigures>;
  /** Newest first. */
  deadLetters(limit: number): Promise<readonly DeadLetter[]>;
  /** Puts a dead letter back into the outbox, and records who did; false when it is none any more. */
  resend(id: number): Promise<boolean>;
  /** Gives a dead letter up for good, and records who did; false when it is none any more. */
  drop(id: number): Promise<boolean>;
  switches(): Promise<readonly SwitchRow[]>;
  bindings(limit: number): Promise<readonly BindingRow[]>;
  /** Newest first. */
  audit(limit: number): Promise<readonly AuditRow[]>;
  /** The page of imports. */
  imports: ImportDesk;
  now(): Date;
}
