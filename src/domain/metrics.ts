/**
 * What the parts of the program count. Platforms, reasons and names are short ASCII words of the program; never an id,
 * a text or a name of a person. Nothing here throws or waits.
 */
import type { AnswerKind, RefuseReason } from './answer.ts';
import type { ChannelState } from './channel.ts';

/** Counters and measures that reception, delivery and imports feed. */
export interface Metrics {
  /** A message was taken in. */
  received(platform: string, kind: MessageKind): void;
  /** A message was known already: a redelivery, an edit that changes nothing. */
  duplicate(platform: string): void;
  /** A message was not admitted (flood, limits, switched off): the reason's short name. */
  limited(platform: string, reason: string): void;
  /** A question was answered. `ms` from taking it in to having the answer. */
  answered(platform: string, answer: { kind: AnswerKind; reason: RefuseReason | null; ms: number }): void;
  /** A message could not be answered because of a fault of the program. */
  failed(platform: string): void;
  /** A command ran, was denied or broke. */
  command(name: string, outcome: CommandOutcome): void;
  /** One attempt to send. `ms` of the attempt. */
  attempted(platform: string, outcome: SendOutcome, ms: number): void;
  /** A message is with the platform. `ms` from writing it into the outbox. */
  delivered(platform: string, kind: 'reply' | 'push', ms: number): void;
  /** Documents handed in by this way, taken or refused. */
  imported(way: 'chat' | 'command_line' | 'seeds', outcome: 'done' | 'unchanged' | 'refused'): void;
  /** A line of an answer was left out because nothing backed its figures. */
  groundingRejected(): void;
}

export type MessageKind = 'text' | 'choice' | 'file' | 'edit';

export type CommandOutcome = 'done' | 'denied' | 'wrong' | 'failed';

/** As in the ledger: with the platform, to be tried again, given up. */
export type SendOutcome = 'sent' | 'again' | 'never';

/** How full the outbox is. */
export interface OutboxFigures {
  /** Messages not sent yet, those due later included. */
  waiting: number;
  /**
   * When the message that has waited longest became due, ISO instant; null when none is due. Only the next one of each
   * chat counts: those behind it wait for it, not for the program.
   */
  oldestDueAt: string | null;
  /** The same for each account that has such a message, the longest first. */
  overdue: readonly { platform: string; account: string; dueAt: string }[];
  /** Messages given up. */
  dead: number;
}

/** One channel, as operators and readiness see it. */
export interface ChannelStanding {
  platform: string;
  account: string;
  state: ChannelState;
}
