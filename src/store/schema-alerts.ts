/** Tables of alerts. Instants are ISO strings. */
import type { Generated } from 'kysely';

/** One trouble of one project, through all its outbreaks. */
export interface AlertTable {
  fingerprint: string;
  /** What people call it by. */
  short_id: string;
  kind: string;
  project: string;
  /** Slug. */
  region: string;
  state: string;
  round: number;
  severity: string;
  step: string;
  /** Null while nobody was told of the step. */
  step_at: string | null;
  opened_at: string;
  acknowledged_at: string | null;
  /** `platform:person` */
  acknowledged_by: string | null;
  acknowledged_severity: string | null;
  resolved_at: string | null;
}

/** What one chat was told of an outbreak, by which push. */
export interface AlertNoticeTable {
  push_key: string;
  fingerprint: string;
  round: number;
  platform: string;
  chat_id: string;
  occasion: string;
  step: string;
  severity: string;
  at: string;
}

export interface AlertSilenceTable {
  id: Generated<number>;
  fingerprint: string;
  role: string;
  reason: string;
  silenced_by: string;
  starts_at: string;
  ends_at: string;
}

/** A message planned; its text is forgotten when the outbox has it. */
export interface AlertPushTable {
  key: string;
  platform: string;
  chat_id: string;
  /** Calendar day in China. */
  day: string;
  at: string;
  expires_at: string;
  /** JSON of recipient, answer and audience; null when the outbox has it. */
  content: string | null;
}

/** A group that an operator wants alerts in. */
export interface AlertGroupTable {
  platform: string;
  chat_id: string;
  account: string;
  added_at: string;
  added_by: string;
}

export interface AlertsSchema {
  alert: AlertTable;
  alert_notice: AlertNoticeTable;
  alert_silence: AlertSilenceTable;
  alert_push: AlertPushTable;
  alert_group: AlertGroupTable;
}
