/** What a command in a chat is. */
import { type Asker, lowestRole, type Role } from '../domain/access.ts';
import { actorOf, type Outcome } from '../domain/access-records.ts';
import type { IncomingMessage } from '../domain/message.ts';
import type { ConversationKey, RegionRecord } from '../domain/records.ts';
import type { CommandPorts, Moment } from './ports.ts';
import type { Reply } from './say.ts';
import type { CommandName, CommandWords } from './words.ts';

/** One message that asks for something to be done. */
export interface Call {
  message: IncomingMessage;
  asker: Asker;
  moment: Moment;
  ports: CommandPorts;
  words: CommandWords;
}

/** What came of it; facts go into the audit trail: ids and counts, never texts. */
export interface Done {
  reply: Reply;
  /** `done` when absent. */
  outcome?: Outcome;
  facts?: Readonly<Record<string, unknown>>;
}

export type Run = (call: Call) => Promise<Done>;

/** What understanding a command needs. */
export interface MatchTools {
  words: CommandWords;
  /** As whom the person is heard here. */
  role: Role;
  /** Regions that the person may know of. */
  regions(): Promise<RegionRecord[]>;
}

/** Where a command may be given. */
export type Where = 'private' | 'group' | 'any';

export interface ChatCommand {
  name: CommandName;
  /** The lowest role that may give it. */
  role: Role;
  where: Where;
  /** What to do, when the whole message is this command; null for everything else. */
  match(text: string, tools: MatchTools): Promise<Run | null>;
}

interface CommandSpec<Parsed> extends Omit<ChatCommand, 'match'> {
  parse(text: string, tools: MatchTools): Parsed | null | Promise<Parsed | null>;
  run(parsed: Parsed, call: Call): Promise<Done>;
}

/** Joins understanding and doing. */
export function chatCommand<Parsed>({ parse, run, ...rest }: CommandSpec<Parsed>): ChatCommand {
  return {
    ...rest,
    async match(text, tools) {
      const parsed = await parse(text, tools);
      return parsed === null ? null : (call) => run(parsed, call);
    },
  };
}

/** What the person may both do and hear here: the lower of the two. */
export function standing({ role, disclosure }: Asker): Role {
  return lowestRole(role, disclosure);
}

/** How the audit trail names who gave the command. */
export function actor({ message }: Pick<Call, 'message'>): string {
  return actorOf(message);
}

/** Whose conversation it is. */
export function keyOf({ message: { platform, chatId, personId } }: Pick<Call, 'message'>): ConversationKey {
  return { platform, chatId, personId };
}
