/** What the commands about alerts need from outside. */
import type { Asker, Role } from '../domain/access.ts';
import type { ChatKey } from '../domain/access-records.ts';
import type { Answer } from '../domain/answer.ts';

/** Somebody who asks, as far as they may hear. */
export interface AlertPerson extends Pick<Asker, 'unit' | 'official' | 'region'> {
  role: Role;
  /** `platform:person` */
  actor: string;
}

/** What came of an answer to one alert. `unknown`: there is none, or it is not theirs; `over`: it ended before. */
export interface AlertAnswered {
  id: string;
  outcome: 'done' | 'already' | 'over' | 'unknown';
}

export interface AlertPort {
  /** Ids of the alerts that a chat was last told of; empty when of none. */
  lastTold(chat: ChatKey): Promise<string[]>;
  acknowledge(ids: readonly string[], person: AlertPerson, now: string): Promise<AlertAnswered[]>;
  silence(
    ids: readonly string[],
    wish: { days: number; reason: string },
    by: { person: AlertPerson; now: string },
  ): Promise<AlertAnswered[]>;
  readonly longestSilenceDays: number;
  /** One alert in full; null when there is none or it is not theirs. */
  detail(id: string, person: AlertPerson, now: string): Promise<Answer | null>;
  /** What fires now and concerns them. */
  firing(person: AlertPerson, now: string): Promise<Answer>;
  /** Their projects with their lights. */
  projects(person: AlertPerson, now: string): Promise<Answer>;
  /** Whether a group wants alerts; false when it was so already. */
  setGroup(
    group: ChatKey & { account: string },
    wants: boolean,
    by: { by: string; at: string },
  ): Promise<boolean>;
}
