/** What access needs from outside: the store's tables, the log, the spelling of questions. */
import type {
  AuditRecord,
  Binding,
  ChatKey,
  ChatSetting,
  PersonKey,
  StoredCode,
  SwitchOff,
} from '../domain/access-records.ts';

/** How many wrong attempts are borne, each since an instant. */
export interface AttemptLimits {
  person: number;
  platform: number;
  since: string;
}

export interface RightsPort {
  binding(person: PersonKey): Promise<Binding | null>;
  addCode(code: StoredCode): Promise<void>;
  /** Those not expired, used or not. */
  liveCodes(prefix: string, now: string): Promise<(StoredCode & { id: number; usedBy: string | null })[]>;
  /** Uses a code up and binds, at once; false when somebody was quicker. */
  redeem(codeId: number, binding: Binding): Promise<boolean>;
  spoil(codeId: number, by: string, at: string): Promise<void>;
  /** Counts an attempt before it is looked at; null when there were too many. */
  reserveAttempt(person: PersonKey, limits: AttemptLimits, now: string): Promise<number | null>;
  releaseAttempt(id: number): Promise<void>;
}

export interface ChatsPort {
  chat(chat: ChatKey): Promise<ChatSetting | null>;
  switches(now: string): Promise<(SwitchOff & { id: number })[]>;
  /** True for the first to tell a chat of a switch. */
  announce(switchId: number, chat: ChatKey): Promise<boolean>;
  claimAnswer(
    claim: ChatKey & { said: string; account: string; until: string },
    now: string,
  ): Promise<boolean>;
}

export interface AuditPort {
  record(entry: AuditRecord): Promise<void>;
}

/** The log; never texts or names of people. */
export interface AccessLog {
  warn(facts: object, message: string): void;
}
