/** Tables of who may do what where. Instants are ISO strings. */
import type { Generated } from 'kysely';

/** What a code or a binding gives. */
interface RightsColumns {
  role: string;
  unit: string | null;
  official: string | null;
  /** Slug. */
  region: string | null;
}

/** At most one row a person that is not revoked. */
export interface BindingTable extends RightsColumns {
  id: Generated<number>;
  platform: string;
  person_id: string;
  /** The bot's account and the private chat in which they were bound. */
  account: string;
  chat_id: string;
  bound_at: string;
  bound_by: string;
  revoked_at: string | null;
  revoked_by: string | null;
}

export interface BindingCodeTable extends RightsColumns {
  id: Generated<number>;
  prefix: string;
  hash: string;
  salt: string;
  issued_at: string;
  issued_by: string;
  expires_at: string;
  used_at: string | null;
  /** `platform:person`. */
  used_by: string | null;
}

/** Attempts to use a code that were wrong or are being checked. */
export interface CodeAttemptTable {
  id: Generated<number>;
  platform: string;
  person_id: string;
  at: string;
}

export interface ChatSettingTable {
  platform: string;
  chat_id: string;
  audience: string;
  region: string | null;
  set_at: string;
  set_by: string;
}

export interface SwitchTable {
  id: Generated<number>;
  scope: string;
  platform: string;
  target: string;
  reason: string;
  off_at: string;
  off_by: string;
  ends_at: string | null;
  on_at: string | null;
  on_by: string | null;
}

/** Where a switch was told of already. */
export interface SwitchNoticeTable {
  switch_id: number;
  platform: string;
  chat_id: string;
}

/** Which account answers what was said in a chat that several accounts share. */
export interface AnswererTable {
  platform: string;
  chat_id: string;
  /** Hash of who said what. */
  said: string;
  account: string;
  until: string;
}

/** What a person was asked to confirm or complete. */
export interface DraftTable {
  platform: string;
  chat_id: string;
  person_id: string;
  /** JSON */
  state: string;
  /** The file it is about. */
  bytes: Buffer | null;
  expires_at: string;
}

export interface AccessSchema {
  binding: BindingTable;
  binding_code: BindingCodeTable;
  code_attempt: CodeAttemptTable;
  chat_setting: ChatSettingTable;
  switch: SwitchTable;
  switch_notice: SwitchNoticeTable;
  answerer: AnswererTable;
  draft: DraftTable;
}
